"""What came of a session beside its package: how far from what could have been, and who has least of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.agreements import zone
from goodoffices.agreements.solutions import CONCEPTS
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
        found = {}
        for name in self.__slots__:
            values = getattr(self, name)
            known = values[~np.isnan(values)]
            found[name] = float(known.mean()) if len(known) else None
        return found


def measured(space: Space, utilities: Integers, agreed: NDArray[np.bool_]) -> Measures:
    """Measure sessions by what their packages are worth, (sessions, parties)."""
    front = frontier(space)
    agreeable = zone(space, front)
    spans = (
        np.maximum(np.ptp(front.utilities, axis=0), 1) if len(front) else np.ones(utilities.shape[1])
    )

    def away(places: tuple[int, ...]) -> Floats:
        if not places:
            return np.full(len(utilities), np.nan)
        gaps = (utilities[:, None, :] - front.utilities[list(places)][None]) / spans
        return np.asarray(np.where(agreed, np.sqrt((gaps**2).sum(axis=2)).min(axis=1), np.nan))

    if agreeable.points:
        inside = front.utilities[list(agreeable.points)]
        ideal = np.maximum(inside.max(axis=0) - space.reservations, 1)
        most = ((inside - space.reservations) / ideal).sum(axis=1).max()
        gains = (utilities - space.reservations) / ideal
        joint = np.where(agreed, gains.sum(axis=1) / most if most > 0 else np.nan, np.nan)
        least = np.where(agreed, gains.min(axis=1), np.nan)
    else:
        joint = least = np.full(len(utilities), np.nan)
    return Measures(
        away(tuple(range(len(front)))),
        away(CONCEPTS["nash"](agreeable)),
        away(CONCEPTS["kalai_smorodinsky"](agreeable)),
        joint,
        least,
    )
