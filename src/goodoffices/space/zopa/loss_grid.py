"""Packages whose losses, rounded down onto a few cells, are within the budgets: counted, and drawn uniformly.

A package that every party accepts stays within the budgets when losses and budgets are rounded down, so
these packages hold the zone, and where cells are one point wide they are the zone. Issues are swept in one
order, with one array of counts over the issues still open and the cells (a knapsack's table: Dyer, M. 2003,
Approximate counting by dynamic programming, STOC, 693-699).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import spread
from goodoffices.space.exact.recover_packages import numbers
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.regrets.packed import packing

CELLS = 1 << 24
"""Counts kept over the whole sweep: 128 MB."""
ADDITIONS = 1 << 28
"""Counts added up over the whole sweep: about half a second."""
AT_ONCE = 1 << 20
TOGETHER = 32
"""Issues are met together while they have at most so many combinations: fewer steps round less."""
DRAWN_TOGETHER = 1 << 13
"""Where more combinations than this leave at one step, going through them for every package takes long."""
LARGEST = 1 << 1000
"""With as many packages as this or more, counts may leave the range of 64-bit floats."""


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Issues join those still open, and issues with nothing more to come leave.

    ``losses`` (contexts of span, parties) and ``allowed`` are over ``span``: the open issues, and then the
    new ones, with ``fresh`` combinations. ``kept`` are those open afterwards, and ``after`` each context's
    place among theirs.
    """

    span: tuple[int, ...]
    kept: tuple[int, ...]
    fresh: int
    losses: Integers
    allowed: NDArray[np.bool_]
    after: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """``many`` packages hold the zone; where ``fine`` they are the zone. Counts are 64-bit floats.

    ``ways`` are the counts before each step and after the last one, contexts by cells. Their relative error
    is below one part in 10**12; with fewer than 2**53 packages there is none.
    """

    dims: tuple[int, ...]
    shape: tuple[int, ...]
    steps: tuple[_Step, ...]
    ways: tuple[NDArray[np.float64], ...]
    fine: bool

    @classmethod
    def of(cls, space: Space) -> Grid | None:
        """Count on as many cells as there is room for; None without room, or where too many leave at once."""
        dims = space.dims
        scopes = [table.scope for tables in space.tables for table in tables]
        spans = sweep(dims, [*scopes, *(rule.scope for rule in space.rules)])
        kept = 1 + sum(prod(dims[i] for i in after) for _, after in spans)
        met = sum(prod(dims[i] for i in span) for span, _ in spans)
        room = min(CELLS // kept, ADDITIONS // max(1, met))
        gone = max((prod(dims[i] for i in {*span} - {*after}) for span, after in spans), default=1)
        if room < 2 or gone > DRAWN_TOGETHER or prod(dims) >= LARGEST:
            return None
        steps = _steps(space, spans)
        budgets = np.array(packing(space).best) - space.reservations - _settled(steps)
        most = np.zeros(len(space.tables), dtype=np.int64)
        for step in steps:
            most += step.losses[step.allowed].max(axis=0, initial=0)
        width, shape = _divisors(budgets.tolist(), most.tolist(), room)
        for step in steps:
            step.losses[:] //= width
        ways = [np.zeros((1, *shape))]
        if min(shape, default=1):
            ways[0].flat[0] = 1.0
        for step in steps:
            ways.append(_counted(step, ways[-1], prod(dims[i] for i in step.kept)))
        fine = all(w == 1 or b >= m for w, b, m in zip(width, budgets, most, strict=True))
        return cls(dims, shape, tuple(steps), tuple(ways), fine)

    @property
    def many(self) -> int:
        return int(self.ways[-1].sum())

    def draw(self, many: int, seed: int) -> Codes:
        """``many`` packages, (many, issues), each of those counted as likely; none where there is none."""
        draws = np.random.Generator(np.random.Philox(seed))
        rows = np.zeros((many if self.many else 0, len(self.dims)), dtype=np.int64)
        edges = np.cumsum(self.ways[-1])
        at = np.searchsorted(edges, draws.random(len(rows)) * edges[-1:].sum(), side="right")
        cells = np.zeros((len(rows), len(self.shape)), dtype=np.int64)
        if self.shape:
            cells[:] = np.stack(np.unravel_index(at, self.shape), axis=1)
        for step, ways in zip(self.steps[::-1], self.ways[-2::-1], strict=True):
            gone = [issue for issue in step.span if issue not in step.kept]
            at_once = max(1, AT_ONCE // prod(self.dims[issue] for issue in gone))
            for first in range(0, len(rows), at_once):
                part = slice(first, first + at_once)
                self._drawn(step, ways, gone, rows[part], cells[part], draws)
        return rows

    def _drawn(
        self,
        step: _Step,
        ways: NDArray[np.float64],
        gone: list[int],
        rows: Codes,
        cells: Integers,
        draws: np.random.Generator,
    ) -> None:
        """Draw the issues that left at a step, in place, and take its losses off the cells."""
        sizes = [self.dims[issue] for issue in gone]
        combos = np.array(list(product(*map(range, sizes))), dtype=np.int64).reshape(prod(sizes), -1)
        wide = np.zeros((len(combos), len(self.dims)), dtype=np.int64)
        wide[:, gone] = combos
        known = rows.copy()
        known[:, gone] = 0
        place = numbers(step.span, known, self.dims)[:, None] + numbers(step.span, wide, self.dims)
        before = cells[:, None, :] - step.losses[place]
        possible = step.allowed[place] & np.all(before >= 0, axis=2)
        spot = place // step.fresh
        for party, size in enumerate(self.shape):
            spot = spot * size + before[:, :, party]
        chances = np.where(possible, ways.reshape(-1)[np.where(possible, spot, 0)], 0.0)
        edges = np.cumsum(chances, axis=1)
        chosen = (edges <= draws.random(len(rows))[:, None] * edges[:, -1:]).sum(axis=1)
        rows[:, gone] = combos[chosen]
        cells[:] = before[np.arange(len(rows)), chosen]


def sweep(
    dims: tuple[int, ...], scopes: Sequence[tuple[int, ...]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """An order of the issues that keeps few combinations open: for each step the span, and what stays open.

    A span is what was open and then the issues that are new.
    """
    waiting: list[set[int]] = [set() for _ in dims]
    for scope in scopes:
        for issue in scope:
            waiting[issue] |= set(scope)
    live: tuple[int, ...] = ()
    left = set(range(len(dims)))
    spans: list[tuple[tuple[int, ...], tuple[int, ...]]] = []

    def stays(issue: int) -> tuple[int, ...]:
        return tuple(i for i in (*live, issue) if (waiting[i] & left) - {issue})

    fresh = TOGETHER + 1
    while left:
        cost = {i: (prod(dims[k] for k in stays(i)), len(waiting[i] & left), i) for i in left}
        issue = min(left, key=cost.__getitem__)
        kept = tuple(sorted(stays(issue)))
        fresh *= dims[issue]
        if fresh <= TOGETHER:
            spans[-1] = ((*spans[-1][0], issue), kept)
        else:
            spans.append(((*live, issue), kept))
            fresh = dims[issue]
        left.remove(issue)
        live = kept
    return spans


def _steps(space: Space, spans: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> list[_Step]:
    """The tables and rules that each step's issues complete."""
    dims, open_before = space.dims, 0
    place: dict[int, int] = {}
    losses, allowed = [], []
    for number, (span, kept) in enumerate(spans):
        place |= dict.fromkeys(span[open_before:], number)
        open_before = len(kept)
        losses.append(np.zeros((len(space.tables), *(dims[i] for i in span)), dtype=np.int64))
        allowed.append(np.ones([dims[i] for i in span], dtype=np.bool_))
    for party, tables in enumerate(space.tables):
        for table in tables:
            if table.scope:
                at = max(place[issue] for issue in table.scope)
                losses[at][party] += spread(
                    table.scope, table.values.max() - table.values, spans[at][0]
                )
    for rule in space.rules:
        at = max(place[issue] for issue in rule.scope)
        allowed[at] &= spread(rule.scope, rule.allowed, spans[at][0])
    steps, open_before = [], 0
    for (span, kept), lost, fine in zip(spans, losses, allowed, strict=True):
        rows = np.zeros((fine.size, len(dims)), dtype=np.int64)
        rows[:, list(span)] = np.stack(np.unravel_index(np.arange(fine.size), fine.shape), axis=1)
        fresh = prod(dims[issue] for issue in span[open_before:])
        flat = np.ascontiguousarray(lost.reshape(len(space.tables), -1).T)
        steps.append(_Step(span, kept, fresh, flat, fine.reshape(-1), numbers(kept, rows, dims)))
        open_before = len(kept)
    return steps


def _settled(steps: list[_Step]) -> Integers:
    """What each party loses whatever is chosen; steps then lose only what they add to the least to come.

    From the last step back, the least each context can lose moves to the step before it (a min-sum pass for
    each party), so that less is rounded and hopeless contexts are left out early.
    """
    for number in reversed(range(len(steps))):
        step = steps[number]
        parties = step.losses.shape[1]
        never = np.where(step.allowed[:, None], step.losses, np.iinfo(np.int64).max)
        least = never.reshape(-1, step.fresh, parties).min(axis=1)
        possible = np.asarray(step.allowed.reshape(-1, step.fresh).any(axis=1))
        least = np.where(possible[:, None], least, 0)
        step.losses[:] -= np.repeat(least, step.fresh, axis=0)
        if number:
            before = steps[number - 1]
            before.losses[:] += least[before.after]
            before.allowed[:] &= possible[before.after]
        else:
            return np.asarray(least[0])
    return np.zeros(0, dtype=np.int64)


def _divisors(budgets: list[int], most: list[int], room: int) -> tuple[list[int], tuple[int, ...]]:
    """How wide each party's cells are, and how many: one point wide where there is room for it.

    A party that cannot lose too much has one cell, and one that always does has none.
    """
    widths = [max(1, budget + 1) for budget in budgets]
    tight = [party for party, budget in enumerate(budgets) if 0 <= budget < most[party]]
    for number, party in enumerate(sorted(tight, key=budgets.__getitem__)):
        side = max(1, int(room ** (1 / (len(tight) - number))))
        widths[party] = -(-(budgets[party] + 1) // side)
        room //= budgets[party] // widths[party] + 1
    return widths, tuple(
        budget // width + 1 if budget >= 0 else 0 for budget, width in zip(budgets, widths, strict=True)
    )


def _counted(step: _Step, ways: NDArray[np.float64], contexts: int) -> NDArray[np.float64]:
    """The counts after a step: each context's, moved by its losses, added up over the issues that left."""
    shape = ways.shape[1:]
    out = np.zeros((contexts, *shape))
    for context in np.flatnonzero(step.allowed & np.all(step.losses < shape, axis=1)).tolist():
        moved = step.losses[context].tolist()
        here = tuple(slice(loss, None) for loss in moved)
        source = tuple(slice(0, cells - loss) for cells, loss in zip(shape, moved, strict=True))
        out[step.after[context]][here] += ways[context // step.fresh][source]
    return out
