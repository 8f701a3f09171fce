"""Where one package stands: for each party, beside the frontier, Nash and Kalai-Smorodinsky."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from goodoffices.agreements.gains import zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.space import Codes, Frontier, Space, count_feasible, count_zone, evaluate, feasible

WAIT = 20.0
"""So many seconds are given to each count that has to go through packages."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a package stands. Distances are Euclidean, each party's utility over its range on the frontier.

    ``better`` is, for each party, the share of feasible packages it likes at least as much as this one: from
    a low to a high, equal where it was counted, and from 0 to 1 where feasible packages cannot be. A distance
    is None where there is nothing to be far from.
    """

    utilities: dict[str, Fraction]
    acceptable: dict[str, bool]
    better: dict[str, tuple[float, float]]
    to_frontier: float | None
    to_nash: float | None
    to_kalai_smorodinsky: float | None
    feasible: bool


def stands(space: Space, front: Frontier, package: Codes) -> Standing:
    """Where a package (issues,) stands among all feasible ones."""
    worth = evaluate(space, package[np.newaxis])[0]
    spans = np.ptp(front.utilities, axis=0) if len(front) else np.ones(len(worth))
    spans = np.where(spans > 0, spans, 1)

    def away(places: tuple[int, ...] | range) -> float | None:
        if not len(places):
            return None
        gaps = (front.utilities[list(places)] - worth) / spans
        return float(np.sqrt((gaps**2).sum(axis=1)).min())

    agreeable = zone(space, front)
    many = count_feasible(space, WAIT)
    better = {}
    for party, name in enumerate(space.parties):
        alone = replace(
            space,
            parties=(name,),
            tables=(space.tables[party],),
            reservations=worth[party : party + 1],
            scales=(space.scales[party],),
            rounding=(space.rounding[party],),
        )
        found = count_zone(alone, seconds=WAIT)
        better[name] = (0.0, 1.0)
        if many is not None:
            better[name] = (found.low / many, min(1.0, found.high / many)) if many else (0.0, 0.0)
    return Standing(
        {name: space.units(p, worth[p]) for p, name in enumerate(space.parties)},
        {name: bool(worth[p] >= space.reservations[p]) for p, name in enumerate(space.parties)},
        better,
        away(range(len(front))),
        away(CONCEPTS["nash"](agreeable)),
        away(CONCEPTS["kalai_smorodinsky"](agreeable)),
        bool(feasible(space, package[np.newaxis])[0]),
    )
