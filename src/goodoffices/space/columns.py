"""Regrets that are too fine for one word: a column for each party, the context in a column before them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.factors import Integers, Space
from goodoffices.space.nondominated import nondominated

SMALL = 24
"""In contexts with up to so many points, comparing all pairs at once is quicker than anything."""
PAIRS = 1 << 22


@dataclass(frozen=True, slots=True)
class Columns:
    """Where regrets stand in rows: (rows, 1 + parties), 0 or a context first, then a regret for each party.

    It does for rows what ``Packing`` does for words. ``best`` is the sum of every table's maximum:
    utility = best - regret. Regrets are sums of ranges and stay below 2**54.
    """

    best: tuple[int, ...]

    @property
    def tail(self) -> tuple[int, ...]:
        """The shape of one regret vector."""
        return (1 + len(self.best),)

    @property
    def width(self) -> int:
        """How far up contexts stand in a number: rows keep them apart."""
        return 0

    def losses(self, rows: Integers) -> Integers:
        """Regrets of rows, shape (rows, parties)."""
        return rows[:, 1:]

    def unpack(self, rows: Integers) -> Integers:
        """Utilities of rows, shape (rows, parties)."""
        return np.asarray(np.array(self.best, dtype=np.int64) - rows[:, 1:])

    def placed(self, rows: Integers, contexts: Integers) -> Integers:
        """Rows with their contexts, all 0 before."""
        out = rows.copy()
        out[:, 0] = contexts
        return out

    def contexts(self, rows: Integers) -> Integers:
        return rows[:, 0]

    def taken(self, rows: Integers) -> Integers:
        """Rows without their contexts."""
        return self.placed(rows, np.zeros(len(rows), dtype=np.int64))

    def largest(self, table: Integers) -> tuple[int, ...]:
        """The most each party can lose in a table."""
        return tuple(table[:, 1:].max(axis=0, initial=0).tolist())

    def pruned(self, rows: Integers, counts: Integers | None) -> tuple[Integers, Integers | None]:
        """Rows by context, sorted, distinct and undominated within it, and their counts added up."""
        order = np.lexsort(rows.T[::-1])
        rows = rows[order]
        first = np.ones(len(rows), dtype=np.bool_)
        first[1:] = np.any(rows[1:] != rows[:-1], axis=1)
        starts = np.flatnonzero(first)
        if counts is not None:
            counts = np.add.reduceat(counts[order], starts) if len(starts) else counts[:0]
        rows = rows[starts]
        keep = self.undominated(rows)
        return rows[keep], None if counts is None else counts[keep]

    def undominated(self, rows: Integers) -> NDArray[np.bool_]:
        """Which of some sorted distinct rows no other of their context dominates."""
        keep = np.ones(len(rows), dtype=np.bool_)
        if len(self.best) == 1:
            keep[1:] = rows[1:, 0] != rows[:-1, 0]
            return keep
        if len(self.best) == 2:
            ranks = np.empty(len(rows), dtype=np.int64)
            ranks[np.argsort(rows[:, 2], kind="stable")] = np.arange(len(rows))
            second = ranks - rows[:, 0] * len(rows)  # the least so far starts again with each context
            keep[1:] = second[1:] < np.minimum.accumulate(second)[:-1]
            return keep
        return undominated_within(-self.unpack(rows), rows[:, 0])


def columns(space: Space) -> Columns:
    return Columns(tuple(sum(int(table.values.max()) for table in tables) for tables in space.tables))


def column_tables(space: Space) -> list[tuple[tuple[int, ...], Integers]]:
    """Every table as rows of regret over its scope, one for each scope: (*dims of the scope, 1 + parties)."""
    found: dict[tuple[int, ...], Integers] = {}
    for party, tables in enumerate(space.tables):
        for table in tables:
            order = sorted(range(len(table.scope)), key=lambda axis: table.scope[axis])
            regret = (table.values.max() - table.values).transpose(order)
            scope = tuple(table.scope[axis] for axis in order)
            if scope not in found:
                found[scope] = np.zeros((*regret.shape, 1 + len(space.parties)), dtype=np.int64)
            found[scope][..., 1 + party] += regret
    return list(found.items())


def undominated_within(points: Integers, contexts: Integers) -> NDArray[np.bool_]:
    """Which of some distinct points, (points, parties), no other of their context dominates; less is better.

    ``contexts`` ascend. Few points are compared in pairs, every context of one size at once; more by moocore
    (exact: points are < 2**53).
    """
    first = np.ones(len(points), dtype=np.bool_)
    first[1:] = contexts[1:] != contexts[:-1]
    starts = np.flatnonzero(first)
    sizes = np.diff(np.append(starts, len(points)))
    keep = np.ones(len(points), dtype=np.bool_)
    for size in np.unique(sizes[sizes > 1]).tolist():
        at = starts[sizes == size]
        if size > SMALL:
            for start in at.tolist():
                keep[start : start + size] = nondominated(points[start : start + size], False)
            continue
        step = max(1, PAIRS // (size * size))
        for part in range(0, len(at), step):
            rows = at[part : part + step, None] + np.arange(size)
            keep[rows] = _by_pairs(points[rows])
    return keep


def _by_pairs(points: Integers) -> NDArray[np.bool_]:
    """Which points of each context, (contexts, points, parties) and distinct, only they themselves reach."""
    worse = np.ones((*points.shape[:2], points.shape[1]), dtype=np.bool_)
    for party in range(points.shape[2]):
        column = points[:, :, party]
        worse &= column[:, :, None] >= column[:, None, :]
    return np.asarray(worse.sum(axis=2) == 1)


def among(rows: Integers, wanted: Integers) -> NDArray[np.bool_]:
    """Which of the wanted rows are among some rows, compared exactly: (rows, columns), (wanted, columns).

    Column after column, what has been read of a row so far is a number below the number of rows.
    """
    if not len(rows):
        return np.zeros(len(wanted), dtype=np.bool_)
    hit = np.ones(len(wanted), dtype=np.bool_)
    known, asked = np.zeros(len(rows), dtype=np.int64), np.zeros(len(wanted), dtype=np.int64)
    for column in range(rows.shape[1]):
        values, rank = np.unique(rows[:, column], return_inverse=True)
        at = np.minimum(np.searchsorted(values, wanted[:, column]), len(values) - 1)
        hit &= values[at] == wanted[:, column]
        known, asked = known * len(values) + rank, asked * len(values) + at
        prefixes, known = np.unique(known, return_inverse=True)
        at = np.minimum(np.searchsorted(prefixes, asked), len(prefixes) - 1)
        hit &= prefixes[at] == asked
        asked = at
    return hit
