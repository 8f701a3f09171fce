"""Slow, obvious versions of the kernels, to check by eye; tests compare the fast versions with them."""

from __future__ import annotations

from collections import Counter
from itertools import product

from goodoffices.space.graph.space import Space

Vector = tuple[int, ...]
Row = tuple[int, ...]


def all_packages(space: Space) -> list[Row]:
    """Return every feasible package, in lexicographic order."""
    return [row for row in product(*map(range, space.dims)) if allowed(space, row)]


def allowed(space: Space, row: Row) -> bool:
    """Return true if a package keeps every hard linkage."""
    return all(rule.allowed[tuple(row[i] for i in rule.scope)] for rule in space.rules)


def utilities(space: Space, row: Row) -> Vector:
    """Return a package's integer utilities, party by party."""
    return tuple(
        sum(int(table.values[tuple(row[i] for i in table.scope)]) for table in tables)
        for tables in space.tables
    )


def dominates(one: Vector, other: Vector) -> bool:
    """Return true if the first vector is at least as good for every party, and not equal."""
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def frontier(space: Space) -> dict[Vector, int]:
    """Return the distinct undominated utility vectors and the number of packages that have each."""
    counts = Counter(utilities(space, row) for row in all_packages(space))
    return {
        vector: count
        for vector, count in counts.items()
        if not any(dominates(other, vector) for other in counts)
    }


def zopa(space: Space) -> list[Row]:
    """Return the feasible packages at or above every reservation value."""
    limits = [int(limit) for limit in space.reservations]
    return [
        row
        for row in all_packages(space)
        if all(u >= r for u, r in zip(utilities(space, row), limits, strict=True))
    ]
