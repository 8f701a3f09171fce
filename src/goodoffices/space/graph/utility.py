"""Utility of packages: table by table, or by a matrix product if pairs of issues are many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Codes, Integers, Table

MANY = 40
"""Tables from which on a matrix product is quicker than a look-up in each."""
LARGEST = 2**53
"""Bound on the sums of a matrix product: 64-bit floats hold smaller integers exactly."""


def worth(tables: tuple[Table, ...], codes: Codes) -> Integers:
    """Return the sum of tables for each package: (packages, issues) -> (packages,).

    Exact either way: the matrix holds integers whose sums stay below 2**53, so that no order of adding
    them up can round.
    """
    # Talks ask for the same tables thousands of times: with many, only to look through them took longer
    # than to use their matrix.
    many = len(tables) >= MANY
    wide, pairs = _known(_Same(tables)) if many else (_wide(tables), None)
    if pairs is not None:
        return pairs.worth(codes)
    out = np.zeros(len(codes), dtype=object if wide else np.int64)
    for table in tables:
        out += table.values[tuple(codes[:, issue] for issue in table.scope)]
    return out


class _Same:
    """Tables as a key of a cache that compares by identity: hashing thousands of tables takes long."""

    __slots__ = ("tables",)

    def __init__(self, tables: tuple[Table, ...]) -> None:
        self.tables = tables

    def __hash__(self) -> int:
        return id(self.tables)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.tables is self.tables


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Tables as what each option adds to the first option of its issue, alone and beside each other option.

    First options are in the ``constant``. All of them have row and column 0, which are noughts, and each
    other option has its own: with two options an issue, a quarter of the products. ``matrix[c, d]`` is what
    options c and d add together, ``matrix[c, c]`` what c adds alone. ``issues`` are those that tables look
    at, and ``firsts`` the row of the second option of each.
    """

    issues: Integers
    firsts: Integers
    matrix: NDArray[np.float64]
    constant: int

    def worth(self, codes: Codes) -> Integers:
        """Return the utility of packages, (packages,), as a quadratic form of their indicator vectors."""
        # Each package is a row of noughts with a 1 at each option it holds.
        cells = np.zeros((len(codes), len(self.matrix)), dtype=np.float64)
        held = codes[:, self.issues]
        columns = np.where(held > 0, self.firsts + held - 1, 0)
        cells[np.arange(len(codes))[:, np.newaxis], columns] = 1.0
        total = ((cells @ self.matrix) * cells).sum(axis=1)
        return np.asarray(total.astype(np.int64) + self.constant)


def _wide(tables: tuple[Table, ...]) -> bool:
    """Return whether a table holds integers of any size, as objects."""
    return any(table.values.dtype == object for table in tables)


@lru_cache(maxsize=32)
def _known(same: _Same) -> tuple[bool, _Pairs | None]:
    """Return whether many tables are wide, and their matrix if they have one.

    The key holds the tables, so that no others can have their identity while they are kept.
    """
    wide = _wide(same.tables)
    return wide, None if wide else _pairs(same.tables)


def _pairs(tables: tuple[Table, ...]) -> _Pairs | None:
    """Return the matrix of tables over at most two issues each; None if sums could pass 2**53."""
    if any(len(table.scope) > 2 for table in tables):
        return None
    issues = 1 + max(max(table.scope, default=0) for table in tables)
    dims = np.ones(issues, dtype=np.int64)
    for table in tables:
        for axis, issue in enumerate(table.scope):
            dims[issue] = max(int(dims[issue]), table.values.shape[axis])
    firsts = 1 + np.cumsum(dims - 1) - (dims - 1)
    matrix = np.zeros((1 + int((dims - 1).sum()),) * 2)
    constant = reach = 0
    for table in tables:
        values = table.values
        # what two options add together is a sum of four entries
        reach += 4 * int(np.abs(values).max())
        constant += int(values.flat[0])
        places = [firsts[i] + np.arange(n - 1) for i, n in zip(table.scope, values.shape, strict=True)]
        alone = [values[:, 0], values[0]] if len(places) == 2 else [values] * len(places)
        for own, added in zip(places, alone, strict=True):
            matrix[own, own] += added[1:] - added[0]
        if len(places) == 2:
            beside = values[1:, 1:] - values[1:, :1] - values[:1, 1:] + values[0, 0]
            matrix[np.ix_(*places)] += beside
    used = np.flatnonzero(dims > 1)
    return _Pairs(used, firsts[used], matrix, constant) if reach < LARGEST else None
