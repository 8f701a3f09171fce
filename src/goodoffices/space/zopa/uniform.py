"""Feasible packages drawn uniformly, and how many there are: counts go up the elimination, draws down."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import elimination_order, spread, widest_of
from goodoffices.space.exact.recover_packages import numbers
from goodoffices.space.graph.space import Codes, Space

MOST_COUNTED = 1 << 24
"""So many combinations of options at one step of the count are the most that memory should hold."""


def countable(space: Space) -> bool:
    """Whether feasible packages can be counted, and drawn each as likely: linkages are not too entangled."""
    scopes = [rule.scope for rule in space.rules]
    return widest_of(space.dims, scopes) <= MOST_COUNTED


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """An issue, the issues its counts depend on, and its counts: contexts of the scope by its options."""

    issue: int
    scope: tuple[int, ...]
    ways: NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Sampler:
    """Draws feasible packages of a space that is :func:`countable`; ``feasible`` is how many there are."""

    dims: tuple[int, ...]
    steps: tuple[_Step, ...]
    feasible: int

    @classmethod
    def of(cls, space: Space) -> Sampler:
        """Count, for each context of each issue, the packages below: whole numbers of any size."""
        dims = space.dims
        held: list[tuple[tuple[int, ...], NDArray[np.object_]]] = [
            (rule.scope, rule.allowed.astype(np.int64).astype(object)) for rule in space.rules
        ]
        steps = []
        total = 1
        for issue in elimination_order(dims, [rule.scope for rule in space.rules]):
            here = [entry for entry in held if issue in entry[0]]
            held = [entry for entry in held if issue not in entry[0]]
            scope = tuple(sorted(set().union(*(entry[0] for entry in here)) - {issue})) if here else ()
            span = (*scope, issue)
            ways = np.ones([dims[i] for i in span], dtype=object)
            for known, values in here:
                ways = ways * spread(known, values, span)
            flat = ways.reshape(prod(dims[i] for i in scope), dims[issue])
            steps.append(_Step(issue, scope, flat))
            below = flat.sum(axis=1)
            if scope:
                held.append((scope, below.reshape([dims[i] for i in scope])))
            else:
                total *= int(below[0])
        return cls(dims, tuple(steps), total)

    def draw(self, many: int, seed: int) -> Codes:
        """``many`` packages, (many, issues), each feasible one as likely; none where none is feasible.

        Chances are 64-bit floats of the exact counts: off by less than one part in 10**13.
        """
        rows = np.zeros((many if self.feasible else 0, len(self.dims)), dtype=np.int64)
        draws = np.random.Generator(np.random.Philox(seed))
        for step in reversed(self.steps):
            totals = step.ways.sum(axis=1)
            shares = np.array(
                [
                    [float(w / t) if t else 0.0 for w in row]
                    for row, t in zip(step.ways, totals, strict=True)
                ]
            ).reshape(step.ways.shape)
            edges = np.cumsum(shares, axis=1)
            place = numbers(step.scope, rows, self.dims)
            drawn = draws.random(len(rows))[:, None]
            chosen = (edges[place] <= drawn).sum(axis=1)
            last = step.ways.shape[1] - 1 - (shares[:, ::-1] > 0).argmax(axis=1)
            rows[:, step.issue] = np.minimum(chosen, last[place])
        return rows
