"""Shares: in how many drawn preferences a party accepts each package, for all packages at once.

The issues are cut into two halves with about as many combinations each. A profile's utilities are then one
outer sum of two short rows, which stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.space.graph.contexts import spread
from goodoffices.space.graph.packages import feasible
from goodoffices.space.graph.space import Agenda, Codes, Integers, Scope

Floats = NDArray[np.float64]
MOST = 500_000
"""Packages listed at the most: with 10,000 profiles of two parties, a quarter of a minute."""
AT_ONCE = 2_000_000
"""Utilities computed at once, in 64 bits: they take 16 MB."""
FINE = 1e-6
"""Share of the largest number within which a utility counts as equal to the reservation value: sums are
made in 32 bits, whose own errors are a tenth of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Drawn preferences of a party; a single profile if they are exact.

    Attributes:
        cells: worth of each option, issue after issue, (profiles, options of all issues).
        floor: reservation values, (profiles,).
        together: exact tables over several issues, each with its scope.
    """

    cells: Floats
    floor: Floats
    together: tuple[tuple[Scope, Floats], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Shares of the feasible packages, in lexicographic order.

    Attributes:
        codes: option codes, (packages, issues).
        own: share of each party's profiles that accept, (batches, parties, packages).
        nash: how many joint profiles have the package as their Nash package, (packages,).
        open: how many joint profiles of a batch have a package that all accept, (batches,).
        profiles: joint profiles in a batch.
    """

    codes: Codes
    own: Floats
    nash: Integers
    open: Integers
    profiles: int

    @property
    def joint(self) -> Floats:
        """Share of profiles in which all accept, (batches, packages): parties are drawn independently."""
        return np.asarray(self.own.prod(axis=1))


def shares(agenda: Agenda, drawn: Sequence[Drawn], batches: int) -> Shares:
    """Return the shares of all feasible packages.

    Args:
        agenda: issues, options and linkages.
        drawn: each party's profiles: as many for each, a multiple of ``batches``, or one.
        batches: number of batches, which lie one after another.

    Raises:
        UsageError: there are more than :data:`MOST` packages.
    """
    total = prod(agenda.dims)
    if total > MOST:
        raise UsageError(f"{agenda.case} has {total:,} packages, more than the {MOST:,} listed.")
    many = max(len(one.floor) for one in drawn)
    size = many // batches if many > 1 else 1
    sums = [_Sums(agenda.dims, one) for one in drawn]
    left, right = sums[0].shape
    grid = np.indices(agenda.dims, dtype=np.int64).reshape(len(agenda.dims), -1).T
    flat = feasible(agenda, grid)
    allowed = flat.reshape(left, right)
    linked = not allowed.all()
    # Exact preferences have the same answers in every profile: reckoned once, in 64 bits.
    steady = [
        own.accepted(0) if len(one.floor) == 1 else None for own, one in zip(sums, drawn, strict=True)
    ]
    counts = np.zeros((batches, len(drawn), left, right), dtype=np.int32)
    nash = np.zeros(left * right, dtype=np.int64)
    opened = np.zeros(batches, dtype=np.int64)
    gains = np.empty((left, right), dtype=np.float32)
    product, fits, joint = (
        np.empty_like(gains),
        np.empty(gains.shape, np.bool_),
        np.empty(gains.shape, np.bool_),
    )
    for batch in range(batches):
        tally = [np.zeros((left, right), dtype=np.uint8) for _ in drawn]
        for number in range(size):
            k = batch * size + number if many > 1 else 0
            joint[:] = allowed
            for party, own in enumerate(sums):
                own.gains(k, gains)
                accepts = steady[party]
                if accepts is None:
                    np.greater_equal(gains, -own.fine, out=fits)
                    tally[party] += fits.view(np.uint8)
                    joint &= fits
                else:
                    joint &= accepts
                # A party below its reservation value takes the product to 0, whatever the others gain.
                np.maximum(gains, 0.0, out=gains)
                if party:
                    product *= gains
                else:
                    product[:] = gains
            # The tally is of single bytes, which is quicker and holds 255; it is emptied in time.
            if number % 255 == 254 or number == size - 1:
                for party, one in enumerate(tally):
                    counts[batch, party] += one
                    one[:] = 0
            # Forbidden packages have no product; without linkages the pass over all is spared.
            if linked:
                product *= allowed
            best = int(product.argmax())
            if product.flat[best] > 0:
                nash[best] += 1
            opened[batch] += bool(joint.any())
    for party, accepts in enumerate(steady):
        if accepts is not None:
            counts[:, party] = accepts * size
    own_shares = counts.reshape(batches, len(drawn), -1)[:, :, flat] / size
    return Shares(np.ascontiguousarray(grid[flat]), own_shares, nash[flat], opened, size)


def accepted(dims: Sequence[int], one: Drawn, codes: Codes) -> NDArray[np.bool_]:
    """Return which profiles accept which packages, (profiles, packages)."""
    fine = 1e-9 * _scale(one)
    out = np.empty((len(one.floor), len(codes)), dtype=np.bool_)
    rows = max(1, AT_ONCE // max(1, len(codes)))
    for at in range(0, len(out), rows):
        part = Drawn(one.cells[at : at + rows], one.floor[at : at + rows], one.together)
        out[at : at + rows] = utilities(dims, part, codes) >= part.floor[:, None] - fine
    return out


def utilities(dims: Sequence[int], one: Drawn, codes: Codes) -> Floats:
    """Return the utility of packages, (packages, issues), in each profile, (profiles, packages)."""
    firsts = np.cumsum([0, *dims[:-1]])
    out = np.zeros((len(one.floor), len(codes)))
    for issue, first in enumerate(firsts):
        out += one.cells[:, first + codes[:, issue]]
    for scope, values in one.together:
        out += values[tuple(codes[:, issue] for issue in scope)]
    return out


def _scale(one: Drawn) -> float:
    """Return the largest number that a utility of a party may have, so that errors have a measure."""
    reach = float(np.abs(one.cells).max(initial=0.0)) + float(np.abs(one.floor).max(initial=0.0))
    return reach + sum(float(np.abs(values).max()) for _, values in one.together) + 1e-300


class _Sums:
    """Utilities of a party less its reservation value, over (left half of issues, right half)."""

    def __init__(self, dims: Sequence[int], one: Drawn) -> None:
        # The sum of both halves' lengths is what is computed anew for each profile.
        cut = min(range(len(dims) + 1), key=lambda at: prod(dims[:at]) + prod(dims[at:]))
        self.shape = prod(dims[:cut]), prod(dims[cut:])
        firsts = np.cumsum([0, *dims])
        self.single = len(one.floor) == 1
        self.fine = np.float32(FINE * _scale(one))
        self._one = one
        self._halves = [
            [one.cells[:, firsts[i] : firsts[i + 1]] for i in part]
            for part in (range(cut), range(cut, len(dims)))
        ]
        self._table: NDArray[np.float32] | None = None
        self._exact: Floats | None = None
        if one.together:
            grid = np.zeros(tuple(dims))
            for scope, values in one.together:
                grid += spread(scope, values, tuple(range(len(dims))))
            self._exact = grid.reshape(self.shape)
            self._table = self._exact.astype(np.float32)

    def gains(self, k: int, out: NDArray[np.float32]) -> None:
        """Write the utility of every package less the reservation value in a profile to ``out``."""
        k = 0 if self.single else k
        # The reservation value is taken off the short row, not off each package.
        left = (self._half(0, k) - self._one.floor[k]).astype(np.float32)
        np.add(left[:, None], self._half(1, k).astype(np.float32)[None, :], out=out)
        if self._table is not None:
            out += self._table

    def accepted(self, k: int) -> NDArray[np.bool_]:
        """Return which packages a profile accepts, in 64 bits."""
        total = np.add.outer(self._half(0, k), self._half(1, k))
        if self._exact is not None:
            total += self._exact
        return np.asarray(total >= self._one.floor[k] - 1e-9 * _scale(self._one))

    def _half(self, side: int, k: int) -> Floats:
        """Return the utility of each combination of a half of the issues."""
        total = np.zeros(1)
        for cells in self._halves[side]:
            total = (total[:, None] + cells[k]).ravel()
        return total
