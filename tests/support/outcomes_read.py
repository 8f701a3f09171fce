"""The outcomes of a text, as rows that tests compare."""

from __future__ import annotations

import goodoffices as go
from goodoffices.record.entries import Outcome


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return kind, assertion and actors of the outcomes in a report of Wednesday, 12 March 2031."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (body.kind, entry.assertion, tuple(names[one] for one in body.by))
        for entry in reading.entries
        if isinstance(body := entry.body, Outcome)
    ]
