"""A noun of a contact with the word it hangs on: its verb, a preposition, another noun, and what that says of it."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.contact_kinds import ROUNDS
from goodoffices.reader.grammar.contact_status import GOING
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import ContactStatus

AROUND = ("amid", "amidst", "despite")

_OF = (
    "of",
    "from",
    "in",
    "at",
    "to",
    "around",
    "behind",
    "during",
    "after",
    "following",
    "on",
    "about",
)
"""Prepositions by which another noun depends on talks: 'the fruit of talks', 'a statement from the meeting'."""

_WAYS = {
    "wake": "after",
    "aftermath": "after",
    "conclusion": "after",
    "end": "after",
    "close": "after",
    "course": "during",
    "margin": "during",
    "sideline": "during",
    "midst": "amid",
    "eve": "before",
    "advance": "before",
    "ahead": "before",
    "prior": "before",
}
"""Words of a phrase that stands for a preposition: 'in the wake of talks', 'on the sidelines of a summit'."""

TIMES = (
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "month",
    "year",
    "evening",
    "morning",
    "afternoon",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun of a contact with the words around it.

    ``top`` is the noun that stands for the contact in its clause, such as 'day' of 'the third day of talks'.
    ``fate`` is how the contact stands by a noun or adjective. ``measured`` is whether it is told how long the talks
    took, so that they were held: 'three months of discussions'. ``by`` is the preposition by which it hangs on
    its verb, or 'subject', 'object', 'noun' (it depends on another noun).
    """

    noun: Word
    top: Word
    clause: Clause
    by: str
    fate: ContactStatus | None
    measured: bool = False

    @property
    def going(self) -> bool:
        """Whether the noun is of talks that go on for days."""
        return self.noun.lower in GOING


def mention_of(ground: Ground, tree: Tree, noun: Word) -> Mention | None:
    """Return a noun with the word it hangs on, None if it is part of another noun or of no clause."""
    fate: ContactStatus | None = next(filter(None, (_fate(kid.lower) for kid in noun.of("amod"))), None)
    top, parts, measured = noun, word_lists("contacts")["part-of-talks"], False
    while True:
        up = _noun_above(ground, top)
        if top.dep == "conj" and top.head is not None and top.head.noun:
            top = top.head
        elif up is None or up.verb:
            break
        elif up.lemma.lower() in keys_of("fates") and not (up.lower == "end" and _at_its_end(up)):
            top, fate = up, _fate(up.lemma.lower())
        elif up.lemma.lower() in ("year", "decade", "century", "generation") and not _is_over(up):
            return None
        elif up.lemma.lower() in parts or up.lemma.lower() in TIMES:
            if up.lemma in ROUNDS:
                return None
            top, measured = up, measured or up.lemma.lower() in TIMES
        else:
            break
    clause = clause_of(top, ground.of(tree))
    if clause is not None and clause.verb.dep == "prep" and clause.governor is not None:
        clause = clause.governor
    by = _hangs_by(top, clause)
    if clause is None or by is None:
        return None
    if by == "object" and clause.verb.lower == "following" and clause.governor is not None:
        clause, by = clause.governor, "following"
    return Mention(noun, top, clause, by, fate, measured)


def _noun_above(ground: Ground, noun: Word) -> Word | None:
    """Return the noun or verb before 'of' and a noun, also if a day stands between: 'the breakdown on Sunday of talks'."""
    of = noun.head
    if noun.dep != "pobj" or of is None or of.lower not in ("of", "in", "to"):
        return None
    up = of.head
    while up is not None and up.noun and ground.days.holds(up) and up.head is not None:
        up = up.head.head
    return up


def _is_over(years: Word) -> bool:
    """Return if years of talks are told of as past: 'signed a treaty after nine years of negotiations'."""
    up = years.head
    after = up is not None and up.lower in ("after", "following")
    led = up is not None and years.dep == "nsubj" and up.tag == "VBD"
    return years.lemma == "year" and bool(years.of("nummod")) and (after or led)


def _fate(word: str) -> ContactStatus | None:
    """Return how talks stand by a noun or an adjective, None if it does not say."""
    return keys_of("fates").get(word)  # type: ignore[return-value]


def _at_its_end(end: Word) -> bool:
    """Return if an end only tells when something else was: 'at the end of the talks'."""
    return (
        end.dep == "pobj"
        and end.head is not None
        and end.head.lower in ("at", "by", "near", "towards", "toward", "since")
    )


def _hangs_by(top: Word, clause: Clause | None) -> str | None:
    """Return how a noun hangs on its clause: as subject or object, by a preposition, or by another noun."""
    if clause is None:
        return None
    if top.dep in ("nsubj", "nsubjpass"):
        return "subject"
    if top.dep in ("dobj", "attr", "oprd"):
        return "object"
    if top.dep == "appos":
        return "noun"
    above = top.head
    if top.dep not in ("pobj", "pcomp") or above is None:
        return None
    preposition, upper = above.lower, above.head
    way = upper is not None and (upper.tag != "JJ" or upper.lower in ("ahead", "prior"))
    if (
        preposition in ("of", "to", "with")
        and way
        and upper is not None
        and upper.lemma.lower() in _WAYS
    ):
        return _WAYS[upper.lemma.lower()]
    if (
        upper is None
        or upper.verb
        or upper.tag in ("IN", "RB", "TO")
        or preposition in (*AROUND, "before", "since")
    ):
        return preposition
    if upper.tag == "JJ" and not is_close(upper):
        return preposition
    if upper.noun or upper.tag == "JJ":
        if preposition in ("after", "following", "during"):
            return preposition
        return "noun" if preposition in _OF else preposition
    return preposition


def is_close(adjective: Word) -> bool:
    """Return if people are close to talks that go on: 'sources close to the negotiations'."""
    of = adjective.head
    return (
        adjective.lower in ("close", "familiar", "privy") and of is not None and of.tag.startswith("NN")
    )
