"""Regrets in columns, for numbers too fine to be packed: a row for each vector, a column for each party.

The first column holds the row's context, 0 if it has none yet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers, Scope, Space
from goodoffices.space.regrets.dominance import Mask, undominated_in_contexts
from goodoffices.space.regrets.tables import best_utilities, regret_tables

SORT_BITS = 62
"""Bits of a sort key at the most: 64, less the sign and a bit for the difference of two keys."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Layout of rows (rows, 1 + parties): the context, then a regret for each party.

    It does for rows what ``Packing`` does for packed vectors. ``best`` is the sum of every table's maximum:
    utility = best - regret. Regrets stay below 2**54.
    """

    best: tuple[int, ...]

    @classmethod
    def of(cls, space: Space) -> Columns:
        """Return the columns of a space's regrets."""
        return cls(best_utilities(space))

    @property
    def tail(self) -> tuple[int, ...]:
        """Shape of a regret vector."""
        return (1 + len(self.best),)

    def tables(self, space: Space) -> list[tuple[Scope, Integers]]:
        """Return the regrets of all parties over each scope, (*options of the scope, 1 + parties)."""
        found: dict[Scope, Integers] = {}
        for party, scope, regrets in regret_tables(space):
            if scope not in found:
                found[scope] = np.zeros((*regrets.shape, *self.tail), dtype=np.int64)
            found[scope][..., 1 + party] += regrets
        return list(found.items())

    def keys(self, rows: Integers, contexts: Integers) -> Integers:
        """Return rows with their contexts in the first column."""
        out = rows.copy()
        out[..., 0] = contexts
        return out

    def contexts(self, rows: Integers) -> Integers:
        """Return the contexts of rows."""
        return rows[:, 0]

    def without_contexts(self, rows: Integers) -> Integers:
        """Return rows with 0 in the first column."""
        return self.keys(rows, np.zeros(len(rows), dtype=np.int64))

    def regrets(self, rows: Integers) -> Integers:
        """Return regrets, shape (rows, parties)."""
        return rows[:, 1:]

    def utilities(self, rows: Integers) -> Integers:
        """Return utilities, shape (rows, parties)."""
        return np.asarray(np.array(self.best, dtype=np.int64) - rows[:, 1:])

    def largest(self, table: Integers) -> tuple[int, ...]:
        """Return each party's largest regret in a table of rows."""
        return tuple(table[:, 1:].max(axis=0, initial=0).tolist())

    def pruned(self, rows: Integers, counts: Integers | None) -> tuple[Integers, Integers | None]:
        """Return the undominated rows of each context.

        Args:
            rows: (rows, 1 + parties), in any order.
            counts: (rows,), number of packages of each row, or None.

        Returns:
            Rows, sorted and distinct, and the sum of the counts of equal rows.
        """
        order, starts = self.grouped(rows)
        rows = rows[order[starts]]
        keep = self.undominated(rows)
        if counts is not None:
            counts = (np.add.reduceat(counts[order], starts) if len(starts) else counts[:0])[keep]
        return rows[keep], counts

    def grouped(self, rows: Integers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the order that sorts rows, equal rows as they come, and where each new row starts in it."""
        order = in_order(rows)
        return order, starts_of_equal(rows[order])

    def undominated(self, rows: Integers) -> Mask:
        """Return the mask of sorted, distinct rows that no other row of their context dominates."""
        return undominated_in_contexts(rows[:, 1:], rows[:, 0])

    def index(self, rows: Integers) -> RowIndex:
        """Return an index that finds rows among these."""
        return RowIndex.of(rows)


def in_order(rows: Integers) -> NDArray[np.intp]:
    """Return the lexicographic order of rows (rows, columns); equal rows keep their order.

    If the first two columns fit in an integer, rows are sorted by it, and only ties by the other
    columns: rows come as runs that are sorted already, and a stable sort merges those quickly.
    """
    # Utilities below nought are sorted here as well, hence the shift.
    low = min(0, int(rows[:, 1].min(initial=0)))
    bits = (int(rows[:, 1].max(initial=0)) - low).bit_length()
    if bits + int(rows[:, 0].max(initial=0)).bit_length() > SORT_BITS:
        return np.lexsort(rows.T[::-1])
    sort_keys = (rows[:, 0] << bits) + (rows[:, 1] - low)
    order = np.argsort(sort_keys, kind="stable")
    sort_keys = sort_keys[order]
    tied = np.zeros(len(rows) + 1, dtype=np.bool_)
    tied[1:-1] = sort_keys[1:] == sort_keys[:-1]
    # Only rows that tie in the first two columns are sorted again, by the others.
    at = np.flatnonzero(tied[1:] | tied[:-1])
    if len(at):
        some = rows[order[at]]
        order[at] = order[at][np.lexsort((*some[:, :1:-1].T, sort_keys[at]))]
    return order


def starts_of_equal(rows: Integers) -> NDArray[np.intp]:
    """Return the indices of sorted rows that differ from the row before."""
    first = np.zeros(len(rows), dtype=np.bool_)
    first[:1] = True
    for column in rows.T:
        first[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(first)


@dataclass(frozen=True, slots=True, eq=False)
class RowIndex:
    """Looks up rows among known rows, compared exactly.

    Column after column, the part of a row read so far is numbered. ``values`` are the values of each column,
    ``prefixes`` the known pairs of a row's number so far and its value's index, as an integer.
    """

    values: tuple[Integers, ...]
    prefixes: tuple[Integers, ...]

    @classmethod
    def of(cls, rows: Integers) -> RowIndex:
        """Return an index of rows, (rows, columns)."""
        known = np.zeros(len(rows), dtype=np.int64)
        values, prefixes = [], []
        # Numbers of prefixes stay below the number of rows, so that a pair never overflows.
        for column in range(rows.shape[1]):
            own, ranks = np.unique(rows[:, column], return_inverse=True)
            distinct, known = np.unique(known * len(own) + ranks, return_inverse=True)
            values.append(own)
            prefixes.append(distinct)
        return cls(tuple(values), tuple(prefixes))

    def has(self, wanted: Integers) -> NDArray[np.bool_]:
        """Return the mask of wanted rows, (..., columns), that are in the index."""
        rows = wanted.reshape(-1, len(self.values))
        hit = np.zeros(len(rows), dtype=np.bool_)
        left = np.arange(len(rows))  # rows whose columns so far are all known
        numbers = np.zeros(len(rows), dtype=np.int64)  # of the part read so far
        for column, (values, prefixes) in enumerate(zip(self.values, self.prefixes, strict=True)):
            if not len(values):
                break
            own = rows[left, column]
            places = np.minimum(np.searchsorted(values, own), len(values) - 1)
            known = values[places] == own
            left, pairs = left[known], numbers[known] * len(values) + places[known]
            numbers = np.minimum(np.searchsorted(prefixes, pairs), len(prefixes) - 1)
            known = prefixes[numbers] == pairs
            left, numbers = left[known], numbers[known]
        else:
            hit[left] = True
        return hit.reshape(wanted.shape[:-1])
