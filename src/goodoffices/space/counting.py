"""How many packages are feasible, and how many every party would accept."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.space.factors import Space
from goodoffices.space.packages import evaluate, packages


@dataclass(frozen=True, slots=True)
class ZopaCount:
    """How many feasible packages are at or above every reservation value: between two numbers."""

    low: int
    high: int
    exact: bool
    method: str


def count_feasible(space: Space) -> int:
    """How many packages keep every hard linkage."""
    return len(packages(space))


def count_zopa(space: Space) -> ZopaCount:
    """How many feasible packages are at or above every reservation value."""
    above = (evaluate(space, packages(space)) >= space.reservations).all(axis=1)
    count = int(above.sum())
    return ZopaCount(count, count, space.exact, "enumeration")
