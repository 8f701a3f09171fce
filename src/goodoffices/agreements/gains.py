"""Gains over the reservation values, compared exactly: the input of every solution concept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np

from goodoffices.space import Frontier, Space

Amount = Fraction | int
Gains = tuple[Amount, ...]
Score = TypeVar("Score", Amount, list[Amount])


@dataclass(frozen=True, slots=True)
class Zone:
    """The points of a frontier at or above every reservation value (zone of possible agreement).

    Gains are fractions in the parties' own units, or integers on the space's scales.

    Attributes:
        points: indices into the frontier.
        gains: for each point, every party's gain over its reservation value.
        ideal: each party's largest gain at any of the points.
    """

    points: tuple[int, ...]
    gains: tuple[Gains, ...]
    ideal: Gains

    def best(self, score: Callable[[Gains], Score]) -> tuple[int, ...]:
        """Return the indices of all points with the maximum score, so that ties are reported."""
        scores = [score(gains) for gains in self.gains]
        if not scores:
            return ()
        highest = max(scores)
        return tuple(p for p, s in zip(self.points, scores, strict=True) if s == highest)

    def strict(self) -> Zone:
        """Return only the points at which every party gains; the ideal gains stay the same."""
        kept = [i for i, gains in enumerate(self.gains) if min(gains) > 0]
        return Zone(tuple(self.points[i] for i in kept), tuple(self.gains[i] for i in kept), self.ideal)


def zone(space: Space, frontier: Frontier) -> Zone:
    """Return the zone of possible agreement, with gains in the parties' own units."""
    whole = integer_zone(space, frontier)
    gains = tuple(_in_units(space.scales, row) for row in whole.gains)
    return Zone(whole.points, gains, _in_units(space.scales[: len(whole.ideal)], whole.ideal))


def integer_zone(space: Space, frontier: Frontier) -> Zone:
    """Return the zone with integer gains: quicker, if a solution is the same in all units."""
    points = np.flatnonzero(np.all(frontier.utilities >= space.reservations, axis=1))
    surplus = (frontier.utilities[points] - space.reservations).tolist()
    ideal = tuple(map(max, zip(*surplus, strict=True)))
    return Zone(tuple(points.tolist()), tuple(map(tuple, surplus)), ideal)


def _in_units(scales: Sequence[Fraction], row: Gains) -> Gains:
    # Whole numbers stay whole: they are compared ten times as quickly as fractions.
    return tuple(
        value * scale.denominator
        if scale.numerator == 1
        else Fraction(value * scale.denominator, scale.numerator)
        for value, scale in zip(row, scales, strict=True)
    )
