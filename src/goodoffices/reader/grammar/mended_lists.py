"""People and bodies named side by side, mended: the parser makes one name of two, or hangs the second on a wrong word."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import NOUN_SUBJECTS, Word, hang
from goodoffices.reader.wordlists import word_lists

_PART = ("compound", "nmod", "appos", "conj", "nsubj")
_JOINT = frozenset(
    ("commission", "committee", "council", "team", "body", "company", "alliance", "coalition")
)


def two_with_titles(words: list[Word]) -> bool:
    """Two people with titles, of whom the parser makes one name: 'owner Leo Marsh and pilot Ines Cole met'."""
    changed = False
    for verb in list(words):
        for subject in verb.of(*NOUN_SUBJECTS):
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


def _under(words: list[Word], first: int, last: int) -> list[Word]:
    """Return the words from one place to another that depend on none of them."""
    inside = words[first : last + 1]
    return [word for word in inside if word.head not in inside]


def sort_of_loose_name(words: list[Word]) -> bool:
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


def person_behind_office(words: list[Word]) -> bool:
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


def person_behind_comma(words: list[Word]) -> bool:
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


def person_behind_owner(words: list[Word]) -> bool:
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


def name_behind_sort(words: list[Word]) -> bool:
    """A firm's name, hung on another noun than its sort: 'the chiefs and the logging company Greenwood signed'."""
    changed = False
    for word, name in pairwise(words):
        alike = word.dep == "conj" and name.dep == "appos" and name.head is word.head
        if alike and word.tag == "NN" and name.proper:
            hang(name, word, "appos")
            changed = True
    return changed


def sort_as_adjective(words: list[Word]) -> bool:
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


def body_behind_town(words: list[Word]) -> bool:
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


def person_hung_on_verb(words: list[Word]) -> bool:
    """A person behind the comma after an office, taken for whom the verb is about: 'met the mediator, Dr Ana Bell, and left'."""
    changed = False
    for name in words:
        verb, first = name.head, name.left
        loose = (
            name.dep in ("dobj", "npadvmod", "dep") and name.proper and verb is not None and verb.verb
        )
        if not loose or first < 2 or words[first - 1].text != ",":
            continue
        office = words[first - 2]
        title = office.lower in listed("title") or office.lower in HELPING
        ends = name.place + 1 < len(words) and words[name.place + 1].text in (",", ".")
        if title and ends and office.tag == "NN" and office.dep in ("dobj", "pobj", "attr"):
            hang(name, office, "appos")
            changed = True
    return changed


def bodies_joined(words: list[Word]) -> bool:
    """A body taken for a part of another's name: 'the union and school district reached a deal'."""
    changed = False
    bodies = word_lists("contacts")["body"]
    for first in words:
        last, joined = first.head, first.of("cc")
        if first.dep != "nmod" or last is None or last.head is None or not joined:
            continue
        if first.tag != "NN" or last.tag != "NN" or joined[0].lower != "and":
            continue
        between = words[joined[0].place + 1 : last.place]
        plain = bool(between) and all(word.noun or word.tag == "JJ" for word in between)
        if (
            not plain
            or not {first.lower, last.lower} <= bodies
            or (last.lower in _JOINT and any(one.lower in bodies for one in between))
        ):
            continue
        for kid in list(last.kids):
            if kid.place < first.place:
                hang(kid, first, kid.dep)
        for kid in first.of("conj"):
            hang(kid, last, "compound")
        hang(first, last.head, last.dep)
        hang(last, first, "conj")
        changed = True
    return changed


def people_behind_body(words: list[Word]) -> bool:
    """A body's name taken for a part of the people named beside it: 'the Miners Union and mine owners met'."""
    changed = False
    for name in words:
        people, joined = name.head, name.of("cc")
        if name.dep != "nmod" or people is None or not joined or name.text not in listed("institution"):
            continue
        if people.tag != "NNS" or not people.text.islower() or people.lemma in listed("delegates"):
            continue
        between = words[joined[0].place + 1 : people.place]
        if joined[0].lower != "and" or not between or not all(one.text.islower() for one in between):
            continue
        if people.head is None or any(not (one.noun or one.tag == "JJ") for one in between):
            continue
        hang(name, people.head, people.dep)
        hang(people, name, "conj")
        for kid in list(people.kids):
            if kid.place < name.place:
                hang(kid, name, kid.dep)
        for kid in name.of("conj"):
            if kid is not people:
                hang(kid, people, "compound")
        changed = True
    return changed
