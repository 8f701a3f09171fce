"""How much work a frontier would be, from the factor graph alone, before anything is started."""

from __future__ import annotations

from math import prod

import numpy as np

from goodoffices.space.exact.elimination import MOST_CONTEXTS, elimination_order, widest_span
from goodoffices.space.graph.space import Space

MUCH = 300_000_000
"""More candidates than this may take minutes."""


def predicted(space: Space) -> int:
    """At most so many candidate sums are looked at when issues are eliminated one by one.

    At each issue: the combinations of it and the issues around it, times how many undominated sums the
    parts that meet there can have. Those are no more than the packages of the part, nor than what the
    parties' ranges leave room for: two undominated sums are never the same for all parties but one, so
    that the product of all ranges but the widest bounds them. An upper bound, often far above what happens.
    """
    steps = [_step(space, party) for party in range(len(space.parties))]
    held: list[tuple[set[int], int, tuple[int, ...]]] = []
    for party, tables in enumerate(space.tables):
        for table in tables:
            span = int(np.ptp(table.values)) // steps[party] if table.values.size else 0
            room = tuple(span if other == party else 0 for other in range(len(space.parties)))
            held.append((set(table.scope), 1, room))
    nothing = (0,) * len(space.parties)
    held += [(set(rule.scope), 1, nothing) for rule in space.rules]
    work = 0
    for issue in elimination_order(space.dims, [tuple(sorted(scope)) for scope, _, _ in held]):
        here = [entry for entry in held if issue in entry[0]]
        held = [entry for entry in held if issue not in entry[0]]
        span_issues = set().union(*(scope for scope, _, _ in here), {issue})
        contexts = prod(space.dims[i] for i in span_issues)
        sums, room = 1, nothing
        for _, many, own in here:
            room = tuple(a + b for a, b in zip(room, own, strict=True))
            sums *= many
        work += contexts * sums
        held.append((span_issues - {issue}, min(sums * space.dims[issue], _most(room)), room))
    sums, room = 1, nothing
    for _, many, own in held:
        room = tuple(a + b for a, b in zip(room, own, strict=True))
        work += sums * many
        sums = min(sums * many, _most(room))
    return work


def takes_long(space: Space) -> bool:
    """Whether a frontier may take minutes: much predicted work, or issues too entangled to eliminate."""
    return predicted(space) > MUCH or widest_span(space) >= MOST_CONTEXTS


def _most(room: tuple[int, ...]) -> int:
    """How many undominated sums fit in ranges."""
    return prod(span + 1 for span in sorted(room)[:-1])


def _step(space: Space, party: int) -> int:
    """The largest number that every difference in a party's tables is a multiple of, 1 at the least."""
    parts = [int(np.gcd.reduce((t.values - t.values.min()).ravel())) for t in space.tables[party]]
    return max(1, int(np.gcd.reduce(parts))) if parts else 1
