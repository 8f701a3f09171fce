"""Whether two reports are of the same event: for each kind of entry the keys they share, and a score."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from goodoffices.record.entries import (
    Contact,
    Entry,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.merge.counted_things import meanings
from goodoffices.record.merge.similarity import (
    days_apart,
    exact,
    gist,
    narrow,
    overlap,
    quotations,
    same_wording,
    stems,
    window,
)

SAME_WORDS_DAYS = 4
"""Days between two reports of the same statement in different words, at most."""
SAME_CONTACT, SAME_OUTCOME = 3.0, 3.0
"""The least scores at which two reports are of the same contact, of the same outcome."""
NEVER = -9.0
"""The score of two reports that cannot be of the same event."""
AHEAD = ("planned", "postponed")
_TALKS = frozenset((frozenset(("meeting", "talks-round")), frozenset(("meeting", "visit"))))
_FAMILY = {"signed": "agreed", "ceased": "ended"}
_COMES_TRUE = ("contact", "outcome")
"""Kinds of entry whose plan and whose event are the same thing."""
_PROPOSES = re.compile(r"\b(propos|suggest|offer|recommend|call|urg|ask|demand|seek|want)\w*", re.I)
_DONE = re.compile(
    r"\b(?:had|has|have)\s(?:already\s|now\s)?(?:been\s)?\w+(?:ed|en|t|d)\b|\b(?:was|were)\s\w+ed\b"
)
_TO_DO = re.compile(
    r"\b(?:would|will|shall|should|must|may|might|could|can|to be|be \w+ed|is to|are to)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of a kind: the keys that reports of an event share, their score, and the least score."""

    keys: Callable[[Entry], Iterable[Hashable]]
    score: Callable[[Entry, Entry], float]
    least: float
    slack: float = 0.0


def meant_alike(one: Entry, other: Entry) -> bool:
    """Return whether two entries are meant alike: a denial is no second report of the denied event."""
    if one.assertion == other.assertion:
        return True
    return {one.assertion, other.assertion} == {"asserted", "planned"} and one.kind in _COMES_TRUE


def contact_score(one: Entry, other: Entry) -> float:
    """Return how similar two reports of contacts are: kind, day, place, people, words. See SAME_CONTACT."""
    first, second = one.body, other.body
    assert isinstance(first, Contact)
    assert isinstance(second, Contact)
    kinds = frozenset((first.kind, second.kind))
    if (len(kinds) > 1 and kinds not in _TALKS) or _told_apart(one, other):
        return NEVER
    score = int(len(kinds) == 1) + _people(first.participants, second.participants)
    gap = days_apart(one.edtf, other.edtf)
    close = exact(one.edtf) and exact(other.edtf)
    if gap == 0:
        score += 3 if close else 2 if narrow(one.edtf) and narrow(other.edtf) else 1
    elif gap is not None:
        ahead = first.status in AHEAD and second.status in AHEAD
        moved = "postponed" in (first.status, second.status) and gap <= (45 if ahead else 14)
        score -= 0 if moved else 1 if gap <= 2 else 3 if gap <= 7 else 6
    if first.place and second.place:
        score += 2 if _same_place(first.place, second.place) else -2
    if overlap(stems(one.span.text), stems(other.span.text)) >= 0.5:
        score += 1
    if (first.status in AHEAD) != (second.status in AHEAD):
        score -= _turned(one, other) if first.status in AHEAD else _turned(other, one)
    known = gap is not None or bool(first.place and second.place)
    return score if known else score - 1


def _told_apart(one: Entry, other: Entry) -> bool:
    """Return whether a dispatch itself tells two events apart: it gives them two days or two places."""
    if one.source.dispatch != other.source.dispatch:
        return False
    bodies = [e.body for e in (one, other) if isinstance(e.body, Contact | Outcome)]
    moved = any(isinstance(body, Contact) and body.status == "postponed" for body in bodies)
    if exact(one.edtf) and exact(other.edtf) and one.edtf != other.edtf and not moved:
        return True
    places = [body.place for body in bodies if body.place]
    return len(places) == 2 and not _same_place(*places)


def _turned(ahead: Entry, past: Entry) -> int:
    """Return the cost in score if only ``ahead`` looks ahead: high if it is not the earlier report."""
    earlier, later = ahead.source.published, past.source.published
    if earlier and later and earlier < later:
        return 0 if days_apart(ahead.edtf, past.edtf) is not None else 2
    return 5


def _people(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    one, other = frozenset(first), frozenset(second)
    if not one or not other:
        return 0
    shared = overlap(one, other)
    return 2 if shared >= 0.5 else 1 if shared else -1


def _same_place(one: str, other: str) -> bool:
    first, second = one.casefold().removeprefix("the "), other.casefold().removeprefix("the ")
    return first in second or second in first


def _contact_keys(entry: Entry) -> Iterator[Hashable]:
    body = entry.body
    assert isinstance(body, Contact)
    near = window(entry.edtf or entry.source.published, 20)
    named = (*body.participants, *((body.place.casefold(),) if body.place else ()))
    for name in named or ("",):
        yield from ((name, day) for day in near)
    if body.status in AHEAD:
        far = window(entry.edtf or entry.source.published, 90)
        yield from (("ahead", name, day) for name in body.participants for day in far)
    if exact(entry.edtf):
        yield "day", entry.edtf


def outcome_score(one: Entry, other: Entry) -> float:
    """Return how similar two reports of outcomes are: kind, thing, people, day and place."""
    first, second = one.body, other.body
    assert isinstance(first, Outcome)
    assert isinstance(second, Outcome)
    if _family(first) != _family(second) or _told_apart(one, other):
        return NEVER
    score = 1 + 2 * overlap(meanings(first.what), meanings(second.what))
    score += _people(first.by, second.by)
    gap = days_apart(one.edtf, other.edtf)
    if gap is not None:
        sure = exact(one.edtf) and exact(other.edtf)
        score += (1.5 if sure else 0.5) if gap == 0 else 0 if gap <= 2 else -1 if gap <= 7 else -4
    else:
        apart = days_apart(one.source.published, other.source.published)
        score -= 1 if apart and apart > 7 else 0
    if first.place and second.place:
        score += 1 if _same_place(first.place, second.place) else -1
    return score


def _family(body: Outcome) -> str:
    return _FAMILY.get(body.kind, body.kind)


def _outcome_keys(entry: Entry) -> Iterator[Hashable]:
    body = entry.body
    assert isinstance(body, Outcome)
    near = window(entry.edtf or entry.source.published, 30)
    for name in (*body.by, *sorted(meanings(body.what))):
        yield from ((_family(body), name, day) for day in near)


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
    "contact": Rule(_contact_keys, contact_score, SAME_CONTACT, 1),
    "outcome": Rule(_outcome_keys, outcome_score, SAME_OUTCOME, 1),
    "statement": Rule(_statement_keys, _statement_score, 1),
    "position": Rule(_position_keys, _position_score, 0.6),
    "proposal": Rule(_proposal_keys, _proposal_score, 0.5),
    "pressure": Rule(lambda entry: (_pressing(entry),), lambda one, other: 1.0, 1),
}
