"""Generator of java.util.Random for each lane, so that sessions of GENIUS can be played again.

A linear congruential generator of 48 bits (Knuth, The Art of Computer Programming 2, 3.2.1), as the
documentation of that class requires.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.event import Lanes, Mask

FACTOR, STEP, BITS = np.uint64(0x5DEECE66D), np.uint64(0xB), 48
KEPT = np.uint64((1 << BITS) - 1)


class JavaRandom:
    """Holds ``new Random(seed)`` for each lane."""

    def __init__(self, seed: int, lanes: int) -> None:
        self.state = np.full(lanes, (seed ^ 0x5DEECE66D) & int(KEPT), dtype=np.uint64)

    def below(self, limits: Lanes, where: Mask) -> Lanes:
        """Return ``nextInt(limit)``, (lanes,), if the lane is in the mask, else 0."""
        out = np.zeros(len(self.state), dtype=np.int64)
        wanting = where.copy()
        while wanting.any():
            drawn = self._next(wanting)
            power = limits & (limits - 1) == 0
            value = np.where(power, (limits * drawn) >> 31, drawn % limits)
            fair = power | (drawn - value + limits - 1 < 1 << 31)
            out = np.where(wanting & fair, value, out)
            wanting = wanting & ~fair
        return out

    def _next(self, where: Mask) -> Lanes:
        """Return the high 31 bits of the next state, which only lanes in the mask keep."""
        following = (self.state * FACTOR + STEP) & KEPT
        self.state = np.where(where, following, self.state)
        return np.asarray((self.state >> np.uint64(BITS - 31)).astype(np.int64))
