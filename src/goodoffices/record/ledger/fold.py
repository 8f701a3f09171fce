"""The entries that stand: corrections in place of the entries they correct, without retracted ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.record.entries import Entry, Retraction


@dataclass(frozen=True, slots=True)
class Current:
    """The entries that stand, by id, and the ids of all entries and proposals ever decided on."""

    entries: dict[str, Entry]
    settled: frozenset[str]


def current(entries: Iterable[Entry]) -> Current:
    """Fold a ledger's entries, first to last, into those that stand at its end."""
    standing: dict[str, Entry] = {}
    settled: set[str] = set()
    for entry in entries:
        settled.add(entry.id)
        if isinstance(entry.body, Retraction):
            standing.pop(entry.body.entry, None)
            settled.add(entry.body.entry)
            continue
        if entry.replaces is not None:
            standing.pop(entry.replaces, None)
            settled.add(entry.replaces)
        standing[entry.id] = entry
    return Current(standing, frozenset(settled))
