"""Subjects mended that the parser takes for something else: the end of a phrase before them, a day, a part of a headline."""

from __future__ import annotations

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import FINITE, NOUN_SUBJECTS, Word, hang
from goodoffices.record.dates import MONTHS, WEEKDAYS

_OUTSIDE = ("npadvmod", "advmod", "dep", "intj", "appos", "ccomp", "nmod")
_STOPS = frozenset((".", "!", "?", ":"))


_SHARED = frozenset(("meet", "agree", "talk", "negotiate", "speak", "reach", "sign", "strike"))
"""Verbs of what is done with somebody."""
_TEXTS = frozenset(
    ("deal", "pact", "truce", "accord", "agreement", "ceasefire", "treaty", "talk", "talks", "meeting")
)


def behind_opening_word(words: list[Word]) -> bool:
    """A subject taken for the object of the word that opens its clause: 'after the Group (A, B) failed to agree'."""
    changed = False
    for word in words:
        mark = word.head
        if word.dep != "pobj" or mark is None or mark.dep != "mark" or mark.head is None:
            continue
        if (
            mark.head.verb
            and mark.place < word.place < mark.head.place
            and not mark.head.of(*NOUN_SUBJECTS)
        ):
            hang(word, mark.head, "nsubjpass" if mark.head.of("auxpass") else "nsubj")
            changed = True
    return changed


def behind_opening_phrase(words: list[Word]) -> bool:
    """A subject taken for the end of the phrase before it: 'Under the eyes of the League, the army opened talks'."""
    for verb in words:
        if verb.dep not in ("ROOT", "ccomp") or not verb.verb:
            continue
        helpers = verb.of("aux", "auxpass")
        finite = any(word.tag in FINITE for word in (verb, *helpers))
        if not finite or verb.of(*NOUN_SUBJECTS, "csubj", "csubjpass", "expl"):
            continue
        end = min([verb.place, *(kid.place for kid in helpers)])
        while end and words[end - 1].tag == "RB":
            end -= 1
        for comma in range(1, end - 1):
            if words[comma].text != ",":
                continue
            inside = words[comma + 1 : end]
            tops = [word for word in inside if word.head is not None and word.head.place < comma]
            named = [word for word in tops if word.dep in ("conj", "appos") and word.noun]
            if (
                not named
                or any(word.verb or word.tag == "IN" for word in inside)
                or words[end - 1].text == ","
            ):
                continue
            if any(word not in named and word.tag not in ("CC", ",") for word in tops):
                continue
            hang(named[0], verb, "nsubjpass" if verb.of("auxpass") else "nsubj")
            for word in tops:
                if word is not named[0]:
                    hang(word, named[0], word.dep if word.tag in ("CC", ",") else "conj")
            return True
    return False


def partner_at_work(words: list[Word]) -> bool:
    """Somebody with whom a thing was done, taken for the subject of his description: 'signed a pact with rebels still fighting'."""
    changed = False
    for doing in words:
        before, partner = doing.head, next(iter(doing.of("nsubj")), None)
        if doing.dep != "pcomp" or doing.tag != "VBG" or before is None or partner is None:
            continue
        verb = before.head
        if before.lower != "with" or verb is None or words[before.place - 1].text == ",":
            continue
        shared = verb.lemma in _SHARED or any(thing.lemma in _TEXTS for thing in verb.of("dobj"))
        if shared and partner.place < doing.place and (partner.proper or partner.tag in ("NNS", "NN")):
            hang(partner, before, "pobj")
            hang(doing, partner, "acl")
            changed = True
    return changed


def behind_day(words: list[Word]) -> bool:
    """A second subject taken for a second day: 'Peru freed 15 men on Saturday and Chile freed a doctor'."""
    changed = False
    for word in words:
        day, verb = word.head, words[word.place + 1] if word.place + 1 < len(words) else None
        if word.dep != "conj" or not word.proper or day is None or day.text not in (*MONTHS, *WEEKDAYS):
            continue
        if verb is None or verb.tag not in ("VBD", "VBZ", "VBP") or verb.of(*NOUN_SUBJECTS):
            continue
        if verb.dep in ("conj", "ROOT"):
            for cc in day.of("cc"):
                if verb.head is not None:
                    hang(cc, verb.head, "cc")
            hang(word, verb, "nsubj")
            changed = True
    return changed


def date_as_subject(words: list[Word]) -> bool:
    """A date taken for the subject of the verb behind it: 'students who have struck since May met the rector'."""
    for verb in words:
        before = verb.head
        if not verb.tag.startswith("VB") or before is None or not before.verb:
            continue
        days = [kid for kid in verb.of("nsubj") if kid.text in listed("nobody")]
        marks = [kid for kid in verb.of("mark") if days and kid.place == days[0].place - 1]
        if not marks:
            continue
        root = next((word for word in words if word.head is None), None)
        hang(marks[0], before, "prep")
        hang(days[0], marks[0], "pobj")
        if root is not None and root.noun and verb.within(root) and verb.tag in FINITE:
            hang(verb, None, "ROOT")
            hang(root, verb, "nsubj")
        return True
    return False


def opening_name(words: list[Word]) -> bool:
    """A name before the main verb taken for a phrase of time: 'Kade voiced hope that …'."""
    for name in words[:1]:
        verb = name.head
        if name.dep != "npadvmod" or not name.proper or verb is None or verb.dep != "ROOT":
            continue
        bare = not verb.of(*NOUN_SUBJECTS, "csubj", "expl", "auxpass")
        if bare and verb.place == name.place + 1 and name.text not in listed("nobody"):
            name.dep = "nsubj"
            return True
    return False


def without_and(words: list[Word]) -> bool:
    """Two subjects of a headline, with a comma for 'and': 'Peru, Chile sign fishing pact'."""
    if words[-1].text in _STOPS:
        return False
    for verb in words:
        if verb.tag not in ("VB", "VBP", "VBD", "NN", "NNS") or verb.dep != "ROOT":
            continue
        subject = next(iter(verb.of(*NOUN_SUBJECTS)), None)
        if subject is None:
            continue
        left = min([subject.place, *(w.place for w in words[: subject.place] if w.within(subject))])
        before = words[:left]
        if len(before) < 2 or before[-1].text != "," or any(word.verb for word in before):
            continue
        tops = [word for word in before if word.head is verb and word.noun and word.dep in _OUTSIDE]
        if len(tops) == 1 and tops[0].place == left - 2 and tops[0].text not in listed("nobody"):
            if tops[0].text.isupper() and len(tops[0].text) > 3:
                return False
            hang(tops[0], verb, subject.dep)
            hang(subject, tops[0], "conj")
            return True
    return False
