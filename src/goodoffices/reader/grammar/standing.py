"""How a noun stands among other words: in a list, behind 'from', counted, as a helper of the parties."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.stances import stance_of
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_CONTENDING = frozenset(
    ("ask", "dispute", "deny", "accuse", "sue", "strike", "threaten", "insist", "contest")
)
_ALONG = frozenset(("accompany", "join", "flank"))
MOST_LISTED = 20
"""Words of a list that are followed, at most: the work on a long text stays linear."""
HELPING = frozenset(("mediate", "broker", "mediation", "facilitate", "mediator", "facilitator", "host"))
"""Words of a sentence that tells of those who help the parties, and not of the parties."""


def contends(clause: Clause) -> bool:
    """Whether a clause tells of a side in a dispute: it demands, offers, refuses, denies or strikes."""
    return stance_of(clause)[0] is not None or clause.verb.lemma.lower() in _CONTENDING


def companions(word: Word) -> list[Word]:
    """Return those whom somebody has along: 'Ana Bell, accompanied by Lars Holm, met …'."""
    along = [kid for kid in word.of("acl") if kid.tag == "VBN" and kid.lemma in _ALONG]
    return [one for kid in along for one in prepositional(kid, "by")]


def joins_clauses(word: Word) -> bool:
    """Whether a word joins one clause to another: 'met in Oran, and the mediators left'."""
    return word.dep == "cc" and word.head is not None and word.head.verb


def helps(word: Word) -> bool:
    """Whether a word tells of help to the parties, and not of help by another: 'talks mediated by C'."""
    by_another = word.tag == "VBN" and any(kid.lower == "by" for kid in word.kids)
    return word.lemma in HELPING and not by_another


def counted(word: Word) -> bool:
    """Whether a noun only counts people, who are then no side: '9 women', not 'the two unions'."""
    return word.tag == "NNS" and bool(word.of("nummod")) and not word.of("det")


def helpers(word: Word) -> bool:
    """Whether names are those of mediators or of whose mediators these are: 'mediators from A and B'."""
    heads = [up for up in word.above() if up.noun][:1] if word.dep in ("pobj", "appos") else []
    heads += word.of("compound", "nmod")
    return any(one.lemma.lower() in HELPING for one in heads)


def objects(verb: Word) -> list[Word]:
    return [one for thing in verb.of("dobj") for one in conjuncts(thing)]


def hyphened(word: Word) -> bool:
    """Whether a word is the first half of a name with a hyphen."""
    following = word.sentence[word.place + 1 : word.place + 2]
    return bool(following) and following[0].tag == "HYPH"


def wrote(word: Word) -> bool:
    """Whether names are those who only wrote or backed a text: 'a text drafted by A and B'."""
    by = word.head
    verb = by.head if by is not None and by.lower == "by" else None
    return (
        verb is not None
        and verb.tag == "VBN"
        and verb.dep == "acl"
        and verb.lemma in word_lists("outcomes")["put-forward-by"]
    )


def owns(word: Word, other: Word) -> bool:
    """Whether a name is only whose another person or body is: 'A of Peru and B'."""
    head = word.head
    return word.dep == "pobj" and other.dep != "pobj" and head is not None and head.lower == "of"


def is_where(word: Word) -> bool:
    """Whether a name only says where: 'parents from A and B' are not A and B, but 'envoys from A and B' are."""
    head = word.head
    if (
        word.dep != "pobj"
        or head is None
        or head.lower not in ("from", "in", "at", "near", "to", "on", "across")
    ):
        return False
    whose = head.head
    return whose is None or whose.lemma.lower() not in listed("delegates")


def bracketed(word: Word) -> bool:
    """Whether a word ends a remark in brackets: an agency's name before a report."""
    following = word.sentence[word.place + 1 : word.place + 2]
    return bool(following) and following[0].text == ")"


def chain(word: Word) -> list[Word]:
    """Return a word with all that is hung on it as an apposition or in a list, and on these in turn."""
    found = [word]
    for one in found:
        found += one.of("appos", "conj") if len(found) < MOST_LISTED else []
    return found


def owns_next(word: Word) -> bool:
    """Return if a name only owns the next noun: 'Chile's minister'."""
    after = word.sentence[word.place + 1 : word.place + 2]
    return bool(after) and after[0].tag == "POS"


def meets(word: Word) -> bool:
    """Return if a pronoun is the whole subject of a meeting, and so stands for several: 'they met', 'they dined together'."""
    verb = word.head
    if verb is None or word.dep != "nsubj" or verb.lemma not in word_lists("contacts")["meeting-verb"]:
        return False
    return not (verb.of("dobj") or prepositional(verb, "with"))
