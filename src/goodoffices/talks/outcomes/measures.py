"""Measures of sessions: distance from the possible agreements, and gains taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isnan

import numpy as np
from numpy.typing import NDArray

from goodoffices.agreements import Landmarks, integer_zone
from goodoffices.space import Frontier, Integers, Space, frontier

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Measures of sessions, each of shape (sessions,).

    A value is nan if the session ended without agreement, or if there is nothing to compare it with.

    Attributes:
        to_frontier: Euclidean distance to the frontier, each party's utility divided by its range there.
        to_nash: the same distance to the nearest Nash package.
        to_kalai_smorodinsky: the same distance to the nearest Kalai-Smorodinsky package.
        joint_gain: sum of gains over the reservation values, each divided by the party's largest gain
            in the zone, as a share of the largest such sum.
        least: the smallest of those gains.
    """

    to_frontier: Floats
    to_nash: Floats
    to_kalai_smorodinsky: Floats
    joint_gain: Floats
    least: Floats

    def means(self) -> dict[str, float | None]:
        """Return the mean of each measure over the sessions that have it; None if none has."""
        found: dict[str, float | None] = {}
        for name in self.__slots__:
            values = getattr(self, name)
            if len(values) == 1:
                found[name] = None if isnan(values[0]) else float(values[0])
                continue
            known = values[~np.isnan(values)]
            found[name] = fsum(known) / len(known) if len(known) else None
        return found

    def of(self, sessions: slice) -> Measures:
        """Return the measures of some sessions."""
        return Measures(*(getattr(self, name)[sessions] for name in self.__slots__))


def joined(parts: Sequence[Measures]) -> Measures:
    """Return the measures of several groups of sessions as those of one."""
    return Measures(*(np.concatenate([getattr(p, name) for p in parts]) for name in Measures.__slots__))


class Yardstick:
    """The frontier, zone and solutions of a space, computed once and compared with many sessions.

    ``front`` is the frontier of the space, if it is known already.
    """

    def __init__(self, space: Space, front: Frontier | None = None) -> None:
        front = frontier(space) if front is None else front
        zone = integer_zone(space, front)
        self._landmarks = Landmarks(front, zone)
        self._floors = space.reservations
        self._ideal: Integers | None = None
        if zone.points:
            gains = front.utilities[list(zone.points)] - self._floors
            self._ideal = np.maximum(gains.max(axis=0), 1)
            self._largest = float((gains / self._ideal).sum(axis=1).max())

    def measure(self, utilities: Integers, agreed: NDArray[np.bool_]) -> Measures:
        """Measure sessions.

        Args:
            utilities: integer utilities of each session's last package, shape (sessions, parties).
            agreed: whether the session ended in agreement, shape (sessions,).
        """
        nothing = np.full(len(utilities), np.nan)
        front, nash, fair = (
            np.where(agreed, gaps, nothing) for gaps in self._landmarks.distances(utilities)
        )
        if self._ideal is None:
            return Measures(front, nash, fair, nothing, nothing)
        gains = (utilities - self._floors) / self._ideal
        joint = gains.sum(axis=1) / self._largest if self._largest > 0 else nothing
        joint, least = np.where(agreed, joint, nothing), np.where(agreed, gains.min(axis=1), nothing)
        return Measures(front, nash, fair, joint, least)
