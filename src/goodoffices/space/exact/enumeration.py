"""Packages gone through block by block, for their frontier or their zone: where a space is nearly one table.

Of each block what a few points of the front so far dominate is dropped first, which is nearly all of it
once the front is any good; the rest waits until there is enough of it to be merged with the front.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import spread, widest_span
from goodoffices.space.graph.packages import size
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.regrets.columns import Columns, in_order, starts_of_equal

NEARLY_ONE_TABLE = 8
"""Where a step of the elimination alone meets more than one in so many packages, all are gone through."""
GONE_THROUGH = 1 << 27
BLOCK = 1 << 16
WAITING = 1 << 18
GUARDS = 6
"""How many points of the front each block is held against before anything is sorted."""


def nearly_one_table(space: Space) -> bool:
    """Whether going through all packages is about as quick as one step of an elimination."""
    return size(space) <= min(NEARLY_ONE_TABLE * widest_span(space), GONE_THROUGH)


class Unfinished(Exception):
    """Time was up, or somebody interrupted, before all packages were gone through.

    ``front`` holds the utilities, packages and counts of what is undominated among those before, and ``done``
    says how many that were.
    """

    def __init__(self, front: tuple[Integers, Codes, Integers], done: int) -> None:
        self.front, self.done = front, done
        super().__init__(f"{done:,} packages were gone through")


def listed_zone(space: Space, deadline: float | None = None) -> int | None:
    """How many feasible packages are at or above every reservation value, exactly.

    None where the ``deadline`` (of ``time.monotonic``) passes first.
    """
    many = 0
    for _, vectors, allowed in _blocks(space):
        if deadline is not None and monotonic() > deadline:
            return None
        inside = allowed
        for column, least in zip(vectors, space.reservations, strict=True):
            inside &= column >= least
        many += int(np.count_nonzero(inside))
    return many


def listed_frontier(space: Space, deadline: float | None = None) -> tuple[Integers, Codes, Integers]:
    """Utilities (points, parties), the first package of each, and how many packages have it.

    Best first for the first party. Memory follows the block and the front, not the packages.

    Raises:
        Unfinished: the ``deadline`` (of ``time.monotonic``) passes, or with one somebody interrupts.
    """
    front = _Front(len(space.parties))
    start = 0
    try:
        for start, vectors, allowed in _blocks(space):
            if deadline is not None and monotonic() > deadline:
                break
            front.hear(start, vectors, allowed)
        else:
            return _decoded(space, front)
    except KeyboardInterrupt:
        if deadline is None:
            raise
    raise Unfinished(_decoded(space, front), start)


def _decoded(space: Space, front: _Front) -> tuple[Integers, Codes, Integers]:
    utilities, numbers, counts = front.settled()
    codes = np.zeros((len(numbers), len(space.dims)), dtype=np.int64)
    if space.dims:
        codes[:] = np.stack(np.unravel_index(numbers, space.dims), axis=1)
    return utilities, codes, counts


def _blocks(space: Space) -> Iterator[tuple[int, list[Integers], NDArray[np.bool_]]]:
    """Packages in lexicographic order: a block's first number, utilities party by party, what may stand."""
    dims = space.dims
    split = len(dims)
    while split and prod(dims[split - 1 :]) <= BLOCK:
        split -= 1
    inner = tuple(range(split, len(dims)))
    shape = [dims[issue] for issue in inner]
    for number, fixed in enumerate(product(*map(range, dims[:split]))):
        sums = []
        for tables in space.tables:
            total = np.zeros(shape, dtype=np.int64)
            for table in tables:
                total += _inside(table.scope, table.values, fixed, inner)
            sums.append(total.reshape(-1))
        fine = np.ones(shape, dtype=np.bool_)
        for rule in space.rules:
            fine &= _inside(rule.scope, rule.allowed, fixed, inner)
        yield number * prod(shape), sums, fine.reshape(-1)


def _inside(
    scope: tuple[int, ...], values: np.ndarray, fixed: tuple[int, ...], inner: tuple[int, ...]
) -> np.ndarray:
    """A table with the first issues settled, its axes those of the others."""
    settled = values[tuple(fixed[issue] if issue < len(fixed) else slice(None) for issue in scope)]
    return spread(tuple(issue for issue in scope if issue >= len(fixed)), settled, inner)


@dataclass(slots=True)
class _Front:
    """The undominated vectors so far with the first package and the number of packages of each.

    Rows are laid out as for ``Columns``: a column of noughts, then losses, here utilities below nought.
    """

    parties: int
    rows: Integers = field(init=False)
    numbers: Integers = field(init=False)
    counts: Integers = field(init=False)
    guards: Integers = field(init=False)
    waiting: list[tuple[Integers, Integers]] = field(default_factory=list)
    waits: int = 0

    def __post_init__(self) -> None:
        self.rows = np.zeros((0, 1 + self.parties), dtype=np.int64)
        self.numbers = self.counts = np.zeros(0, dtype=np.int64)
        self.guards = np.zeros((0, self.parties), dtype=np.int64)

    def hear(self, start: int, vectors: list[Integers], allowed: NDArray[np.bool_]) -> None:
        """A block of packages: ``vectors`` (parties, each (packages,)), numbered from ``start`` on."""
        alive = allowed.copy()
        for guard in self.guards:
            beaten = np.ones(len(alive), dtype=np.bool_)
            same = np.ones(len(alive), dtype=np.bool_)
            for column, most in zip(vectors, guard, strict=True):
                beaten &= column <= most
                same &= column == most
            alive &= ~beaten | same
        places = np.flatnonzero(alive)
        if not len(places):
            return
        rows = np.zeros((len(places), 1 + self.parties), dtype=np.int64)
        for party, column in enumerate(vectors):
            rows[:, 1 + party] = -column[places]
        self.waiting.append((rows, places + start))
        self.waits += len(places)
        if not len(self.guards) or self.waits >= max(WAITING, len(self.rows)):
            self._merge()

    def settled(self) -> tuple[Integers, Integers, Integers]:
        """The utilities, package numbers and counts of everything heard."""
        self._merge()
        return -self.rows[:, 1:], self.numbers, self.counts

    def _merge(self) -> None:
        rows = np.concatenate([self.rows, *(rows for rows, _ in self.waiting)])
        numbers = np.concatenate([self.numbers, *(numbers for _, numbers in self.waiting)])
        counts = np.ones(len(numbers), dtype=np.int64)
        counts[: len(self.counts)] = self.counts
        self.waiting, self.waits = [], 0
        order = in_order(rows)  # of equal vectors the first package comes first
        rows, numbers, counts = rows[order], numbers[order], counts[order]
        starts = starts_of_equal(rows)
        if len(starts):
            counts = np.add.reduceat(counts, starts)
        rows, numbers = rows[starts], numbers[starts]
        keep = Columns((0,) * self.parties).undominated(rows)
        self.rows, self.numbers, self.counts = rows[keep], numbers[keep], counts[keep]
        self.guards = _even(-self.rows[:, 1:])


def _even(points: Integers) -> Integers:
    """A few points that should dominate much: the best sums of shares, with different weights."""
    if not len(points):
        return points
    shares = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1)
    parties = points.shape[1]
    weights = np.concatenate(
        (np.ones((1, parties)), np.eye(parties) + 1 / parties, np.eye(parties) + 1)
    )
    best = [int((shares @ weight).argmax()) for weight in weights]
    middle = [int(shares.min(axis=1).argmax())]
    return points[list(dict.fromkeys(middle + best))[:GUARDS]]
