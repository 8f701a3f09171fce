"""News since a day: events reported for the first time, reported differently, or contradicted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodoffices.record.briefing.contradictions import Contradiction
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import order
from goodoffices.record.entries import Contact, Entry, Proposal
from goodoffices.record.merge.events import Event


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the reports of an event: their words before a day, and since."""

    event: str
    before: str
    since: str


@dataclass(frozen=True, slots=True)
class News:
    """News in the dispatches published on a day or later; events by id."""

    since: str
    new: tuple[str, ...]
    changed: tuple[Change, ...]
    contradicted: tuple[Contradiction, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def news(events: Sequence[Event], found: Sequence[Contradiction], since: str) -> News:
    """Return the news since a day.

    A report without a publication date counts as old: nothing shows that it is new.

    Raises:
        ValueError: if ``since`` is not EDTF.
    """
    day = order(since)[0]
    recent: set[str] = set()
    new: list[str] = []
    changed: list[Change] = []
    for event in events:
        after = [
            v for v in event.versions if v.source.published and order(v.source.published)[0] >= day
        ]
        recent |= {version.id for version in after}
        if len(after) == len(event.versions):
            new.append(event.id)
        elif after:
            later_ones = {version.id for version in after}
            before = [v for v in event.versions if v.id not in later_ones]
            earlier, later = _state(before[-1]), _state(after[-1])
            if earlier != later:
                changed.append(Change(event.id, earlier, later))
    against = tuple(contradiction for contradiction in found if recent & set(contradiction.entries))
    return News(since, tuple(new), tuple(changed), against)


def _state(entry: Entry) -> str:
    """Return the part of a report that can change between two reports of an event."""
    body = entry.body
    if isinstance(body, Contact):
        day = when_text(entry.edtf) if entry.edtf else None
        return ", ".join(filter(None, (body.status.replace("-", " "), body.place, day)))
    if isinstance(body, Proposal):
        return body.status
    return ""
