"""The contacts of a text, and who takes part in what it tells, as tests compare them."""

from __future__ import annotations

import goodoffices as go
from goodoffices.record.entries import Contact, Outcome, Proposal

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


def people(text: str) -> list[set[str]]:
    """Return the participants of each contact and outcome, and the authors of each proposal, by name."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    found = []
    for entry in sorted(reading.entries, key=lambda entry: entry.span.start):
        body = entry.body
        if isinstance(body, Contact):
            found.append({names[key] for key in body.participants})
        elif isinstance(body, Outcome | Proposal):
            found.append({names[key] for key in body.by})
    return found
