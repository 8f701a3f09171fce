"""All packages block by block, for their frontier or their number: for a space that is nearly a single table.

Of each block, the packages that a few points of the front so far dominate are dropped first, which is
nearly all of them once the front is any good; the rest waits until there is enough of it to be merged
with the front.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.contexts import shape_over, spread
from goodoffices.space.graph.space import Codes, Integers, Scope, Space
from goodoffices.space.regrets.columns import Columns

BLOCK = 1 << 16
"""Packages of a block: 512 KB for each party, which stays in the processor's cache."""
WAITING = 1 << 18
"""Packages that wait to be merged with the front, at the least: a sort of so many takes about 20 ms."""
GUARDS = 6
"""Points of the front that each block is compared with before anything is sorted."""
OFTEN = 2.0
"""Seconds between two partial fronts: merging takes about 1% of that."""


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """Undominated vectors among the first ``done`` packages; ``finished`` if those are all packages.

    ``utilities`` (points, parties) are best first for the first party, ``packages`` (points, issues) hold the
    first package of each, ``counts`` (points,) the number of packages that have exactly these utilities.
    """

    utilities: Integers
    packages: Codes
    counts: Integers
    done: int
    finished: bool


def enumerated_fronts(space: Space, deadline: float | None = None) -> Iterator[Front]:
    """Yield the front so far every few seconds, and last the frontier, or the front at the deadline.

    Memory follows the block and the front, not the packages.

    Args:
        space: the packages.
        deadline: of ``time.monotonic``; None to go through all packages.
    """
    front = _Merging(len(space.parties))
    told = monotonic()
    for start, vectors, allowed in blocks(space):
        now = monotonic()
        if deadline is not None and now > deadline:
            yield front.settled(space, start, False)
            return
        if now > told + OFTEN:
            yield front.settled(space, start, False)
            told = now
        front.hear(start, vectors, allowed)
    yield front.settled(space, prod(space.dims), True)


def enumerated_zopa(space: Space, deadline: float | None = None) -> int | None:
    """Return the number of feasible packages at or above every reservation value, exactly.

    Returns None if the ``deadline`` (of ``time.monotonic``) passes first.
    """
    many = 0
    for _, vectors, allowed in blocks(space):
        if deadline is not None and monotonic() > deadline:
            return None
        inside = allowed
        for column, least in zip(vectors, space.reservations, strict=True):
            # Mask by mask: most packages fall out, but a mask is quicker than an index.
            inside &= column >= least
        many += int(np.count_nonzero(inside))
    return many


def blocks(space: Space) -> Iterator[tuple[int, list[Integers], NDArray[np.bool_]]]:
    """Yield blocks of packages in lexicographic order.

    Yields:
        The number of the block's first package; for each party the utilities of its packages, (packages,);
        and the mask of feasible packages, (packages,).
    """
    dims = space.dims
    # The last issues vary within a block, as many of them as fit; the first are fixed.
    split = len(dims)
    while split and prod(dims[split - 1 :]) <= BLOCK:
        split -= 1
    inner = tuple(range(split, len(dims)))  # the issues that vary within a block
    shape = shape_over(inner, dims)
    for number, fixed in enumerate(product(*map(range, dims[:split]))):
        utilities = []
        for tables in space.tables:
            total = np.zeros(shape, dtype=np.int64)
            for table in tables:
                total += _within_block(table.scope, table.values, fixed, inner)
            utilities.append(total.reshape(-1))
        allowed = np.ones(shape, dtype=np.bool_)
        for rule in space.rules:
            allowed &= _within_block(rule.scope, rule.allowed, fixed, inner)
        yield number * prod(shape), utilities, allowed.reshape(-1)


def _within_block(scope: Scope, values: np.ndarray, fixed: tuple[int, ...], inner: Scope) -> np.ndarray:
    """Return a table with the options of the first issues fixed and its other axes those of ``inner``."""
    known = values[tuple(fixed[issue] if issue < len(fixed) else slice(None) for issue in scope)]
    return spread(tuple(issue for issue in scope if issue >= len(fixed)), known, inner)


@dataclass(slots=True)
class _Merging:
    """The undominated vectors so far, with the number of the first package and the count of packages of each.

    Rows are laid out as in ``Columns``, with negative utilities in place of regrets.
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
        """Add a block of packages, numbered from ``start`` on: ``vectors`` as from ``_blocks``."""
        alive = allowed.copy()
        for guard in self.guards:
            beaten = np.ones(len(alive), dtype=np.bool_)
            same = np.ones(len(alive), dtype=np.bool_)
            for column, most in zip(vectors, guard, strict=True):
                beaten &= column <= most
                same &= column == most
            # Equal packages stay, because they are counted.
            alive &= ~beaten | same
        survivors = np.flatnonzero(alive)
        if not len(survivors):
            return
        rows = np.zeros((len(survivors), 1 + self.parties), dtype=np.int64)
        for party, column in enumerate(vectors):
            rows[:, 1 + party] = -column[survivors]
        self.waiting.append((rows, survivors + start))
        self.waits += len(survivors)
        # The first block is merged at once, so that the second already meets guards.
        if not len(self.guards) or self.waits >= max(WAITING, len(self.rows)):
            self._merge()

    def settled(self, space: Space, done: int, finished: bool) -> Front:
        """Return the front of every package heard."""
        self._merge()
        codes = np.zeros((len(self.numbers), len(space.dims)), dtype=np.int64)
        if space.dims:
            codes[:] = np.stack(np.unravel_index(self.numbers, space.dims), axis=1)
        return Front(-self.rows[:, 1:], codes, self.counts, done, finished)

    def _merge(self) -> None:
        layout = Columns((0,) * self.parties)
        rows = np.concatenate([self.rows, *(rows for rows, _ in self.waiting)])
        numbers = np.concatenate([self.numbers, *(numbers for _, numbers in self.waiting)])
        counts = np.ones(len(numbers), dtype=np.int64)
        counts[: len(self.counts)] = self.counts
        order, starts = layout.grouped(rows)  # of equal vectors the first package comes first
        if len(starts):
            counts = np.add.reduceat(counts[order], starts)
        first = order[starts]
        rows, numbers = rows[first], numbers[first]
        keep = layout.undominated(rows)
        self.rows, self.numbers, self.counts = rows[keep], numbers[keep], counts[keep]
        self.guards = _guards(-self.rows[:, 1:])
        self.waiting, self.waits = [], 0


def _guards(points: Integers) -> Integers:
    """Return a few points (points, parties) that should dominate much: the best by weighted sums."""
    if not len(points):
        return points
    shares = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1)
    parties = points.shape[1]
    weights = np.concatenate(
        (np.ones((1, parties)), np.eye(parties) + 1 / parties, np.eye(parties) + 1)
    )
    # Duplicates among the guards would be compared twice for nothing.
    best = [int((shares @ weight).argmax()) for weight in weights]
    middle = [int(shares.min(axis=1).argmax())]
    return points[list(dict.fromkeys(middle + best))[:GUARDS]]
