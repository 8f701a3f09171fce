"""Partial orders learnt from statements on pairs: options known to be better than others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers
from goodoffices.talks.engine.event import Lanes, Mask


class Orders:
    """Partial orders of the same things, kept transitively closed as statements come in.

    ``least`` (orders, things, things) is True if the first thing is known to be at least as good as the
    second, ``better`` if it is known to be better: by a statement, or because it follows from statements.
    """

    def __init__(self, orders: int, things: int) -> None:
        self.least = np.zeros((orders, things, things), dtype=np.bool_)
        self.least[:] = np.eye(things, dtype=np.bool_)
        self.better = np.zeros((orders, things, things), dtype=np.bool_)

    def say(self, first: Lanes, second: Lanes, sign: Lanes, where: Mask) -> None:
        """Take in that the first thing is better (sign 1), worse (-1) or as good (0); all arrays (orders,).

        A statement that contradicts an earlier statement is ignored, and so are orders outside the mask.
        """
        each = np.arange(len(self.least))
        swapped = sign < 0
        high, low = np.where(swapped, second, first), np.where(swapped, first, second)
        denied = np.where(
            sign == 0,
            self.better[each, high, low] | self.better[each, low, high],
            self.least[each, low, high],
        )
        rows = np.flatnonzero(where & ~denied)
        self._link(rows, high[rows], low[rows], sign[rows] != 0)
        level = np.flatnonzero(where & ~denied & (sign == 0))
        self._link(level, low[level], high[level], np.zeros(len(level), dtype=np.bool_))

    def _link(self, rows: Integers, high: Lanes, low: Lanes, strict: Mask) -> None:
        """Link two things: all that equals or beats the high thing beats all that the low thing beats."""
        up, down = self.least[rows, :, high], self.least[rows, low, :]
        above, under = self.better[rows, :, high], self.better[rows, low, :]
        link = up[:, :, np.newaxis] & down[:, np.newaxis, :]
        self.least[rows] |= link
        self.better[rows] |= (
            (link & strict[:, np.newaxis, np.newaxis])
            | (above[:, :, np.newaxis] & down[:, np.newaxis, :])
            | (up[:, :, np.newaxis] & under[:, np.newaxis, :])
        )

    def standing(self) -> NDArray[np.int64]:
        """Return the number of things each is known to beat, less those that beat it: (orders, things)."""
        return np.asarray(self.better.sum(axis=2) - self.better.sum(axis=1))
