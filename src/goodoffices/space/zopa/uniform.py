"""Feasible packages drawn uniformly, and their number: counts go up the elimination, draws down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.contexts import (
    Dims,
    context_numbers,
    contexts_over,
    shape_over,
    spread,
)
from goodoffices.space.graph.space import Codes, Scope, Space
from goodoffices.space.plan.order import Buckets, Order, Step, elimination_order
from goodoffices.space.plan.width import width_of

MOST_COUNTED = 1 << 24
"""Width of the widest step that is still counted: more Python integers would not fit in memory."""


def countable(space: Space) -> bool:
    """Return true if feasible packages can be counted and drawn: linkages are not too entangled."""
    return _narrow(space, _order(space))


def _order(space: Space) -> Order:
    """Return the order of elimination by linkages alone; tables do not matter for feasibility."""
    return elimination_order(space.dims, [rule.scope for rule in space.rules])


def _narrow(space: Space, order: Order) -> bool:
    return width_of(space.dims, order) <= MOST_COUNTED


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """A step with the number of feasible packages below: ``ways`` (contexts of the step's scope, options)."""

    step: Step
    ways: NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Sampler:
    """Draws feasible packages of a :func:`countable` space; ``feasible`` is the number of them."""

    dims: Dims
    steps: tuple[_Counted, ...]
    feasible: int

    @classmethod
    def of(cls, space: Space) -> Sampler:
        """Return the sampler of a space, having counted its feasible packages exactly."""
        return cls._counted(space, _order(space))

    @classmethod
    def if_countable(cls, space: Space) -> Sampler | None:
        """Return the sampler of a space, or None if its linkages are too entangled to count."""
        order = _order(space)
        return cls._counted(space, order) if _narrow(space, order) else None

    @classmethod
    def _counted(cls, space: Space, order: Order) -> Sampler:
        dims = space.dims
        factors: Buckets[tuple[Scope, NDArray[np.object_]]] = Buckets(order)
        for rule in space.rules:
            factors.put(rule.scope, (rule.scope, rule.allowed.astype(np.int64).astype(object)))
        steps = []
        total = 1
        for step in order:
            # Python integers, because counts of fifty issues pass 64 bits.
            ways = np.ones(shape_over(step.span, dims), dtype=object)
            for scope, values in factors.of(step):
                ways = ways * spread(scope, values, step.span)
            flat = ways.reshape(contexts_over(step.scope, dims), dims[step.issue])
            steps.append(_Counted(step, flat))
            below = flat.sum(axis=1)  # (contexts,)
            if step.scope:
                factors.put(step.scope, (step.scope, below.reshape(shape_over(step.scope, dims))))
            else:
                total *= int(below[0])
        return cls(dims, tuple(steps), total)

    @property
    def total(self) -> int:
        """Number of packages that are drawn from."""
        return self.feasible

    def draw(self, many: int, seed: int) -> Codes:
        """Return packages drawn uniformly, (many, issues); none if no package is feasible.

        Probabilities are 64-bit floats of the exact counts: off by less than 1 in 10**13.
        """
        rows = np.zeros((many if self.feasible else 0, len(self.dims)), dtype=np.int64)
        draws = np.random.Generator(np.random.Philox(seed))
        # Backwards, so that the issues of each scope are drawn before the issue that depends on them.
        for counted in reversed(self.steps):
            step, ways = counted.step, counted.ways
            totals = ways.sum(axis=1)
            shares = np.array(
                [[float(w / t) if t else 0.0 for w in row] for row, t in zip(ways, totals, strict=True)]
            ).reshape(ways.shape)
            edges = np.cumsum(shares, axis=1)
            contexts = context_numbers(step.scope, rows, self.dims)  # (many,)
            chosen = (edges[contexts] <= draws.random(len(rows))[:, None]).sum(axis=1)
            # The last edge may be a little below 1: a draw above it takes the last possible option.
            last = ways.shape[1] - 1 - (shares[:, ::-1] > 0).argmax(axis=1)
            rows[:, step.issue] = np.minimum(chosen, last[contexts])
        return rows
