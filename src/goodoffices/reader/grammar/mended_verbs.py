"""Verbs mended that the parser hangs on a wrong word, or takes for a noun or for the main verb."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import FINITE, NOUN_SUBJECTS, Word, hang
from goodoffices.reader.wordlists import word_lists

_MADE = frozenset(
    ("agree", "reach", "broker", "sign", "strike", "seal", "negotiate", "conclude", "mediate")
)
"""Verbs of making an agreement whose participle is like their past."""
_UNCHANGED = frozenset(("put", "set", "cut", "let", "shut", "quit", "hit", "spread", "split"))
"""Verbs whose past is like their infinitive."""
_OPENING = frozenset(("since", "after", "before", "until", "as"))


def agreed_in_passing(words: list[Word]) -> bool:
    """A participle set off by commas, taken for a verb: 'a first truce, agreed in November, broke down'."""
    kinds = word_lists("outcomes")["agreement"]
    for noun, comma, verb in zip(words, words[1:], words[2:], strict=False):
        made = comma.text == "," and verb.lemma.lower() in _MADE and verb.tag in ("VBD", "VBN")
        if not made or noun.lemma.lower() not in kinds or verb.head is noun or verb.of(*NOUN_SUBJECTS):
            continue
        closing = next((word for word in words[verb.place + 1 :] if word.text in (",", ".")), None)
        later = words[closing.place + 1 :] if closing is not None and closing.text == "," else []
        main = next((word for word in later if word.tag in FINITE), None)
        if main is None and verb.of("agent") and verb.dep in ("conj", "advcl", "dep"):
            hang(verb, noun, "acl")
            verb.tag = "VBN"
            return True
        if main is None or any(word.tag in FINITE for word in words[verb.place + 1 : main.place]):
            continue
        told = main if main.verb and main.dep not in ("aux", "auxpass") else main.head
        hang(verb, noun, "acl")
        verb.tag = "VBN"
        if told is not None and not told.of(*NOUN_SUBJECTS) and told.dep == "conj":
            mark = noun.head
            above = mark.head if mark is not None and mark.tag == "IN" and noun.dep == "pobj" else None
            if mark is not None and above is not None and mark.lower in _OPENING:
                hang(noun, told, "nsubjpass" if told.of("auxpass") else "nsubj")
                hang(told, above, "advcl")
                hang(mark, told, "mark")
        return True
    return False


def let_pass(words: list[Word]) -> bool:
    """A verb behind 'let' and a date's thing taken for a noun: 'let Monday's deadline pass without a reply'."""
    for thing, verb in pairwise(words):
        let = verb.head
        if verb.lower == "pass" and verb.dep == "dobj" and let is not None and let.lemma == "let":
            verb.tag, verb.dep, verb.lemma = "VB", "ccomp", "pass"
            hang(thing, verb, "nsubj")
            for kid in [kid for kid in verb.kids if kid.place < thing.place]:
                hang(kid, thing, kid.dep)
            return True
    return False


def clause_of_person(words: list[Word]) -> bool:
    """A clause about a person, hung on the body behind the name: 'Agnes Wume of the Tolo mission, who met the rebels'."""
    changed = False
    for word in words:
        head = word.head
        if word.lower != "who" or head is None or head.dep != "relcl" or head.head is None:
            continue
        body = head.head
        before = body.head if body.dep == "pobj" else None
        name = (
            before.head
            if before is not None and before.lower in ("of", "from", "for", "at", "in")
            else None
        )
        several = body.tag in ("NNS", "NNPS") or body.lower in listed("title")
        if name is not None and name.proper and not several and words[word.place - 1].text == ",":
            hang(head, name, "relcl")
            changed = True
    return changed


def verb_in_plural(words: list[Word]) -> bool:
    """A verb in the plural hung on one in the singular: 'A and B met after the firm rose its offer, and have agreed'."""
    for verb in words:
        before = verb.head
        if verb.dep != "conj" or before is None:
            continue
        several = any(kid.lower in ("have", "are", "were") for kid in verb.of("aux", "auxpass"))
        if not several or verb.of(*NOUN_SUBJECTS):
            continue
        above = before.head
        if before.dep not in ("advcl", "relcl") or above is None or not above.verb:
            continue
        if _singular(before) and any(
            kid.tag == "NNS" or kid.of("conj") for kid in above.of(*NOUN_SUBJECTS)
        ):
            hang(verb, above, "conj")
            return True
    return False


def second_aim(words: list[Word]) -> bool:
    """A second infinitive taken for a past: 'urged both to meet and put the deal to a vote'."""
    changed = False
    for verb in words:
        main = verb.head
        if (
            verb.lower not in _UNCHANGED
            or verb.dep != "conj"
            or main is None
            or main.place > verb.place
        ):
            continue
        aims = [kid for kid in main.of("xcomp", "ccomp") if kid.of("aux") and kid.tag == "VB"]
        asked = bool(main.of("dobj")) or bool(aims and aims[0].of(*NOUN_SUBJECTS))
        if not aims or not asked or verb.of(*NOUN_SUBJECTS, "aux") or aims[0].place > verb.place:
            continue
        hang(verb, aims[0], "conj")
        verb.tag = "VB"
        for kid in [kid for kid in main.of("cc") if aims[0].place < kid.place < verb.place]:
            hang(kid, aims[0], "cc")
        changed = True
    return changed


def _singular(verb: Word) -> bool:
    subjects = verb.of(*NOUN_SUBJECTS)
    return bool(subjects) and subjects[0].tag in ("NN", "NNP") and not subjects[0].of("conj")
