"""Parses mended where the parser is wrong in a known way: a subject in two parts, of which it keeps one.

News reports join names with titles ('union chair Ida Voss and mayor Karl Moen met'), open with a clause ('Under
the eyes of the League, the army and the rebels met') and are headed without 'and' ('Peru, Chile sign pact').
"""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.mended_clauses import CLAUSES
from goodoffices.reader.grammar.mended_names import NAMES
from goodoffices.reader.grammar.mended_phrases import PHRASES
from goodoffices.reader.grammar.mended_sayings import SAYINGS
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import FINITE, Word, hang, ranged
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS

_SUBJECTS = ("nsubj", "nsubjpass")
_PART = ("compound", "nmod", "appos", "conj", "nsubj")
_OUTSIDE = ("npadvmod", "advmod", "dep", "intj", "appos", "ccomp", "nmod")
_JOINT = frozenset(
    ("commission", "committee", "council", "team", "body", "company", "alliance", "coalition")
)
_MADE = frozenset(
    ("agree", "reach", "broker", "sign", "strike", "seal", "negotiate", "conclude", "mediate")
)
"""Verbs of making an agreement whose participle is like their past."""
_OPENING = frozenset(("since", "after", "before", "until", "as"))
_STOPS = frozenset((".", "!", "?", ":"))


def mend(words: list[Word]) -> None:
    """Mend the parse of a sentence in place."""
    changed = [mended(words) for mended in _MENDED]
    if any(changed):
        ranged(words)


def _under(words: list[Word], first: int, last: int) -> list[Word]:
    """Return the words from one place to another that depend on none of them."""
    inside = words[first : last + 1]
    return [word for word in inside if word.head not in inside]


def _titles(words: list[Word]) -> bool:
    """Two people with titles, of whom the parser makes one name: 'owner Leo Marsh and pilot Ines Cole met'."""
    changed = False
    for verb in list(words):
        for subject in verb.of(*_SUBJECTS):
            at = _first_person(words, subject)
            if at is not None:
                first = words[at]
                left = min(word.place for word in words[: at + 1] if word.within(subject))
                hang(first, verb, subject.dep)
                for word in _under(words, left, at):
                    if word is not first:
                        hang(word, first, "compound")
                hang(subject, first, "conj")
                for word in _under(words, at + 1, subject.place - 1):
                    if word.head is not first or word.tag != "CC":
                        hang(
                            word,
                            first if word.tag == "CC" else subject,
                            "cc" if word.tag == "CC" else "compound",
                        )
                changed = True
    return changed


def _first_person(words: list[Word], subject: Word) -> int | None:
    """Return the place where the first name ends of two that stand before a verb, None if there is one name."""
    if subject.tag not in ("NNP", "NNPS") or not _ends_name(words, subject.place):
        return None
    left = min(
        [subject.place, *(word.place for word in words[: subject.place] if word.within(subject))]
    )
    for at in range(left + 1, subject.place - 2):
        inside = words[at].within(subject) and words[at].dep in _PART and words[at] is not subject
        if inside and words[at + 1].lower == "and" and _ends_name(words, at):
            return at
    return None


def _ends_name(words: list[Word], at: int) -> bool:
    """Whether a name ends at a place, of two words with a title before it, or with its sort: 'gas maker Linden'."""
    if _ends_firm(words, at):
        return True
    if at < 2 or not all(word.proper and word.text[:1].isupper() for word in words[at - 1 : at + 1]):
        return False
    titles = listed("title")
    if any(word.lower in titles for word in words[at - 1 : at + 1]):
        return False
    return any(words[n].lower in titles for n in (at - 2, at - 3) if n >= 0)


def _ends_firm(words: list[Word], at: int) -> bool:
    """Whether a name ends at a place that a plain word for its sort stands before: 'rival Praxen', 'peer Hops Ltd'."""
    if not words[at].proper or not words[at].text[:1].isupper():
        return False
    return _sort_of(words, at) is not None


def _sort_of(words: list[Word], at: int) -> Word | None:
    """Return the plain word for a sort that stands before the name that ends at a place, None if there is none."""
    first = at
    while first and words[first - 1].proper and words[first - 1].text[:1].isupper():
        first -= 1
    sort = words[first - 1] if first else None
    if sort is None or sort.tag not in ("NN", "NNS"):
        return None
    kinds = (word_lists("contacts")["body"], listed("firms"), ("rival", "peer", "group"))
    return sort if any(sort.lemma.lower() in words for words in kinds) else None


def _marked(words: list[Word]) -> bool:
    """A subject taken for the object of the word that opens its clause: 'after the Group (A, B) failed to agree'."""
    changed = False
    for word in words:
        mark = word.head
        if word.dep != "pobj" or mark is None or mark.dep != "mark" or mark.head is None:
            continue
        if (
            mark.head.verb
            and mark.place < word.place < mark.head.place
            and not mark.head.of(*_SUBJECTS)
        ):
            hang(word, mark.head, "nsubjpass" if mark.head.of("auxpass") else "nsubj")
            changed = True
    return changed


def _loose(words: list[Word]) -> bool:
    """A name taken for a phrase of time, though its sort is the second subject: 'brewer Hops and rival Malten met'."""
    changed = False
    for word in words:
        sort = _sort_of(words, word.place) if word.dep == "npadvmod" and word.proper else None
        if sort is not None and sort.dep == "conj":
            hang(word, sort, "appos")
            first = sort.head
            if first is not None and first.dep == "appos" and first.head is not None:
                hang(sort, first.head, "conj")
            changed = True
    return changed


def _apposed(words: list[Word]) -> bool:
    """A person named behind an office: 'Peru's minister, Ana Bell, and …', which the parser takes for a list."""
    changed = False
    for word in words:
        head = word.head
        if word.dep != "conj" or not word.proper or head is None or head.tag != "NN":
            continue
        first = word.left
        joined = first == head.place + 2 and words[first - 1].text == ","
        closed = word.place + 1 < len(words) and words[word.place + 1].text in (",", ".")
        if joined and closed and head.lower in listed("title"):
            word.dep = "appos"
            for kid in word.of("cc", "conj"):
                hang(kid, head, kid.dep)
            changed = True
    return changed


def _fronted(words: list[Word]) -> bool:
    """A subject taken for the end of the phrase before it: 'Under the eyes of the League, the army opened talks'."""
    for verb in words:
        if verb.dep not in ("ROOT", "ccomp") or not verb.verb:
            continue
        helpers = verb.of("aux", "auxpass")
        finite = any(word.tag in FINITE for word in (verb, *helpers))
        if not finite or verb.of(*_SUBJECTS, "csubj", "csubjpass", "expl"):
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


def _agreed_in_passing(words: list[Word]) -> bool:
    """A participle set off by commas, taken for a verb: 'a first truce, agreed in November, broke down'."""
    kinds = word_lists("outcomes")["agreement"]
    for noun, comma, verb in zip(words, words[1:], words[2:], strict=False):
        made = comma.text == "," and verb.lemma.lower() in _MADE and verb.tag in ("VBD", "VBN")
        if not made or noun.lemma.lower() not in kinds or verb.head is noun or verb.of(*_SUBJECTS):
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
        if told is not None and not told.of(*_SUBJECTS) and told.dep == "conj":
            mark = noun.head
            above = mark.head if mark is not None and mark.tag == "IN" and noun.dep == "pobj" else None
            if mark is not None and above is not None and mark.lower in _OPENING:
                hang(noun, told, "nsubjpass" if told.of("auxpass") else "nsubj")
                hang(told, above, "advcl")
                hang(mark, told, "mark")
        return True
    return False


def _after_day(words: list[Word]) -> bool:
    """A second subject taken for a second day: 'Peru freed 15 men on Saturday and Chile freed a doctor'."""
    changed = False
    for word in words:
        day, verb = word.head, words[word.place + 1] if word.place + 1 < len(words) else None
        if word.dep != "conj" or not word.proper or day is None or day.text not in (*MONTHS, *WEEKDAYS):
            continue
        if verb is None or verb.tag not in ("VBD", "VBZ", "VBP") or verb.of(*_SUBJECTS):
            continue
        if verb.dep in ("conj", "ROOT"):
            for cc in day.of("cc"):
                if verb.head is not None:
                    hang(cc, verb.head, "cc")
            hang(word, verb, "nsubj")
            changed = True
    return changed


def _headline(words: list[Word]) -> bool:
    """Two subjects of a headline, with a comma for 'and': 'Peru, Chile sign fishing pact'."""
    if words[-1].text in _STOPS:
        return False
    for verb in words:
        if verb.tag not in ("VB", "VBP", "VBD", "NN", "NNS") or verb.dep != "ROOT":
            continue
        subject = next(iter(verb.of(*_SUBJECTS)), None)
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


def _let_pass(words: list[Word]) -> bool:
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


def _unseen(words: list[Word]) -> bool:
    """A name before the main verb taken for a phrase of time: 'Kade voiced hope that …'."""
    for name in words[:1]:
        verb = name.head
        if name.dep != "npadvmod" or not name.proper or verb is None or verb.dep != "ROOT":
            continue
        bare = not verb.of(*_SUBJECTS, "csubj", "expl", "auxpass")
        if bare and verb.place == name.place + 1 and name.text not in listed("nobody"):
            name.dep = "nsubj"
            return True
    return False


def _hyphens(words: list[Word]) -> bool:
    """A word with a hyphen that the parser takes for three: 'met the vice-chancellor'."""
    changed = False
    for first, mark, last in zip(words, words[1:], words[2:], strict=False):
        tight = mark.text == "-" and first.end == mark.start and mark.end == last.start
        if tight and last.tag.startswith("NN") and first.head is last.head is mark.head is not None:
            hang(first, last, "compound")
            hang(mark, last, "punct")
            changed = True
    return changed


def _owned(words: list[Word]) -> bool:
    """A person behind a possessor, hung elsewhere: 'she and Tenkai’s Jiro Maeshiro met'."""
    changed = False
    for owner in words:
        if owner.dep != "conj" or owner.head is None:
            continue
        mark = next((kid for kid in owner.of("case") if kid.tag == "POS"), None)
        if mark is None or mark.place + 1 >= len(words):
            continue
        after = words[mark.place + 1]
        name = after if after.dep == "appos" else after.head if after.dep == "compound" else None
        if name is None or name.dep != "appos" or name.head is not owner.head or not name.proper:
            continue
        hang(name, owner.head, "conj")
        hang(owner, name, "poss")
        changed = True
    return changed


def _dated(words: list[Word]) -> bool:
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


def _common(words: list[Word]) -> bool:
    """A common noun tagged as a name: 'the bishop'."""
    for word in words:
        if word.proper and word.text[:1].islower() and word.text.isalpha() and word.dep != "compound":
            word.tag = word.tag.replace("NNP", "NN")
    return False


def _whose(words: list[Word]) -> bool:
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


def _beside(words: list[Word]) -> bool:
    """A second person in a list, hung on the name of the first: 'its chair, Bert Loos, and chief Zuzana Pohl met'."""
    changed = False
    for word in words:
        head = word.head
        if word.dep != "appos" or head is None or head.lower not in listed("title"):
            continue
        joins = word.of("cc")
        if joins and words[joins[0].place - 1].text == ",":
            for kid in (*joins, *word.of("conj")):
                hang(kid, head, kid.dep)
            changed = True
    return changed


def _named(words: list[Word]) -> bool:
    """A firm's name, hung on another noun than its sort: 'the chiefs and the logging company Greenwood signed'."""
    changed = False
    for word, name in pairwise(words):
        alike = word.dep == "conj" and name.dep == "appos" and name.head is word.head
        if alike and word.tag == "NN" and name.proper:
            hang(name, word, "appos")
            changed = True
    return changed


def _sorted(words: list[Word]) -> bool:
    """A firm's sort taken for an adjective: 'between the maker Orrin and the haulage cooperative Vesta'."""
    changed = False
    for word, name in pairwise(words):
        head = word.head
        if (
            word.dep == "conj"
            and word.tag == "JJ"
            and name.proper
            and name.head is word
            and head is not None
        ):
            hang(name, head, "conj")
            for kid in list(word.kids):
                hang(kid, name, kid.dep)
            hang(word, name, "compound")
            changed = True
    return changed


def _agreeing(words: list[Word]) -> bool:
    """A verb in the plural hung on one in the singular: 'A and B met after the firm rose its offer, and have agreed'."""
    for verb in words:
        before = verb.head
        if verb.dep != "conj" or before is None:
            continue
        several = any(kid.lower in ("have", "are", "were") for kid in verb.of("aux", "auxpass"))
        if not several or verb.of(*_SUBJECTS):
            continue
        above = before.head
        if before.dep not in ("advcl", "relcl") or above is None or not above.verb:
            continue
        if _singular(before) and any(
            kid.tag == "NNS" or kid.of("conj") for kid in above.of(*_SUBJECTS)
        ):
            hang(verb, above, "conj")
            return True
    return False


def _singular(verb: Word) -> bool:
    subjects = verb.of(*_SUBJECTS)
    return bool(subjects) and subjects[0].tag in ("NN", "NNP") and not subjects[0].of("conj")


def _towns(words: list[Word]) -> bool:
    """A body hung on the name behind another: 'the town of Karsk and the Ulm monastery'."""
    changed = False
    for name in words:
        of = name.head if name.dep == "pobj" else None
        body = of.head if of is not None and of.lower == "of" else None
        if body is None or body.tag != "NN" or not name.proper or body.lower in _JOINT:
            continue
        if body.lower not in word_lists("contacts")["body"]:
            continue
        others = [kid for kid in name.of("conj") if any(one.lower == "the" for one in kid.of("det"))]
        if others and len(others) == len(name.of("conj")):
            for kid in (*name.of("cc"), *others):
                hang(kid, body, kid.dep)
            changed = True
    return changed


_MENDED = (
    *CLAUSES,
    _common,
    _hyphens,
    _let_pass,
    _unseen,
    _dated,
    *PHRASES,
    *NAMES,
    *SAYINGS,
    _titles,
    _agreed_in_passing,
    _after_day,
    _loose,
    _marked,
    _apposed,
    _beside,
    _whose,
    _owned,
    _sorted,
    _named,
    _towns,
    _agreeing,
    _fronted,
    _headline,
)
"""The rules, in order."""
