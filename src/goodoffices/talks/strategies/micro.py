"""MiCRO: concedes a package for each new package that it is offered, and no faster.

De Jonge, D. (2022), An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy,
IJCAI 31:223-229.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Rows
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Bidder


@strategy("micro")
class Micro(Bidder):
    """Concedes a package for each new package that it is offered.

    It remembers the packages it was offered, so it plays a single session at a time.
    """

    lanes = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.conceded = 0
        self.seen: set[bytes] = set()

    def take_in(self, turn: PartyTurn, offered: Integers) -> None:
        self.seen.add(turn.view.table[0].tobytes())

    def aspiration(self, turn: PartyTurn) -> Integers:
        worth, floor, down = self.private.worth, self.private.reservation, self.conceded
        self.concedes = down <= min(len(self.seen), len(worth) - 1) and worth[-1 - down] >= floor
        self.place = len(worth) - 1 - (down if self.concedes else max(down - 1, 0))
        return np.maximum(worth[[self.place]], floor)

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        self.conceded += self.concedes
        return np.asarray(self.codes[[self.place]])
