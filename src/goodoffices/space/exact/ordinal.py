"""Ranks in place of numbers that 64 bits do not hold: the same frontier, ties and zone, in small integers.

Nothing about a frontier, a tie or a zone depends on how far utilities lie apart, only on which of them is
larger. So the packages of a wide space are put in order for each such party, exactly, and its tables are
replaced by a single table of ranks over all issues. All the rest of the package then works with it as with
any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import gcd, prod

import numpy as np

from goodoffices.space.graph.compile import rounded
from goodoffices.space.graph.contexts import context_numbers, spread
from goodoffices.space.graph.space import Codes, Integers, Scope, Space, Table

RANKED = 1 << 20
"""Packages up to which they are put in order: about a quarter of a second for each party."""
CELLS = 1 << 24
"""Ranks of all parties together, at the most: tables of 128 MB."""
SUM_BITS = 62
"""Bits of a sum at the most: 64, less the sign and a bit for the difference of two sums."""
FEW = 8
"""A sum over all packages is as quick as one over this part of them, which needs their options first."""


@lru_cache(maxsize=1)
def in_64_bits(space: Space) -> Space:
    """Return a space of 64-bit integers: the space itself, or one of ranks, or a rounded one if too large."""
    if not space.wide:
        return space
    return ordinal(space)[0] if ranked(space) else rounded(space)


def ranked(space: Space) -> bool:
    """Return true if a wide space has so few packages that they are put in order."""
    many = prod(space.dims)
    return many <= RANKED and many * len(space.wide_parties) <= CELLS


def ordinal(
    space: Space, limits: Sequence[Sequence[int]] | None = None
) -> tuple[Space, list[list[int]]]:
    """Return the space with ranks in place of Python's integers, and the rank of each party's limits.

    A package has the rank of a limit, or a higher one, exactly if its utility is the limit or more. Equal
    utilities have equal ranks. ``limits`` are of all parties; by default each has its reservation value.
    """
    if limits is None:
        limits = [[int(limit)] for limit in space.reservations]
    tables, scales = list(space.tables), list(space.scales)
    found = [list(own) for own in limits]
    # NumPy has room for few axes, and an issue without a choice moves no rank.
    scope = tuple(issue for issue, dim in enumerate(space.dims) if dim > 1)
    for party in space.wide_parties:
        values, found[party] = _ranks(space, space.tables[party], scope, limits[party])
        tables[party], scales[party] = (Table(scope, values),), Fraction(1)
    reservations = [own[0] if own else 0 for own in found]
    # Each limit that 64 bits do not hold is that of a party whose utilities they do not hold either.
    ranks = replace(
        space,
        tables=tuple(tables),
        scales=tuple(scales),
        reservations=np.array(reservations, dtype=np.int64),
    )
    return ranks, found


def _ranks(
    space: Space, tables: Sequence[Table], scope: Scope, limits: Sequence[int]
) -> tuple[Integers, list[int]]:
    """Return the ranks of all packages, (options of each issue of ``scope``), and the ranks of limits."""
    dims = tuple(space.dims[issue] for issue in scope)
    many = prod(dims)
    parts, least = _parts(tables, space.dims)
    # Scales of decimals leave large common factors, and each is digits that need not be looked at.
    common = gcd(*(value for part in parts for value in part.values)) or 1
    parts = [replace(part, values=[value // common for value in part.values]) for part in parts]
    top = sum(max(part.values) for part in parts)
    # A limit between two multiples of the divisor is met from the higher one on.
    own = [min(max(0, -((least - limit) // common)), top + 1) for limit in limits]
    order = _InOrder(many + len(own), len(parts))
    for shift in order.shifts((top + 1).bit_length()):
        order.settle(_digits(parts, own, shift, order, scope, dims), shift)
        # Most packages are told apart by their first digits.
        if not len(order.rows):
            break
    return order.ranks[:many].reshape(dims), order.ranks[many:].tolist()


@dataclass(frozen=True, slots=True)
class _Part:
    """A table as a list of Python's integers, the smallest of them 0, over issues with several options."""

    scope: Scope
    shape: tuple[int, ...]
    values: list[int]


def _parts(tables: Sequence[Table], dims: Sequence[int]) -> tuple[list[_Part], int]:
    """Return the tables whose entries differ, each less its smallest entry, and the sum of these entries."""
    parts, least = [], 0
    for table in tables:
        values = [int(value) for value in table.values.ravel().tolist()]
        low = min(values)
        least += low
        if max(values) > low:
            scope = tuple(issue for issue in table.scope if dims[issue] > 1)
            shape = tuple(dims[issue] for issue in scope)
            parts.append(_Part(scope, shape, [value - low for value in values]))
    return parts, least


def _digits(
    parts: Sequence[_Part],
    limits: Sequence[int],
    shift: int,
    order: _InOrder,
    scope: Scope,
    dims: tuple[int, ...],
) -> Integers:
    """Return for each row in question the sum of its entries' digits from the bit ``shift`` on, (rows,)."""
    many, mask = prod(dims), (1 << order.bits) - 1
    digits = [
        np.array([value >> shift & mask for value in part.values], dtype=np.int64) for part in parts
    ]
    own = np.array([limit >> shift & mask for limit in limits], dtype=np.int64)
    packages = order.rows[order.rows < many]
    out = np.zeros(len(order.rows), dtype=np.int64)
    if len(packages) * FEW >= many:
        total = np.zeros(dims, dtype=np.int64)
        for part, column in zip(parts, digits, strict=True):
            total += spread(part.scope, column.reshape(part.shape), scope)
        out[order.rows < many] = total.ravel()[packages]
    elif len(packages):
        codes: Codes = np.stack(np.unravel_index(packages, dims), axis=1)
        place = {issue: number for number, issue in enumerate(scope)}
        for part, column in zip(parts, digits, strict=True):
            axes = tuple(place[issue] for issue in part.scope)
            out[order.rows < many] += column[context_numbers(axes, codes, dims)]
    out[order.rows >= many] = own[order.rows[order.rows >= many] - many]
    return out


class _InOrder:
    """Rows that are put in order from their first digits on; those that may still be equal stay in question.

    Sums of digits are not digits: what is left of each of the ``parts`` may add up to less than a unit for
    each of them. So two rows are told apart once they differ by as many units as there are parts.

    ``rows`` are in question, in order so far. ``starts`` is the place in the order of the first row of each
    row's group, ``slots`` the places that the rows take, ``ahead`` by how many units a row is ahead of the
    first of its group. ``ranks`` holds for each row the place of the first row that may be equal to it.
    """

    def __init__(self, many: int, parts: int) -> None:
        self.parts = max(1, parts)
        self.bits = SUM_BITS - (many * self.parts).bit_length()
        self.ranks = np.zeros(many, dtype=np.int64)
        self.rows = np.arange(many)
        self.slots = np.arange(many)
        self.starts = np.zeros(many, dtype=np.int64)
        self.ahead = np.zeros(many, dtype=np.int64)

    def shifts(self, bits: int) -> range:
        """Return the first bit of each group of digits of numbers of so many bits, the highest first."""
        return range((bits - 1) // self.bits * self.bits, -1, -self.bits)

    def settle(self, digits: Integers, shift: int) -> None:
        """Order the rows in question by further digits, and drop those whose place is then certain."""
        ahead = (self.ahead << self.bits) + digits
        # Sorting is what takes long, and rows that stand right already need none.
        falls = (self.starts[1:] == self.starts[:-1]) & (ahead[1:] < ahead[:-1])
        if falls.any():
            order = np.lexsort((ahead, self.starts))
            self.rows, ahead = self.rows[order], ahead[order]
        # After the last digits nothing is left that could make up for a difference.
        certain = self.parts if shift else 1
        first = np.ones(len(self.rows), dtype=np.bool_)
        first[1:] = (self.starts[1:] != self.starts[:-1]) | (ahead[1:] - ahead[:-1] >= certain)
        group = np.cumsum(first) - 1
        self.starts = self.slots[first][group]
        self.ranks[self.rows] = self.starts
        self.ahead = ahead - ahead[first][group]
        open_ = ~(first & np.append(first[1:], True))
        self.rows, self.slots = self.rows[open_], self.slots[open_]
        self.starts, self.ahead = self.starts[open_], self.ahead[open_]
