"""Nice: accepts any offer at or above its reservation value, and offers any such package at random.

The baseline of random concession, as the "random walker" of the field, but never below its reservation value.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Scheduled


@strategy("nice")
class Nice(Scheduled):
    """Accepts any package at or above its reservation value, and offers them at random."""

    stacks = True

    def schedule(self, private: PartyPrivate, horizon: Horizon) -> Integers:
        return np.full(self.end + 2, private.reservation, dtype=np.int64)

    def top(self, levels: Integers) -> Integers:
        return np.full_like(levels, self.best)
