"""The measures of an agreement in an exercise: points, gains, the share of what was possible, distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.agreements import Deals, deals, improvements, standing
from goodoffices.model import Case
from goodoffices.space import anytime, compile, decode, encode, last_of

SECONDS = 5.0
"""For the frontier of a large case; a list that is close to it does."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A package beside all others.

    Attributes:
        points: of each party, in its own units.
        gains: points over no agreement.
        share: the mean over the parties of gain by largest possible gain, relative to the best such mean.
        to_frontier, to_nash, to_kalai_smorodinsky: distances; None if there is no such point.
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
        self.case = case
        self.deals: Deals = deals(case, seconds=SECONDS)
        self.space = compile(case, exactly=True)
        self.front = last_of(anytime(self.space, counts=False, seconds=SECONDS))
        floors = self.deals.reservations
        acceptable = [
            point.utilities
            for point in self.deals.frontier
            if all(point.utilities[party] >= floor for party, floor in floors.items())
        ]
        self.most = {
            party: max((points[party] - floor for points in acceptable), default=Fraction(0))
            for party, floor in floors.items()
        }
        self.best = max(map(self._joint, acceptable), default=Fraction(0))

    def measured(self, package: Mapping[str, str]) -> Measured:
        """Return the measures of a package that linkages allow."""
        codes = encode(self.space, dict(package))
        found = standing(self.space, self.front, codes, SECONDS)
        floors = self.deals.reservations
        joint = self._joint(found.utilities)
        better, rises = None, {}
        for point in improvements(self.space, self.front, codes)[:1]:
            better = decode(self.space, self.front.packages[point])
            other = standing(self.space, self.front, self.front.packages[point], SECONDS).utilities
            rises = {party: other[party] - found.utilities[party] for party in floors}
        return Measured(
            found.utilities,
            {party: found.utilities[party] - floor for party, floor in floors.items()},
            float(joint / self.best) if self.best > 0 else None,
            found.to_frontier,
            found.to_nash,
            found.to_kalai_smorodinsky,
            better,
            rises,
        )

    def _joint(self, points: Mapping[str, Fraction]) -> Fraction:
        """Return the mean over the parties of gain by largest possible gain."""
        floors = self.deals.reservations
        shares = [
            (points[party] - floor) / self.most[party] if self.most[party] > 0 else Fraction(0)
            for party, floor in floors.items()
        ]
        return sum(shares, Fraction(0)) / len(shares)
