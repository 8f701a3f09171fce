"""Trades off: concedes by time, and of packages alike to itself offers the other side's favourite.

The other side's preferences come from the frequency model in ``parts/opponents``; the choice along a line of
equal utility follows Faratin, Sierra & Jennings (2002), Using similarity criteria to make issue trade-offs in
automated negotiations, Artificial Intelligence 142:205-237.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Mask, Rows
from goodoffices.talks.engine.players import Horizon, Strategy, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.acceptance import Constant, Moment, combined
from goodoffices.talks.strategies.parts.bidding import Listener
from goodoffices.talks.strategies.parts.opponents import FrequencyModel, OpponentModel
from goodoffices.talks.strategies.time_dependent import conceding

EXPONENT = 0.5
"""Exponent of concession: a little late, so that it can use its first lessons afterwards."""
BAND = 10
"""Packages up to a tenth of the way from the reservation value to the best are about the same."""
LATE = 0.95
"""Share of the time after which it accepts an offer as good as any in as long a time as is left."""


class TradesOff(Listener):
    """Plays a single session at a time, with a single model of all other parties."""

    lanes = False

    def __init__(self, model: Callable[[Sequence[int]], OpponentModel]) -> None:
        self.make = model

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.levels = conceding(self.best, self.floor, self.end, EXPONENT)
        self.steps = horizon.rounds * horizon.steps
        self.model = self.make((private.codes.max(axis=0) + 1).tolist())
        self.width = max(self.best - private.reservation, 0) // BAND
        self.condition = combined(int(LATE * self.steps)) & Constant(private.reservation)

    def take_in(self, turn: PartyTurn, offered: Integers) -> None:
        time = self.time(turn)
        # every other step is its own, so this window of offers is as long as the time left
        self.hoped = self.heard.best(np.maximum((self.steps - time + 1) // 2, 1))
        self.model.take(turn.view.table[0].tolist(), int(time[0]) / self.steps)
        super().take_in(turn, offered)

    def aspiration(self, turn: PartyTurn) -> Integers:
        worth, level = self.private.worth, int(self.levels[self.time(turn)[0]])
        first = min(int(np.searchsorted(worth, level)), len(worth) - 1)
        last = max(int(np.searchsorted(worth, level + self.width, side="right")), first + 1)
        liked = self.model.utility(self.codes[first:last])
        # of packages that the other side likes alike, the last is the best for itself
        self.place = last - 1 - int(np.argmax(liked[::-1]))
        return worth[[self.place]]

    def accepts(self, turn: PartyTurn, offered: Integers, aspiration: Integers) -> Mask:
        return self.condition(Moment(offered, aspiration, self.hoped, self.time(turn)))

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        return self.codes[[self.place]]


@strategy("frequency")
def frequency() -> Strategy:
    """Offer the other side's likely favourite among packages alike to itself, by counts of its offers."""
    return TradesOff(FrequencyModel)
