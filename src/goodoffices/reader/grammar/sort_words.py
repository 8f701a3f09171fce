"""The sort of a name or of a noun for a body: a union, a firm, somebody else, or several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.grammar.drafts import Draft
from goodoffices.reader.grammar.namewords import adjective_at, listed
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_ANOTHER = frozenset(
    (
        "other",
        "rival",
        "parent",
        "holding",
        "sister",
        "successor",
        "combined",
        "merged",
        "joint",
        "resulting",
        "unnamed",
        "third",
        "foreign",
        "aircraft",
        "bulk",
        "letter",
    )
)
"""Words before a noun by which it is not the body named before."""
_JOINT = frozenset(("joint", "mixed", "bilateral", "bipartite"))
_SET_UP = frozenset(("commission", "committee", "body", "group", "panel", "council", "team"))


def words_before(word: Word) -> set[str]:
    """Return the articles, owners and counting words of a noun."""
    return {kid.lower for kid in word.of("det", "poss", "predet", "preconj", "cc")}


def is_named(word: Word) -> bool:
    """Whether words beside a noun say whose or which it is: 'the Teal nation', 'the nation of the Teal'."""
    beside = word.of("compound", "amod", "nmod")
    return bool(word.of("prep", "poss")) or any(
        kid.proper and adjective_at(kid) is None for kid in beside
    )


def is_another(word: Word) -> bool:
    """Whether a description is of somebody else, or of a ship: 'the rival company', 'the aircraft carrier'."""
    return any(kid.lower in _ANOTHER for kid in word.of("amod", "compound", "nmod"))


def represented(verb: Word) -> Iterator[tuple[Word, Word]]:
    """Yield who represents whom: 'X represents 300 pilots', 'X, which represents pilots', 'pilots represented by X'."""
    if verb.tag == "VBN" and (verb.dep == "acl" or verb.of("auxpass", "nsubjpass")):
        heads = [verb.head] if verb.dep == "acl" and verb.head is not None else verb.of("nsubjpass")
        yield from ((body, people) for body in prepositional(verb, "by") for people in heads)
        return
    subjects = verb.of("nsubj")
    if verb.dep in ("relcl", "acl") and verb.head is not None:
        subjects = [verb.head]
    yield from ((body, people) for body in subjects for people in verb.of("dobj"))


def at_work(word: Word) -> bool:
    """Whether a noun is of many people who work: 'pilots', '3,000 members of the staff'."""
    if word.lemma.lower() in (*listed("firms"), "owner"):
        return False
    work = word.lemma.lower() in listed("people") or is_person_noun(word)
    return word.tag == "NNS" and (work or word.lemma.lower() in ("worker", "employee", "member"))


def of_people(name: str) -> bool:
    """Whether a description tells of whom a body consists: 'nurses union', not 'rail union'."""
    return not name.islower() or any(word.rstrip("’'").endswith("s") for word in name.split()[:-1])


def shares_words(name: frozenset[str], told: set[str], own: set[str]) -> bool:
    """Whether a name has all words of a description that have a capital, and one more of the ``told``."""
    words = {word.lower().rstrip("s’'") for word in name}
    return own <= name and (told & words) > {word.lower() for word in own}


def joined_with(word: Word) -> list[Word]:
    """Return those who stand in one list with a noun, and so are others: 'the army and the Hill Army'."""
    top = word
    while top.dep == "conj" and top.head is not None:
        top = top.head
    return [one for one in conjuncts(top) if one is not word]


def is_bare(draft: Draft) -> bool:
    """Whether a name is a plain word for a sort of body with a capital: 'Management', 'Company'."""
    return draft.body and draft.name.istitle() and draft.name.lower() in word_lists("sorts")


def is_no_union(name: str) -> bool:
    """Whether a body is of states or of employers: 'African Union', 'Retail Federation', not 'Union of Postal Workers'."""
    words = {re.sub(r"[’']s?$", "", word).lower() for word in name.split()}
    of_trade = words & listed("of-trade") and not words & {
        word.lower() for word in word_lists("sorts")["union"]
    } - {"federation"}
    return bool(of_trade) or any(f"{one} Union" in name for one in listed("bloc"))


def is_head(sort: str, name: str) -> bool:
    """Whether a noun is the head of a name: 'union' in 'Pilots' Union' and not in 'Union Ministers'."""
    behind = name.partition(sort)[2].split()
    if name.startswith("Air "):
        return sort == "Air"  # 'Air Lenz'
    return not behind or not behind[0].isalpha() or behind[0].islower()


def is_joint(word: Word) -> bool:
    """Whether a common noun is of a body that two sides have set up: 'a joint commission'."""
    joint = any(kid.lower in _JOINT for kid in word.of("amod"))
    return joint and word.tag == "NN" and word.lemma.lower() in _SET_UP and not word.of("poss")


def is_foreign(word: Word) -> bool:
    """Whether a word before 'counterpart' is of a land that no list knows: 'her Oruwa counterpart'."""
    return word.text[:1].isupper() and word.place > 0 and adjective_at(word) is None
