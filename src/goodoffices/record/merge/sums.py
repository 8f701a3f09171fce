"""Figures that add up: 181 prisoners and 706 prisoners are the 887 of another report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from goodoffices.record.entries import Entry, Figure
from goodoffices.record.merge.counted_things import Thing, things_of
from goodoffices.record.merge.similarity import days_apart

MOST_PARTS = 6
"""Figures of a passage that are tried as parts of a sum: reports list no more."""
FEWEST_ELSEWHERE, NEAR_DAYS = 20, 30
"""The least whole in another dispatch, and the days between the two: small numbers add up by chance."""
MOST_BEFORE = 200
"""Figures of a noun in a dispatch among which additions ('another nine') and their wholes are looked for."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that add up to another, by the ids of their entries: 181 and 706 to 887."""

    parts: tuple[str, ...]
    whole: str


def figures_that_add_up(entries: Iterable[Entry], texts: Mapping[str, str]) -> tuple[Sum, ...]:
    """Return the sums among the figures of entries: 181 prisoners and 706 prisoners are 887."""
    figures = [entry for entry in entries if isinstance(entry.body, Figure)]
    return sums(things_of(figures, texts))


def sums(things: Sequence[Thing]) -> tuple[Sum, ...]:
    """Return the figures that add up: parts in a dispatch, and a whole of the same noun anywhere.

    An addition ("another nine") may complete a number of an earlier dispatch.
    """
    wholes: dict[tuple[str, float], list[Thing]] = {}
    passages: dict[tuple[str, str], list[Thing]] = {}
    for thing in things:
        body = thing.entry.body
        if isinstance(body, Figure) and body.qualifier == "exact" and thing.sort == "count":
            wholes.setdefault((thing.head, thing.value), []).append(thing)
            passages.setdefault((thing.entry.source.dispatch, thing.head), []).append(thing)
    found: dict[tuple[float, ...], Sum] = {}
    for (_, head), inside in passages.items():
        for size in (2, 3):
            for parts in combinations(inside[:MOST_PARTS], size):
                values = tuple(sorted(part.value for part in parts))
                total = sum(values)
                whole = _whole(wholes.get((head, total), ()), parts[0])
                if whole is None or values[0] < 2 or whole in parts or len(set(values)) < size:
                    continue
                names = tuple(part.entry.id for part in parts)
                found.setdefault((*values, total), Sum(names, whole.entry.id))
        near = inside[:MOST_BEFORE]
        for more in (thing for thing in near if thing.adds):
            for whole in (thing for thing in near if thing.value > more.value):
                for first in _earlier(wholes.get((head, whole.value - more.value), ()), more):
                    values = (*sorted((first.value, more.value)), whole.value)
                    found.setdefault(values, Sum((first.entry.id, more.entry.id), whole.entry.id))
    return tuple(found.values())


def _whole(wholes: Iterable[Thing], part: Thing) -> Thing | None:
    """Return the whole nearest to its parts: that of their dispatch, else of another of the same weeks."""
    own = part.entry.source
    found = list(wholes)
    for whole in found:
        if whole.entry.source.dispatch == own.dispatch:
            return whole
    for whole in found:
        apart = days_apart(whole.entry.source.published, own.published)
        if whole.value >= FEWEST_ELSEWHERE and (apart is None or apart <= NEAR_DAYS):
            return whole
    return None


def _earlier(things: Iterable[Thing], more: Thing) -> list[Thing]:
    """Return the first figure in a dispatch before that of an addition."""
    day = more.entry.source.published or ""
    return list(islice((t for t in things if (t.entry.source.published or day) < day), 1))


def with_parts(things: Sequence[Thing]) -> list[Thing]:
    """Return things that know the wholes they are parts of by a sum."""
    values = {thing.entry.id: thing.value for thing in things}
    wholes: dict[str, set[float]] = {}
    for added in sums(things):
        for part in added.parts:
            wholes.setdefault(part, set()).add(values[added.whole])
    return [
        replace(thing, wholes=thing.wholes | wholes[thing.entry.id])
        if thing.entry.id in wholes
        else thing
        for thing in things
    ]
