"""Predicted work of an elimination, from the factor graph alone, before anything is started."""

from __future__ import annotations

from math import gcd, prod

import numpy as np

from goodoffices.space.graph.contexts import contexts_over
from goodoffices.space.graph.space import Space, Table
from goodoffices.space.plan.order import Buckets, Order

MUCH = 300_000_000
"""Candidate sums from which on an elimination may take minutes: pruning takes 80 to 300 ns for each."""

Ranges = tuple[int, ...]
"""For each party the number of different losses, less 1, that the tables below can cause."""


def predicted_work(space: Space, order: Order) -> int:
    """Return an upper bound on the candidate sums that eliminating all issues looks at.

    A step looks at each context of its span times the undominated sums of each message that meets there. A
    message has no more of them than there are packages below it, nor than the parties' ranges leave room for:
    two undominated sums differ for at least two parties, so the product of all ranges but the largest
    bounds them. The bound is often far above the work that is then needed.
    """
    divisors = [_common_divisor(space, party) for party in range(len(space.parties))]
    nothing = (0,) * len(space.parties)
    waiting: Buckets[tuple[int, Ranges]] = Buckets(order)
    for party, tables in enumerate(space.tables):
        for table in tables:
            span = _span(table) // divisors[party]
            # Losses are multiples of the divisor, so that a coarse scale leaves room for fewer sums.
            ranges = tuple(span if other == party else 0 for other in range(len(space.parties)))
            waiting.put(table.scope, (1, ranges))
    work = 0
    for step in order:
        meeting = waiting.of(step)
        sums = prod(below for below, _ in meeting)
        ranges = _added(nothing, *(own for _, own in meeting))
        work += contexts_over(step.span, space.dims) * sums
        # The message has at most so many sums in each context, for two different reasons.
        below = min(sums * space.dims[step.issue], _most_undominated(ranges))
        waiting.put(step.scope, (below, ranges))
    sums, ranges = 1, nothing
    for below, own in waiting.rest:
        work += sums * below
        ranges = _added(ranges, own)
        sums = min(sums * below, _most_undominated(ranges))
    return work


def _added(*ranges: Ranges) -> Ranges:
    """Return the ranges of sums, party by party."""
    return tuple(map(sum, zip(*ranges, strict=True)))


def _most_undominated(ranges: Ranges) -> int:
    """Return how many sums can be undominated among all that fit in the ranges."""
    return prod(span + 1 for span in sorted(ranges)[:-1])


def _common_divisor(space: Space, party: int) -> int:
    """Return the largest number that divides every difference within a table of a party; at least 1."""
    parts = [int(np.gcd.reduce((t.values - t.values.min()).ravel())) for t in space.tables[party]]
    return max(1, gcd(*parts))


def _span(table: Table) -> int:
    """Return the largest less the smallest entry of a table: numpy.ptp takes 64-bit integers only."""
    return int(table.values.max()) - int(table.values.min()) if table.values.size else 0
