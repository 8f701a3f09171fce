"""The standing of a package: acceptance, shares of packages, distances from the frontier and solutions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import isnan

import numpy as np

from goodoffices.agreements.distances import Landmarks
from goodoffices.agreements.gains import integer_zone
from goodoffices.agreements.units import by_party
from goodoffices.space import Codes, Frontier, Space, count_feasible, count_zopa, evaluate, feasible

WAIT = 20.0
"""Time limit in seconds for each count that may have to go through packages: a person is waiting."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The comparison of a package with all feasible packages.

    Attributes:
        utilities: each party's utility, in its own units.
        acceptable: whether it is at or above each party's reservation value.
        better: for each party, a lower and an upper bound on the share of feasible packages it likes at
            least as much; equal if they were counted, 0 and 1 if feasible packages cannot be counted.
        to_frontier: Euclidean distance to the frontier, each party's utility divided by its range there;
            None if the frontier is empty.
        to_nash: the same distance to the nearest Nash package; None if there is none.
        to_kalai_smorodinsky: the same distance to the nearest Kalai-Smorodinsky package.
        feasible: whether no linkage forbids the package.
    """

    utilities: dict[str, Fraction]
    acceptable: dict[str, bool]
    better: dict[str, tuple[float, float]]
    to_frontier: float | None
    to_nash: float | None
    to_kalai_smorodinsky: float | None
    feasible: bool


def standing(space: Space, front: Frontier, package: Codes, seconds: float = WAIT) -> Standing:
    """Return how a package, option codes (issues,), compares with all feasible packages.

    Each count that may have to go through packages ends after ``seconds``.
    """
    rows = package[np.newaxis]
    utilities = evaluate(space, rows)
    to_frontier, to_nash, to_kalai_smorodinsky = (
        None if isnan(gap) else float(gap)
        for (gap,) in Landmarks(front, integer_zone(space, front)).distances(utilities)
    )
    total = count_feasible(space, seconds)
    return Standing(
        by_party(space, utilities[0]),
        {name: bool(utilities[0, p] >= space.reservations[p]) for p, name in enumerate(space.parties)},
        {
            name: _share_at_least(space, party, utilities[0, party], total, seconds)
            for party, name in enumerate(space.parties)
        },
        to_frontier,
        to_nash,
        to_kalai_smorodinsky,
        bool(feasible(space, rows)[0]),
    )


def _share_at_least(
    space: Space, party: int, utility: np.int64, total: int | None, seconds: float
) -> tuple[float, float]:
    """Bound the share of ``total`` feasible packages that give a party at least an integer utility."""
    if total is None:
        return 0.0, 1.0
    alone = replace(
        space,
        parties=(space.parties[party],),
        tables=(space.tables[party],),
        reservations=np.array([utility]),
        scales=(space.scales[party],),
        rounding=(space.rounding[party],),
    )
    found = count_zopa(alone, seconds=seconds)
    return (found.low / total, min(1.0, found.high / total)) if total else (0.0, 0.0)
