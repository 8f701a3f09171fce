"""Regrets that are too fine for one word: a column for each party, the context in a column before them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers, Space
from goodoffices.space.regrets.dominance import nondominated
from goodoffices.space.regrets.packed import WORD_BITS

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
        order = in_order(rows)
        rows = rows[order]
        starts = starts_of_equal(rows)
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
            second, above = rows[:, 2], rows[:, 0]
            bits = int(second.max(initial=0)).bit_length()
            if bits + int(above.max(initial=0)).bit_length() > WORD_BITS:
                ranks = np.empty(len(rows), dtype=np.int64)
                ranks[np.argsort(second, kind="stable")] = np.arange(len(rows))
                second, bits = ranks, len(rows).bit_length()
            second = second - (above << bits)  # the least so far starts again with each context
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


def in_order(rows: Integers) -> NDArray[np.intp]:
    """The order of rows by their columns, first to last, of equal rows the first one first.

    Where the first two columns fit in one number, rows are sorted by it and only ties by the others: rows
    come as runs that are sorted already, and a stable sort merges those.
    """
    low = min(0, int(rows[:, 1].min(initial=0)))
    bits = (int(rows[:, 1].max(initial=0)) - low).bit_length()
    if bits + int(rows[:, 0].max(initial=0)).bit_length() > WORD_BITS:
        return np.lexsort(rows.T[::-1])
    key = (rows[:, 0] << bits) + (rows[:, 1] - low)
    order = np.argsort(key, kind="stable")
    key = key[order]
    tied = np.zeros(len(rows) + 1, dtype=np.bool_)
    tied[1:-1] = key[1:] == key[:-1]
    at = np.flatnonzero(tied[1:] | tied[:-1])
    if len(at):
        some = rows[order[at]]
        order[at] = order[at][np.lexsort((*some[:, :1:-1].T, key[at]))]
    return order


def starts_of_equal(rows: Integers) -> NDArray[np.intp]:
    """Where in sorted rows each that differs from the one before it stands."""
    first = np.zeros(len(rows), dtype=np.bool_)
    first[:1] = True
    for column in rows.T:
        first[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(first)


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


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """Rows to look others up in, compared exactly.

    Column after column, what has been read of a row so far is a number below the number of rows: ``values``
    are those a column has, ``prefixes`` a row's number so far and its column's place among them, in one.
    """

    values: tuple[Integers, ...]
    prefixes: tuple[Integers, ...]

    @classmethod
    def of(cls, rows: Integers) -> Among:
        """Look up among rows, (rows, columns)."""
        known = np.zeros(len(rows), dtype=np.int64)
        values, prefixes = [], []
        for column in range(rows.shape[1]):
            own, rank = np.unique(rows[:, column], return_inverse=True)
            distinct, known = np.unique(known * len(own) + rank, return_inverse=True)
            values.append(own)
            prefixes.append(distinct)
        return cls(tuple(values), tuple(prefixes))

    def has(self, wanted: Integers) -> NDArray[np.bool_]:
        """Which of some rows, (wanted, columns), are among these."""
        hit = np.zeros(len(wanted), dtype=np.bool_)
        left = np.arange(len(wanted))
        asked = np.zeros(len(wanted), dtype=np.int64)
        for column, (values, prefixes) in enumerate(zip(self.values, self.prefixes, strict=True)):
            if not len(values):
                return hit
            own = wanted[left, column]
            place = np.minimum(np.searchsorted(values, own), len(values) - 1)
            found = values[place] == own
            left, asked = left[found], asked[found] * len(values) + place[found]
            asked, sought = np.minimum(np.searchsorted(prefixes, asked), len(prefixes) - 1), asked
            found = prefixes[asked] == sought
            left, asked = left[found], asked[found]
        hit[left] = True
        return hit
