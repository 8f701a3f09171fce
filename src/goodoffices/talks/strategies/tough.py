"""Tough: asks for its best package to the end, and accepts nothing less.

The hardliner of the field, against which the concessions of other strategies are measured.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.event import Lanes
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Scheduled


@strategy("tough")
class Tough(Scheduled):
    """Asks for its best package to the end, and accepts nothing less.

    Of several best packages it offers the last; it never draws.
    """

    random = False
    stacks = True

    def schedule(self, private: PartyPrivate, horizon: Horizon) -> Integers:
        return np.full(self.end + 2, self.best, dtype=np.int64)

    def band(self, levels: Integers) -> tuple[Lanes, Lanes]:
        return np.full_like(levels, len(self.private.worth) - 1), np.ones_like(levels)
