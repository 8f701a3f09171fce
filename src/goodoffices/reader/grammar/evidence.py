"""The use of a name in a text, weighed: whether it is a person's, a body's or nobody's.

A name that no title or institution explains is decided by all its mentions at once: its own words, who speaks,
who is spoken with, whose minister or envoy somebody is, and where things happen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from goodoffices.reader.grammar.names import Name
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.roles import is_person_noun, role_beside
from goodoffices.reader.grammar.told_roles import role_told
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.spelling import english
from goodoffices.record.entries import ActorKind

_PERSONAL = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
_PARTNERS = frozenset(("with", "by", "against", "between", "and", "among"))
_WITHIN = frozenset(("in", "at", "near", "across", "inside", "outside", "around", "via"))
_PLAIN = 1000
"""Count of a word in the English list above which it is a plain word rather than a name."""
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "ten", "ter", "bin", "ibn", "bint", "abu", "ag", "ould")
)
"""Words that stand within persons' names alone."""
_LIKELY = 2
"""Least weight of a name to be somebody's."""


_NAMED_AFTER = frozenset(("government", "administration", "cabinet", "team", "leadership"))
"""Nouns named after a person as often as after a state: 'the Varga government'."""


_TAKES_PLACES = frozenset(
    (
        "shell",
        "bomb",
        "bombard",
        "capture",
        "seize",
        "storm",
        "besiege",
        "occupy",
        "raid",
        "retake",
        "encircle",
        "enter",
    )
)
"""Verbs whose object is a town as often as somebody: 'the army shelled Rutare'."""


class Evidence(Enum):
    """Whose a name is."""

    PERSON = "person"
    BODY = "body"
    NOBODY = "nobody"


def weighed(
    mentions: Sequence[tuple[Tree, Name]],
    lone: set[str],
    place: bool,
    kind: Callable[[Word], ActorKind | None],
) -> Evidence:
    """Return whose a name is by all its mentions; ``lone`` holds the names that stand alone in the text."""
    first = mentions[0][1]
    person, body = _by_words(first, lone)
    where = 0
    for tree, name in mentions:
        plain = english().count(name.text.lower()) > _PLAIN and name.head.dep in (
            "compound",
            "amod",
            "nmod",
        )
        if name.doubtful and (plain or name.words[0].tag != "NNP"):
            continue
        p, b = _by_use(tree, name, kind)
        person, body = person + p, body + b
        above = name.head.head
        where += name.head.dep == "pobj" and above is not None and above.lower in _WITHIN
    if (
        person >= _LIKELY
        and (person > body or (person == body and " " in first.text))
        and person > 2 * where
    ):
        return Evidence.PERSON
    if body >= _LIKELY and (body > where or body > _LIKELY) and (not place or body > _LIKELY):
        return Evidence.BODY
    return Evidence.NOBODY


def _by_words(name: Name, lone: set[str]) -> tuple[int, int]:
    """Return the weight that the words of a name have for a person, and for a body."""
    words = [word for word in name.words if word.text not in "-’'"]
    given = words[0].text in listed("given")
    if " " not in name.text:
        return 2 * given, 0
    plain = [word for word in words if english().count(word.lower) > _PLAIN and word.text[:1].isupper()]
    person = 3 * given + 3 * (
        words[-1].text in lone and words[-1].lower not in {w.lower for w in plain}
    )
    if words[-1].text in lone and not given:
        person += 1
    person += 2 * any(word.text in _PARTICLES for word in words[1:-1])
    if words[0].lower in listed("place-first"):
        return person - 3, 2
    if not given and words[0] in plain:
        person -= 2
    return person, 2 * (len(plain) == len(words) and not given)


def _by_use(tree: Tree, name: Name, kind: Callable[[Word], ActorKind | None]) -> tuple[int, int]:
    """Return the weight that a mention of a name has for a person, and for a body."""
    words, head = tree.words, name.head
    first, last = name.words[0].place, name.words[-1].place
    above = head.head
    verb = above.lemma.lower() if above is not None and above.verb else ""
    person = body = 0
    article = first > 0 and words[first - 1].lower == "the"
    several = " " in name.text
    role = role_beside(words, first, last, head) or role_told(words, first, last, head)
    if role:
        person += 5
    if not article and [word.lower for word in words[last + 1 : last + 3]] == [",", "who"]:
        person += 4
    subject = head.dep in ("nsubj", "nsubjpass")
    if subject and any(word.lower in _PERSONAL for word in words[last + 1 :]):
        person += 2
    if several and subject and verb in listed("person-verbs"):
        person += 1 if verb in listed("acts") and verb not in ("say", "tell", "add") else 2
    if head.dep == "dobj" and verb in ("tell", "meet", "phone", "quote", "cite"):
        person += 2
    if several and head.dep == "conj" and above is not None and kind(above) == "person":
        person += 2
    if _listed_with(head, kind):
        body += 2
    if head.dep == "appos" and above is not None and kind(above) is None and several:
        person += 1
    if article:
        person, body = person - 3, body + 1
    if is_group(head) and not (role and several):
        body += 4
    if several and head.dep in ("compound", "nmod") and above is not None and above.text.islower():
        body += 4 * (above.lemma in listed("group") or above.lemma in listed("firms"))
    if subject and not several and not article and verb in listed("resolves"):
        body += 1
    if owns_office(head) and not (name.doubtful and head.dep in ("compound", "amod", "nmod")):
        body += 3
    if acts(head):
        body += 2 if not several or article else 1
    if several and head.dep == "pobj" and above is not None and above.lower in _PARTNERS:
        person += 1
    return person, body


def is_group(head: Word) -> bool:
    """Return whether an apposition or 'is' tells that a name is a group's."""
    return bool(sorts_beside(head))


def sorts_beside(head: Word) -> frozenset[str]:
    """Return the nouns for groups beside a name: 'Ravik is an armed movement', 'the shipping firm Orrex'."""
    nouns = [kid for kid in head.of("appos") if kid.tag.startswith("NN")]
    if head.dep == "nsubj" and head.head is not None and head.head.lemma == "be":
        nouns += head.head.of("attr")
    if head.dep == "appos" and head.head is not None:
        nouns.append(head.head)
    nouns += [kid for kid in head.of("compound", "amod") if kid.text.islower()]
    return frozenset(
        lemma
        for noun in nouns
        for lemma in (noun.lower, noun.lemma.lower())
        if lemma in listed("group") or lemma in listed("firms") or lemma in listed("trading-firm")
    )


def owns_office(head: Word) -> bool:
    """Return whether somebody acts for a name: 'Odra's minister', 'envoys of Odra', 'an Odra official'."""
    top = head
    while top.dep == "conj" and top.head is not None:
        top = top.head
    above = top.head
    if above is None:
        return False
    if top.dep == "compound" and above.lemma.lower() in _NAMED_AFTER:
        return False
    if top.dep in ("poss", "compound", "nmod", "amod"):
        return above.lemma.lower() in listed("offices") and not above.proper
    if top.dep == "pobj" and above.lower in ("of", "from", "for") and above.head is not None:
        office = above.head
        opens = office.place == 0 or not office.proper
        offices = {office.lemma.lower(), office.lower.removesuffix("s")} & listed("offices")
        several = office.tag in ("NNS", "NNPS") and is_person_noun(office)
        return opens and (bool(offices) or several)
    return False


def _listed_with(head: Word, kind: Callable[[Word], ActorKind | None]) -> bool:
    """Whether a name stands beside a body's: 'Orrex and the Metal Federation'."""
    others = [*head.of("conj"), *([head.head] if head.dep == "conj" and head.head is not None else [])]
    return any(kind(other) in ("organization", "state") for other in others)


def acts(head: Word) -> bool:
    """Return whether a name does something that an actor does, or has it done to it."""
    top = head
    while top.dep in ("conj", "compound", "appos") and top.head is not None:
        top = top.head
    if top.dep == "poss":
        return top.head is not None and top.head.lemma.lower() in listed("contact-nouns") | listed(
            "offices"
        )
    verb = top.head
    if top.dep == "pobj" and verb is not None:
        return (
            verb.lower in ("with", "by", "against", "between", "of", "among")
            and verb.head is not None
            and (
                verb.head.lemma.lower() in listed("contact-nouns")
                or (verb.head.lemma.lower() in listed("acts") and verb.lower != "of")
            )
        )
    if (
        verb is None
        or not verb.verb
        or (top.dep in ("dobj", "nsubjpass") and verb.lemma in _TAKES_PLACES)
    ):
        return False
    acting = top.dep in ("nsubj", "nsubjpass", "dobj", "dative", "agent")
    return acting and verb.lemma.lower() in listed("acts")
