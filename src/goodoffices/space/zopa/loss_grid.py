"""The loss grid: packages whose losses, rounded down to cells, are within the budgets; counted and drawn.

A package that every party accepts stays within the budgets if losses and budgets are rounded down, so
these packages include the ZOPA (zone of possible agreement); if cells are a point wide they are the
ZOPA. Issues are swept in a fixed order, with an array of counts over the open issues and the cells (a
knapsack's table: Dyer, M. 2003, Approximate counting by dynamic programming, STOC, 693-699).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.contexts import (
    Dims,
    context_numbers,
    contexts_over,
    shape_over,
    spread,
)
from goodoffices.space.graph.space import Codes, Integers, Scope, Space
from goodoffices.space.regrets.tables import best_utilities

CELLS = 1 << 24
"""Counts kept over the whole sweep, at the most: 128 MB."""
ADDITIONS = 1 << 28
"""Counts added up over the whole sweep, at the most: about half a second."""
AT_ONCE = 1 << 20
"""Combinations that are compared at once when packages are drawn: 8 MB for each party."""
TOGETHER = 32
"""Combinations of issues that a step may take together: fewer steps round less."""
DRAWN_TOGETHER = 1 << 13
"""Combinations that may leave in a step: more would take long to go through for every package drawn."""
LARGEST = 1 << 1000
"""Number of packages from which on counts may leave the range of 64-bit floats."""


Sweep = list[tuple[Scope, Scope]]
"""For each step its span, the open issues followed by the new issues, and the issues that stay open."""


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Issues join the open issues, and issues that no later table or rule needs leave.

    ``losses`` (span contexts, parties) and ``allowed`` (span contexts,) are over ``span``: the open
    issues, then the new issues, which have ``fresh`` combinations. ``kept`` are the issues open
    afterwards, and ``after`` (span contexts,) the context over them.
    """

    span: Scope
    kept: Scope
    fresh: int
    losses: Integers
    allowed: NDArray[np.bool_]
    after: Integers


@dataclass(frozen=True, slots=True, eq=False)
class LossGrid:
    """Counts of the packages within the budgets on a grid of losses; they include the ZOPA.

    ``shape`` is the number of cells of each party. ``ways`` (contexts, *shape) are the counts before
    each step and after the last step, as 64-bit floats: their relative error is below 1 in
    10**12, and there is none with fewer than 2**53 packages. If ``fine`` is true the packages counted
    are exactly those of the ZOPA.
    """

    dims: Dims
    shape: tuple[int, ...]
    steps: tuple[_Step, ...]
    ways: tuple[NDArray[np.float64], ...]
    fine: bool

    @classmethod
    def of(cls, space: Space) -> LossGrid | None:
        """Return a grid with as many cells as there is room for, or None if linkages leave no room."""
        dims = space.dims
        spans = sweep(dims, space.scopes)
        # Every context of every step has an array of all cells; both memory and time are bounded.
        kept = 1 + sum(contexts_over(after, dims) for _, after in spans)
        met = sum(contexts_over(span, dims) for span, _ in spans)
        room = min(CELLS // kept, ADDITIONS // max(1, met))
        gone = max((prod(dims[i] for i in {*span} - {*after}) for span, after in spans), default=1)
        if room < 2 or gone > DRAWN_TOGETHER or prod(dims) >= LARGEST:
            return None
        steps = _steps(space, spans)
        budgets = np.array(best_utilities(space)) - space.reservations - _settled(steps)
        largest = np.zeros(len(space.tables), dtype=np.int64)  # loss of each party
        for step in steps:
            largest += step.losses[step.allowed].max(axis=0, initial=0)
        widths, shape = _cells(budgets.tolist(), largest.tolist(), room)
        for step in steps:
            step.losses[:] //= widths
        ways = [np.zeros((1, *shape))]
        if min(shape, default=1):
            ways[0].flat[0] = 1.0
        for step in steps:
            ways.append(_counted(step, ways[-1], contexts_over(step.kept, dims)))
        fine = all(w == 1 or b >= m for w, b, m in zip(widths, budgets, largest, strict=True))
        return cls(dims, shape, tuple(steps), tuple(ways), fine)

    @property
    def total(self) -> int:
        """Number of packages that are counted, and drawn from."""
        return int(self.ways[-1].sum())

    def draw(self, many: int, seed: int) -> Codes:
        """Return packages drawn uniformly from those counted, (many, issues); none if there are none."""
        draws = np.random.Generator(np.random.Philox(seed))
        rows = np.zeros((many if self.total else 0, len(self.dims)), dtype=np.int64)
        # Draw the cell of the total losses first, then walk back through the steps.
        edges = np.cumsum(self.ways[-1])
        at = np.searchsorted(edges, draws.random(len(rows)) * edges[-1:].sum(), side="right")
        cells = np.zeros((len(rows), len(self.shape)), dtype=np.int64)  # losses still to be explained
        if self.shape:
            cells[:] = np.stack(np.unravel_index(at, self.shape), axis=1)
        for step, ways in zip(self.steps[::-1], self.ways[-2::-1], strict=True):
            gone = [issue for issue in step.span if issue not in step.kept]
            at_once = max(1, AT_ONCE // contexts_over(tuple(gone), self.dims))
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
        """Draw the options of the issues that left at a step, and take its losses off the cells, in place."""
        sizes = [self.dims[issue] for issue in gone]
        combos = np.array(list(product(*map(range, sizes))), dtype=np.int64).reshape(prod(sizes), -1)
        wide = np.zeros((len(combos), len(self.dims)), dtype=np.int64)
        wide[:, gone] = combos
        known = rows.copy()
        known[:, gone] = 0
        contexts = context_numbers(step.span, known, self.dims)[:, None] + context_numbers(
            step.span, wide, self.dims
        )  # (packages, combinations of the issues that left)
        before = cells[:, None, :] - step.losses[contexts]
        possible = step.allowed[contexts]
        spot = contexts // step.fresh
        # party by party: NumPy is slow along an axis of two or three
        for party, size in enumerate(self.shape):
            possible &= before[:, :, party] >= 0
            spot = spot * size + before[:, :, party]
        chances = np.where(possible, ways.reshape(-1)[np.where(possible, spot, 0)], 0.0)
        edges = np.cumsum(chances, axis=1)
        chosen = (edges <= draws.random(len(rows))[:, None] * edges[:, -1:]).sum(axis=1)
        rows[:, gone] = combos[chosen]
        cells[:] = before[np.arange(len(rows)), chosen]


def sweep(dims: Dims, scopes: Sequence[Scope]) -> Sweep:
    """Return an order of the issues that keeps few combinations open, as steps.

    Args:
        dims: number of options of each issue.
        scopes: issues that a table or rule ties together.
    """
    waiting: list[set[int]] = [set() for _ in dims]
    for scope in scopes:
        for issue in scope:
            waiting[issue] |= set(scope)
    live: Scope = ()
    left = set(range(len(dims)))
    spans: Sweep = []

    def stays(issue: int) -> Scope:
        """Return the issues that stay open after an issue."""
        return tuple(i for i in (*live, issue) if (waiting[i] & left) - {issue})

    # Above the limit at the start, so that the first issue opens a step.
    fresh = TOGETHER + 1
    while left:
        cost = {i: (contexts_over(stays(i), dims), len(waiting[i] & left), i) for i in left}
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


def _steps(space: Space, spans: Sweep) -> list[_Step]:
    """Return the steps of a sweep, each with the tables and rules whose last issue joins in it."""
    dims, open_before = space.dims, 0
    joins: dict[int, int] = {}  # the step in which each issue joins
    losses, allowed = [], []
    for number, (span, kept) in enumerate(spans):
        joins |= dict.fromkeys(span[open_before:], number)
        open_before = len(kept)
        losses.append(np.zeros((len(space.tables), *shape_over(span, dims)), dtype=np.int64))
        allowed.append(np.ones(shape_over(span, dims), dtype=np.bool_))
    for party, tables in enumerate(space.tables):
        for table in tables:
            if table.scope:
                at = max(joins[issue] for issue in table.scope)
                regrets = table.values.max() - table.values
                losses[at][party] += spread(table.scope, regrets, spans[at][0])
    for rule in space.rules:
        at = max(joins[issue] for issue in rule.scope)
        allowed[at] &= spread(rule.scope, rule.allowed, spans[at][0])
    steps, open_before = [], 0
    for (span, kept), lost, fine in zip(spans, losses, allowed, strict=True):
        rows = np.zeros((fine.size, len(dims)), dtype=np.int64)
        rows[:, list(span)] = np.stack(np.unravel_index(np.arange(fine.size), fine.shape), axis=1)
        fresh = contexts_over(span[open_before:], dims)
        flat = np.ascontiguousarray(lost.reshape(len(space.tables), -1).T)
        steps.append(
            _Step(span, kept, fresh, flat, fine.reshape(-1), context_numbers(kept, rows, dims))
        )
        open_before = len(kept)
    return steps


def _settled(steps: list[_Step]) -> Integers:
    """Return each party's unavoidable loss, (parties,), and subtract it from the steps.

    From the last step back, the least that each context can lose moves to the step before it (a min-sum
    pass for each party), so that less is rounded and hopeless contexts are left out early. Steps are
    changed in place.
    """
    for number in reversed(range(len(steps))):
        step = steps[number]
        parties = step.losses.shape[1]
        # Forbidden contexts never have the least loss; a context without any other counts as hopeless.
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


def _cells(budgets: list[int], largest: list[int], room: int) -> tuple[list[int], tuple[int, ...]]:
    """Return the width and the number of each party's cells: a point wide if there is room for that.

    A party that cannot lose too much has a single cell, and a party that always does has none.

    Args:
        budgets: largest loss that each party accepts.
        largest: largest loss that each party can have.
        room: cells of all parties together, at the most.
    """
    widths = [max(1, budget + 1) for budget in budgets]
    tight = [party for party, budget in enumerate(budgets) if 0 <= budget < largest[party]]
    # Parties with small budgets first: what they leave of the room goes to the others.
    for number, party in enumerate(sorted(tight, key=budgets.__getitem__)):
        side = max(1, int(room ** (1 / (len(tight) - number))))
        widths[party] = -(-(budgets[party] + 1) // side)
        room //= budgets[party] // widths[party] + 1
    return widths, tuple(
        budget // width + 1 if budget >= 0 else 0 for budget, width in zip(budgets, widths, strict=True)
    )


def _counted(step: _Step, ways: NDArray[np.float64], contexts: int) -> NDArray[np.float64]:
    """Return the counts after a step, (contexts, *shape): moved by each context's losses, and added up.

    Args:
        step: the step, its losses in cells.
        ways: (contexts before, *shape), counts before the step.
        contexts: number of contexts after the step.
    """
    shape = ways.shape[1:]
    out = np.zeros((contexts, *shape))
    for context in np.flatnonzero(step.allowed & np.all(step.losses < shape, axis=1)).tolist():
        # The whole array of cells moves by the losses; what leaves the array is over a budget.
        losses = step.losses[context].tolist()
        target = tuple(slice(loss, None) for loss in losses)
        source = tuple(slice(0, cells - loss) for cells, loss in zip(shape, losses, strict=True))
        out[step.after[context]][target] += ways[context // step.fresh][source]
    return out
