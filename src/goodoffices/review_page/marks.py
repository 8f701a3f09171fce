"""Cut a dispatch's text into runs, so that proposed entries that overlap can all be marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.record import Entry


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text that the same entries cover; ``link`` is the shortest entry not yet decided."""

    text: str
    entries: tuple[str, ...]
    link: str | None
    waits: bool


def runs(text: str, entries: Sequence[Entry], pending: frozenset[str]) -> tuple[Run, ...]:
    """Return the text in runs from first to last; joined, they are the text."""
    whole = [e for e in entries if 0 <= e.span.start < e.span.end <= len(text)]
    edges = sorted({0, len(text), *(e.span.start for e in whole), *(e.span.end for e in whole)})
    starts = sorted(whole, key=lambda e: e.span.start)
    open_: list[Entry] = []
    found, place = [], 0
    for start, end in pairwise(edges):
        open_ = [e for e in open_ if e.span.end > start]
        while place < len(starts) and starts[place].span.start <= start:
            open_.append(starts[place])
            place += 1
        order = sorted(open_, key=lambda e: (e.id not in pending, e.span.end - e.span.start, e.id))
        found.append(
            Run(
                text[start:end],
                tuple(e.id for e in order),
                order[0].id if order else None,
                any(e.id in pending for e in open_),
            )
        )
    return tuple(found)
