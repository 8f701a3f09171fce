"""What came of a session beside its package: how far from what could have been, and who has least of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers, Space, frontier

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """One row a session (sessions,), not a number where there was no agreement or nothing to measure
    against.

    Distances are Euclidean, each party's utility over its range on the frontier. ``joint_gain`` is the
    sum of gains over the reservation values, each over the most that party could gain while the others
    keep theirs, as a share of the largest such sum; ``least`` the smallest of those gains.
    """

    to_frontier: Floats
    to_nash: Floats
    to_kalai_smorodinsky: Floats
    joint_gain: Floats
    least: Floats

    def means(self) -> dict[str, float | None]:
        """The mean of each over the sessions in which it is a number."""
        found: dict[str, float | None] = {}
        for name in self.__slots__:
            values = getattr(self, name)
            if len(values) == 1:
                found[name] = None if isnan(values[0]) else float(values[0])
                continue
            known = values[~np.isnan(values)]
            found[name] = float(known.mean()) if len(known) else None
        return found

    def of(self, sessions: slice) -> Measures:
        """Those of some sessions."""
        return Measures(*(getattr(self, name)[sessions] for name in self.__slots__))


def solutions(gains: list[list[int]]) -> tuple[list[int], list[int]]:
    """Places of the Nash and the Kalai-Smorodinsky solutions among gains at the frontier, with every tie.

    Both are the same in whatever units a party counts, so that whole numbers are enough; what they are is
    said in ``agreements/solutions``.
    """
    if not gains:
        return [], []
    ideal = [max(column) for column in zip(*gains, strict=True)]
    strict = [place for place, row in enumerate(gains) if min(row) > 0]
    common = prod(ideal)
    products = [prod(gains[place]) for place in strict]
    shares = [min(g * (common // i) for g, i in zip(gains[p], ideal, strict=True)) for p in strict]
    most, fairest = max(products, default=0), max(shares, default=0)
    return (
        [place for place, score in zip(strict, products, strict=True) if score == most],
        [place for place, score in zip(strict, shares, strict=True) if score == fairest],
    )


class Yardstick:
    """What sessions on one space are measured against, found once: its frontier, zone and solutions."""

    def __init__(self, space: Space) -> None:
        front = frontier(space)
        self.floors = space.reservations
        self.spans = np.maximum(np.ptp(front.utilities, axis=0), 1) if len(front) else np.ones(1)
        inside = front.utilities[np.all(front.utilities >= self.floors, axis=1)]
        nash, fair = solutions((inside - self.floors).tolist())
        self.points = [front.utilities, inside[nash], inside[fair]]
        self.ideal: Integers | None = None
        if len(inside):
            self.ideal = np.maximum(inside.max(axis=0) - self.floors, 1)
            self.most = float(((inside - self.floors) / self.ideal).sum(axis=1).max())

    def measure(self, utilities: Integers, agreed: NDArray[np.bool_]) -> Measures:
        """Measure sessions by what their packages are worth, (sessions, parties)."""
        nothing = np.full(len(utilities), np.nan)

        def away(points: Integers) -> Floats:
            if not len(points):
                return nothing
            gaps = (utilities[:, None, :] - points[None]) / self.spans
            return np.asarray(np.where(agreed, np.sqrt((gaps**2).sum(axis=2).min(axis=1)), np.nan))

        front, nash, fair = map(away, self.points)
        if self.ideal is None:
            return Measures(front, nash, fair, nothing, nothing)
        gains = (utilities - self.floors) / self.ideal
        joint = np.where(agreed, gains.sum(axis=1) / self.most, np.nan) if self.most > 0 else nothing
        return Measures(front, nash, fair, joint, np.where(agreed, gains.min(axis=1), np.nan))


def measured(space: Space, utilities: Integers, agreed: NDArray[np.bool_]) -> Measures:
    """Measure sessions by what their packages are worth, (sessions, parties)."""
    return Yardstick(space).measure(utilities, agreed)
