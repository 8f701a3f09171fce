"""The measures of an agreement in an exercise: points, gains, the share of what was possible, distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.agreements import Deals, deals_on, improvements
from goodoffices.agreements.units import by_party
from goodoffices.model import Case
from goodoffices.space import Integers, anytime, compile, decode, encode, evaluate, last_of
from goodoffices.talks.outcomes import measures

SECONDS = 5.0
"""For the frontier of a large case; a list that is close to it does."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A package beside all others.

    Attributes:
        points: of each party, in its own units.
        gains: points over no agreement.
        share: of the largest joint gain, as ``joint_gain`` of sessions; None if nobody can gain.
        to_frontier, to_nash, to_kalai_smorodinsky: distances, as of sessions; None if there is no such point.
        better: a package that is better for somebody and worse for nobody; None if there is none.
        rises: the points that it would give each party more.
    """

    points: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    share: float | None
    to_frontier: float | None
    to_nash: float | None
    to_kalai_smorodinsky: float | None
    better: Mapping[str, str] | None
    rises: Mapping[str, Fraction]


class Yardstick:
    """The frontier of a case, to measure packages by."""

    def __init__(self, case: Case) -> None:
        self.space = compile(case, exactly=True)
        self.front = last_of(anytime(self.space, counts=True, seconds=SECONDS))
        self.deals: Deals = deals_on(self.space, self.front, SECONDS)
        self._measures = measures.Yardstick(self.space, self.front)

    def points(self, package: Mapping[str, str]) -> dict[str, Fraction]:
        """Return the points of a package for each party, in its own units."""
        return by_party(self.space, self._utilities(package)[0])

    def measured(self, package: Mapping[str, str]) -> Measured:
        """Return the measures of a package that linkages allow."""
        found = self._measures.measure(self._utilities(package), np.array([True])).means()
        points, floors = self.points(package), self.deals.reservations
        better, rises = None, {}
        for place in improvements(self.space, self.front, encode(self.space, dict(package)))[:1]:
            better = decode(self.space, self.front.packages[place])
            other = self.points(better)
            rises = {party: other[party] - points[party] for party in floors}
        return Measured(
            points,
            {party: points[party] - floor for party, floor in floors.items()},
            found["joint_gain"],
            found["to_frontier"],
            found["to_nash"],
            found["to_kalai_smorodinsky"],
            better,
            rises,
        )

    def _utilities(self, package: Mapping[str, str]) -> Integers:
        return evaluate(self.space, encode(self.space, dict(package))[np.newaxis])
