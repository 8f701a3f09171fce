"""Whether two reports are of the same outcome: kind, thing, people, day, place and number."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from goodoffices.record.entries import Entry, Outcome
from goodoffices.record.merge.counted_things import meanings
from goodoffices.record.merge.same_contact import (
    NEVER,
    later_than_told,
    same_place,
    shared_people,
    told_apart,
)
from goodoffices.record.merge.similarity import days_apart, exact, overlap, window
from goodoffices.record.numbers_in_words import number_in

SAME_OUTCOME = 3.0
"""The least score at which two reports are of the same outcome."""
AT_ONCE = 2
"""Days between two reports of an outcome without a day: it is likely the same."""
_PASSIVE = 0.5
"""Score if one report does not say by whom, and both name the same thing: 'the truce was signed'."""
_FAMILY = {"signed": "agreed", "ceased": "ended", "delivered": "released"}
_ONE_SIDED = frozenset(("released", "broken", "missed"))
"""Families of outcomes that a side brings about alone: two sides are two outcomes."""
_GENERIC = meanings("pact truce deal agreement talks people prisoners hostages the it that plan")
"""Meanings of words that name the thing of many outcomes: alone they say little."""


def outcome_score(one: Entry, other: Entry) -> float:
    """Return how similar two reports of outcomes are. See SAME_OUTCOME."""
    first, second = one.body, other.body
    assert isinstance(first, Outcome)
    assert isinstance(second, Outcome)
    if family(first) != family(second) or told_apart(one, other, first.place, second.place):
        return NEVER
    same_report = one.source.dispatch == other.source.dispatch
    if same_report and _amounts(first.amount, second.amount) < 0:
        return NEVER  # a report does not contradict its own count: '103 each … 1,994 in all'
    if family(first) in _ONE_SIDED and first.by and second.by and not set(first.by) & set(second.by):
        people: float | None = None
    else:
        people = shared_people(one, other, first.by, second.by)
    score = 1 + _things(first, second) + (-1.0 if people is None else people)
    if bool(first.by) != bool(second.by) and meanings(first.what) == meanings(second.what):
        score += _PASSIVE
    score += _days(one, other)
    if first.place and second.place:
        score += 1 if same_place(first.place, second.place) else -1
    return score + _amounts(first.amount, second.amount)


def _amounts(one: str | None, other: str | None) -> float:
    """Return the score of two amounts in the words of the reports: near each other, or not."""
    values = [number_in(text) for text in (one, other) if text]
    if len(values) < 2 or None in values:
        return 0.0
    low, high = sorted(value for value in values if value is not None)
    return 0.5 if low == high else 0.25 if high <= 1.1 * low else -0.5 if high <= 2 * low else -1.5


def _things(first: Outcome, second: Outcome) -> float:
    mine, theirs = meanings(first.what), meanings(second.what)
    share = overlap(mine, theirs)
    return 2 * share if (mine & theirs) - _GENERIC else 1.5 * share


def _days(one: Entry, other: Entry) -> float:
    gap = days_apart(one.edtf, other.edtf)
    if gap is None:
        apart = days_apart(one.source.published, other.source.published)
        if apart is None or apart <= AT_ONCE:
            return 0.25
        return -3.0 if apart > 30 else -1.0 if apart > 7 else 0.0
    sure = exact(one.edtf) and exact(other.edtf)
    if gap == 0:
        return 1.5 if sure else 0.5
    if later_than_told(one, other):
        return NEVER
    return 0.0 if gap <= 2 else -2.0 if gap <= 7 else -4.0


def family(body: Outcome) -> str:
    """Return the kind of an outcome, the same for kinds that two reports of the same thing can have."""
    return _FAMILY.get(body.kind, body.kind)


def outcome_keys(entry: Entry) -> Iterator[Hashable]:
    """Yield the keys that reports of an outcome share: its kind with somebody or a word, near a day."""
    body = entry.body
    assert isinstance(body, Outcome)
    near = window(entry.edtf or entry.source.published, 30)
    for name in (*body.by, *sorted(meanings(body.what))):
        yield from ((family(body), name, day) for day in near)
    if exact(entry.edtf):
        yield family(body), entry.edtf
