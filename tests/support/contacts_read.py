"""The contacts of a text, as rows that tests compare."""

from __future__ import annotations

import goodoffices as go
from goodoffices.record.entries import Contact

Told = tuple[str, str, tuple[str, ...], str | None]
"""Kind, status, participants and day."""


def contacts(text: str) -> list[Told]:
    """Return the contacts in a report of Wednesday, 12 March 2031."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (body.kind, body.status, tuple(sorted(names[one] for one in body.participants)), entry.edtf)
        for entry in reading.entries
        if isinstance(body := entry.body, Contact)
    ]
