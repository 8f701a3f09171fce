"""Distances of packages from the frontier, and from the Nash and Kalai-Smorodinsky packages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.space import Frontier, Integers

Floats = NDArray[np.float64]


class Landmarks:
    """The points of a space that packages are measured against.

    Distances are Euclidean, with each party's utility divided by its range on the frontier.

    Args:
        front: the frontier of the space.
        zone: its zone of possible agreement.
    """

    def __init__(self, front: Frontier, zone: Zone) -> None:
        utilities = front.utilities
        # a party whose utility is the same all along the frontier has range 0: divide by 1
        ranges = utilities.max(axis=0) - utilities.min(axis=0) if len(front) else np.ones(1)
        self._ranges = np.maximum(ranges, 1)
        self._frontier = utilities
        self._nash = utilities[list(CONCEPTS["nash"](zone))]
        self._kalai_smorodinsky = utilities[list(CONCEPTS["kalai_smorodinsky"](zone))]

    def distances(self, utilities: Integers) -> tuple[Floats, Floats, Floats]:
        """Return the distances to the nearest frontier, Nash and Kalai-Smorodinsky point.

        Args:
            utilities: integer utilities, shape (packages, parties).

        Returns:
            Three arrays of shape (packages,); nan if there is no such point.
        """
        points = self._frontier, self._nash, self._kalai_smorodinsky
        to_frontier, to_nash, to_ks = (self._nearest(utilities, rows) for rows in points)
        return to_frontier, to_nash, to_ks

    def _nearest(self, utilities: Integers, points: Integers) -> Floats:
        if not len(points):
            return np.full(len(utilities), np.nan)
        gaps = ((utilities[:, None, :] - points[None]) / self._ranges).astype(np.float64)
        return np.asarray(np.sqrt((gaps**2).sum(axis=2).min(axis=1)))
