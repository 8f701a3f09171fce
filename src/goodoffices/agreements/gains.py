"""What each undominated package gives each party over its reservation value, compared exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np

from goodoffices.space import Frontier, Space

Gains = tuple[Fraction, ...]
Score = TypeVar("Score", Fraction, list[Fraction])


@dataclass(frozen=True, slots=True)
class Zone:
    """The undominated points at or above every reservation value, in the parties' own units.

    ``points`` are places in the frontier; ``gains`` what each gives each party over its reservation
    value; ``ideal`` the most that each could gain while the others keep theirs.
    """

    points: tuple[int, ...]
    gains: tuple[Gains, ...]
    ideal: Gains

    def best(self, score: Callable[[Gains], Score]) -> tuple[int, ...]:
        """The places with the highest score: all of them, so that ties are reported."""
        scores = [score(gains) for gains in self.gains]
        if not scores:
            return ()
        highest = max(scores)
        return tuple(p for p, s in zip(self.points, scores, strict=True) if s == highest)

    def strict(self) -> Zone:
        """Only the points that give every party something."""
        kept = [i for i, gains in enumerate(self.gains) if min(gains) > 0]
        return Zone(tuple(self.points[i] for i in kept), tuple(self.gains[i] for i in kept), self.ideal)


def zone(space: Space, frontier: Frontier) -> Zone:
    """The part of a frontier that no party would refuse."""
    above = np.all(frontier.utilities >= space.reservations, axis=1)
    points = tuple(int(p) for p in np.flatnonzero(above))
    surplus = (frontier.utilities[above] - space.reservations).tolist()
    gains = tuple(_in_units(space.scales, row) for row in surplus)
    ideal = tuple(map(max, zip(*gains, strict=True))) if gains else ()
    return Zone(points, gains, ideal)


def _in_units(scales: Sequence[Fraction], row: Sequence[int]) -> Gains:
    pairs = zip(row, scales, strict=True)
    return tuple(Fraction(value * scale.denominator, scale.numerator) for value, scale in pairs)
