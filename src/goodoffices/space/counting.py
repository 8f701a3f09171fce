"""How many packages are feasible, and how many every party would accept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from goodoffices.space.elimination import eliminate
from goodoffices.space.factors import Space
from goodoffices.space.frontier import Frontier
from goodoffices.space.packages import evaluate, packages, size

LISTED_FOR_ZOPA = 2_000_000


@dataclass(frozen=True, slots=True)
class ZopaCount:
    """How many feasible packages are at or above every reservation value: between two numbers."""

    low: int
    high: int
    exact: bool
    method: str


def count_feasible(space: Space) -> int:
    """How many packages keep every hard linkage, exactly: a product of sums, issue by issue."""
    bare = replace(space, tables=((),), parties=space.parties[:1])
    message, _ = eliminate(bare, count=True)
    return int(message.counts[0]) if message.counts is not None and len(message.counts) else 0


def count_zopa(space: Space, front: Frontier) -> ZopaCount:
    """How many feasible packages are at or above every reservation value.

    Exact where packages can be gone through. Otherwise it is between what the frontier shows and the
    number of feasible packages.
    """
    if size(space) <= LISTED_FOR_ZOPA:
        above = np.all(evaluate(space, packages(space)) >= space.reservations, axis=1)
        count = int(above.sum())
        return ZopaCount(count, count, space.exact, "enumeration")
    shown = np.all(front.utilities >= space.reservations, axis=1)
    low = int(np.maximum(front.counts[shown], 1).sum())
    if low == 0:
        return ZopaCount(0, 0, space.exact, "frontier")
    return ZopaCount(low, count_feasible(space), False, "bounds")
