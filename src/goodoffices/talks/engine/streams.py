"""Random numbers: a counter-based stream for each seat and purpose.

Draws depend only on (seed, seat, purpose, run, move), never on which runs are played together.
Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Stream:
    """The draws of a seat for a range of runs."""

    seed: int
    seat: str
    runs: range

    def draws(self, purpose: str, move: int) -> Draws:
        """Return a 64-bit draw for each lane, (lanes,), for a purpose at a move."""
        name = f"{self.seed}/{self.seat}/{purpose}".encode()
        key = np.frombuffer(hashlib.sha256(name).digest()[:16], dtype=np.uint64)
        # Philox draws four numbers a block: begin at the block of the first run, and skip those before it
        block, skip = divmod(self.runs.start, 4)
        source = np.random.Philox(key=key, counter=np.array([block, 0, move, 0], dtype=np.uint64))
        return np.asarray(source.random_raw(len(self.runs) + skip)[skip:], dtype=np.uint64)


def below(draws: Draws, limit: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return draws as whole numbers from 0 to ``limit - 1``, (lanes,); the bias is below 2**-32."""
    # the product of two numbers below 2**32 fits 64 bits, in place to spare memory
    high = (draws >> np.uint64(32)).view(np.int64)
    high *= limit
    high >>= 32
    return high
