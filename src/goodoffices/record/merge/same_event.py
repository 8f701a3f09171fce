"""Whether two reports are of the same event: for each kind of entry the keys they share, and a score."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from goodoffices.record.entries import (
    Entry,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.merge.same_contact import (
    NEVER,
    SAME_CONTACT,
    contact_keys,
    contact_score,
)
from goodoffices.record.merge.same_outcome import SAME_OUTCOME, outcome_keys, outcome_score
from goodoffices.record.merge.similarity import (
    days_apart,
    gist,
    overlap,
    quotations,
    same_wording,
    stems,
    window,
)

SAME_WORDS_DAYS = 4
"""Days between two reports of the same statement in different words, at most."""
COMES_TRUE = ("contact", "outcome")
"""Kinds of entry whose plan and whose event are the same thing."""
_RIVALS = frozenset(("asserted", "denied", "alleged"))
"""How reports have an event that are rivals: two of them cannot both be true."""
_PROPOSES = re.compile(r"\b(propos|suggest|offer|recommend|call|urg|ask|demand|seek|want)\w*", re.I)
_DONE = re.compile(
    r"\b(?:had|has|have)\s(?:already\s|now\s)?(?:been\s)?\w+(?:ed|en|t|d)\b|\b(?:was|were)\s\w+ed\b"
)
_TO_DO = re.compile(
    r"\b(?:would|will|shall|should|must|may|might|could|can|to be|be \w+ed|is to|are to)\b"
)


COPIED = 0.95
"""Least share of common words (0 to 1) of two statements with names and all: copied."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of a kind: the keys that reports of an event share, their score, and the least score."""

    keys: Callable[[Entry], Iterable[Hashable]]
    score: Callable[[Entry, Entry], float]
    least: float
    slack: float = 0.0


def meant(entry: Entry) -> str:
    """Return how an entry is meant: a plan that comes true is the same event, a denial never is."""
    if entry.assertion == "planned" and entry.kind in COMES_TRUE:
        return "asserted"
    return entry.assertion


def of_a_matter(one: Entry, other: Entry) -> bool:
    """Return whether two entries can be of the same matter: meant alike, or rivals about what took place."""
    first, second = meant(one), meant(other)
    return first == second or (one.kind in COMES_TRUE and {first, second} <= _RIVALS)


def content(entry: Entry) -> str:
    """Return the words of a statement."""
    assert isinstance(entry.body, Statement)
    return " ".join(part.text for part in entry.body.content)


def _statement_score(one: Entry, other: Entry) -> float:
    if one.source.dispatch == other.source.dispatch:
        return 0.0
    first, second = content(one), content(other)
    if same_wording(first, second):
        return 2.0
    if _speaker(one) != _speaker(other) or _speaker(one) == "unnamed":
        return 0.0
    assert isinstance(one.body, Statement)
    mine, theirs = stems(first), stems(second)
    if one.body.actor and min(len(mine), len(theirs)) >= 3 and overlap(mine, theirs) >= COPIED:
        return 1.0 if _claims(one) == _claims(other) else 0.0
    apart = days_apart(one.source.published, other.source.published)
    far = apart is not None and apart > SAME_WORDS_DAYS
    if one.body.actor is None or far or _claims(one) != _claims(other):
        return 0.0
    mine, theirs = gist(first), gist(second)
    return 1.0 if min(len(mine), len(theirs)) >= 3 and overlap(mine, theirs) >= 0.6 else 0.0


def _claims(entry: Entry) -> str:
    """Return whether a statement proposes something, says that it is done, or says that it will be."""
    assert isinstance(entry.body, Statement)
    if _PROPOSES.search(entry.body.cue.text):
        return "proposed"
    text = content(entry)
    return "done" if _DONE.search(text) else "to do" if _TO_DO.search(text) else ""


def _speaker(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Statement)
    return "unnamed" if body.anonymity.startswith("unnamed") else body.actor or body.speaker.text


def _statement_keys(entry: Entry) -> Iterator[Hashable]:
    yield from ((_speaker(entry), day) for day in window(entry.source.published, 10))
    for quote in quotations(content(entry)):
        words = quote.split()
        groups = [" ".join(words[n : n + 4]) for n in range(len(words) - 3)]
        # A quotation within another shares nearly all of its groups of words: a fixed quarter is enough.
        kept = {groups[0], groups[-1], *(group for group in groups if crc32(group.encode()) % 4 == 0)}
        yield from (("words", group) for group in sorted(kept))


def _position_score(one: Entry, other: Entry) -> float:
    first, second = one.body, other.body
    assert isinstance(first, Position)
    assert isinstance(second, Position)
    shared = overlap(stems(first.text), stems(second.text))
    return shared + (0.2 if first.issue == second.issue else 0)


def _position_keys(entry: Entry) -> Iterator[Hashable]:
    body = entry.body
    assert isinstance(body, Position)
    yield body.actor, body.stance, body.by


def _proposal_score(one: Entry, other: Entry) -> float:
    first, second = one.body, other.body
    assert isinstance(first, Proposal)
    assert isinstance(second, Proposal)
    apart = first.by and second.by and not set(first.by) & set(second.by)
    return NEVER if apart else overlap(stems(one.span.text), stems(other.span.text))


def _proposal_keys(entry: Entry) -> Iterator[Hashable]:
    body = entry.body
    assert isinstance(body, Proposal)
    yield from body.by
    for word in sorted(stems(entry.span.text), key=lambda word: (-len(word), word))[:3]:
        yield "word", word


def _pressing(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Pressure)
    return body.source.partition("@")[0], body.on


RULES: Mapping[str, Rule] = {
    "contact": Rule(contact_keys, contact_score, SAME_CONTACT, 1),
    "outcome": Rule(outcome_keys, outcome_score, SAME_OUTCOME, 1),
    "statement": Rule(_statement_keys, _statement_score, 1),
    "position": Rule(_position_keys, _position_score, 0.6),
    "proposal": Rule(_proposal_keys, _proposal_score, 0.5),
    "pressure": Rule(lambda entry: (_pressing(entry),), lambda one, other: 1.0, 1),
}
