"""What is new since a day: events first told of, events told of differently, events contradicted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodoffices.record.briefing.contradictions import Contradiction
from goodoffices.record.dates import order
from goodoffices.record.entries import Contact, Entry, Proposal
from goodoffices.record.merge.events import Event


@dataclass(frozen=True, slots=True)
class Change:
    """What an event was said to be before a day, and what it is said to be since."""

    event: str
    before: str
    since: str


@dataclass(frozen=True, slots=True)
class News:
    """What the dispatches published on a day or later add: events by id."""

    since: str
    new: tuple[str, ...]
    changed: tuple[Change, ...]
    contradicted: tuple[Contradiction, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def news(events: Sequence[Event], found: Sequence[Contradiction], since: str) -> News:
    """What is new since a day.

    A report without a publication date counts as an old one: nobody can say that it is new.

    Raises:
        ValueError: ``since`` is not EDTF.
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
            before = [v for v in event.versions if v not in after]
            one, other = _said(before[-1]), _said(after[-1])
            if one != other:
                changed.append(Change(event.id, one, other))
    against = tuple(one for one in found if recent & set(one.entries))
    return News(since, tuple(new), tuple(changed), against)


def _said(entry: Entry) -> str:
    """What can change between two reports of one event."""
    body = entry.body
    if isinstance(body, Contact):
        return ", ".join(filter(None, (body.status, body.place, entry.edtf)))
    if isinstance(body, Proposal):
        return body.status
    return ""
