"""Cut a dispatch's text into runs, so that entries that overlap can all be marked, and sentences numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.record import Entry
from goodoffices.record.citations import sentence_starts
from goodoffices.review_page.states import State


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text that the same entries cover; ``link`` is the shortest entry not yet decided.

    ``state`` is that of the linked entry. ``sentence`` is the number of the sentence that begins here.
    """

    text: str
    start: int
    entries: tuple[str, ...]
    link: str | None
    state: State | None
    sentence: int | None


def runs(text: str, entries: Sequence[Entry], states: Mapping[str, State]) -> tuple[Run, ...]:
    """Return the text in runs from first to last; joined, they are the text."""
    numbers = {
        start: number for number, start in enumerate(sentence_starts(text), 1) if start < len(text)
    }
    whole = [e for e in entries if 0 <= e.span.start < e.span.end <= len(text)]
    edges = {0, len(text), *numbers, *(e.span.start for e in whole), *(e.span.end for e in whole)}
    starts = sorted(whole, key=lambda e: e.span.start)
    open_: list[Entry] = []
    found, place = [], 0
    for start, end in pairwise(sorted(edges)):
        open_ = [e for e in open_ if e.span.end > start]
        while place < len(starts) and starts[place].span.start <= start:
            open_.append(starts[place])
            place += 1
        order = sorted(open_, key=lambda e: _order(e, states))
        link = order[0].id if order else None
        state = states.get(link) if link else None
        found.append(
            Run(text[start:end], start, tuple(e.id for e in order), link, state, numbers.get(start))
        )
    return tuple(found)


def _order(entry: Entry, states: Mapping[str, State]) -> tuple[bool, int, str]:
    return (states.get(entry.id) != "waits", entry.span.end - entry.span.start, entry.id)
