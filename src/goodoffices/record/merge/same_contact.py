"""Whether two reports are of the same contact: kind, day, place, people, and its place in a series."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from goodoffices.record.entries import Contact, Entry
from goodoffices.record.merge.cues import goes_on, names_in, place_in_series
from goodoffices.record.merge.similarity import (
    days_apart,
    exact,
    narrow,
    overlap,
    span_of,
    stems,
    window,
)

SAME_CONTACT = 3.0
"""The least score at which two reports are of the same contact."""
NEVER = -9.0
"""The score of two reports that cannot be of the same event."""
AHEAD = ("planned", "postponed")
AT_ONCE = 3
"""Days between two reports that can tell of the same plan in two ways; later it may have been changed."""
_TALKS = frozenset((frozenset(("meeting", "talks-round")), frozenset(("meeting", "visit"))))


def contact_score(one: Entry, other: Entry) -> float:
    """Return how similar two reports of contacts are. See SAME_CONTACT."""
    first, second = one.body, other.body
    assert isinstance(first, Contact)
    assert isinstance(second, Contact)
    kinds = frozenset((first.kind, second.kind))
    if (len(kinds) > 1 and kinds not in _TALKS) or told_apart(one, other, first.place, second.place):
        return NEVER
    people = shared_people(one, other, first.participants, second.participants)
    if people is None:
        people = -1.0
    series = goes_on(one.span.text) and goes_on(other.span.text)
    score = int(len(kinds) == 1 or series) + people
    if first.place and second.place:
        score += 2 if same_place(first.place, second.place) else -2
    if overlap(stems(one.span.text), stems(other.span.text)) >= 0.5:
        score += 1
    if place_in_series(one.span.text) and place_in_series(one.span.text) == place_in_series(
        other.span.text
    ):
        score += 1
    score += _days(one, other, first, second, people)
    if (first.status in AHEAD) != (second.status in AHEAD):
        score -= _turned(one, other) if first.status in AHEAD else _turned(other, one)
    known = one.edtf is not None and other.edtf is not None
    return score if known or (first.place and second.place) else score - 1


def _days(one: Entry, other: Entry, first: Contact, second: Contact, people: float) -> float:
    """Return the score of two days: the same, near each other, or those of two contacts."""
    gap = days_apart(one.edtf, other.edtf)
    if gap is None:
        return 0.0
    if gap == 0:
        both = exact(one.edtf) and exact(other.edtf)
        return 3.0 if both else 2.0 if narrow(one.edtf) and narrow(other.edtf) else 1.0
    ahead = first.status in AHEAD and second.status in AHEAD
    if "postponed" in (first.status, second.status) and gap <= (45 if ahead else 14):
        return 0.0
    if later_than_told(one, other):
        return NEVER
    series = goes_on(one.span.text) or goes_on(other.span.text)
    if ahead:
        at_once = days_apart(one.source.published, other.source.published)
        told_at_once = at_once is not None and at_once <= AT_ONCE and people >= 1
        return 2.5 if told_at_once and series and gap <= 14 else -1.0 if gap <= 2 else -4.0
    return -1.0 if gap <= 2 else -3.0 if gap <= 7 else -6.0


def later_than_told(one: Entry, other: Entry) -> bool:
    """Return whether an event took place after the other event had been reported as past.

    A report of a meeting on Monday, published on Tuesday, does not tell of a meeting on Wednesday.
    """
    for past, later in ((one, other), (other, one)):
        told = past.source.published
        if not told or not exact(past.edtf) or not exact(later.edtf) or _is_ahead(past):
            continue
        day, known, then = (span_of(edtf or "").first for edtf in (later.edtf, told, past.edtf))
        if day is not None and known is not None and then is not None and day > known and then <= known:
            return True
    return False


def _is_ahead(entry: Entry) -> bool:
    planned = entry.assertion == "planned"
    return planned or (isinstance(entry.body, Contact) and entry.body.status in AHEAD)


def told_apart(one: Entry, other: Entry, place: str | None, elsewhere: str | None) -> bool:
    """Return whether reports themselves tell two events apart.

    A dispatch gives them two days or two places; or they have different places in a series.
    """
    places = (place_in_series(one.span.text), place_in_series(other.span.text))
    if None not in places and places[0] != places[1]:
        return True
    if one.source.dispatch != other.source.dispatch:
        return False
    moved = any(isinstance(e.body, Contact) and e.body.status == "postponed" for e in (one, other))
    if exact(one.edtf) and exact(other.edtf) and one.edtf != other.edtf and not moved:
        return True
    return bool(place and elsewhere and not same_place(place, elsewhere))


def _turned(ahead: Entry, past: Entry) -> int:
    """Return the cost in score if only ``ahead`` looks ahead: high if it is not the earlier report."""
    earlier, later = ahead.source.published, past.source.published
    if earlier and later and earlier < later:
        return 0 if days_apart(ahead.edtf, past.edtf) is not None else 2
    return 5


def shared_people(
    one: Entry, other: Entry, first: tuple[str, ...], second: tuple[str, ...]
) -> float | None:
    """Return the score of those who take part: 2 if most are the same, None if nobody is.

    Names in the reports' sentences count too: a participant may be read as the place or the speaker.
    """
    mine, theirs = names_in(one.span.text), names_in(other.span.text)
    share = max(overlap(frozenset(first), frozenset(second)), overlap(mine, theirs))
    if not (first and second) and not (mine and theirs):
        return 0.0
    return 2.0 if share >= 0.5 else 1.0 if share else None if first and second else 0.0


def same_place(one: str, other: str) -> bool:
    """Return whether two places are the same, or the first names the second, or the other way round."""
    first, second = one.casefold().removeprefix("the "), other.casefold().removeprefix("the ")
    return first in second or second in first


def contact_keys(entry: Entry) -> Iterator[Hashable]:
    """Yield the keys that reports of a contact share: somebody or the place, near a day."""
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
    elif narrow(entry.edtf) or entry.edtf:
        yield "when", entry.edtf
