"""Trades off: concedes by time, and of packages worth about the same to it offers what the other likes.

The other's wishes come from the frequency model in ``opponents``; the choice along a
line of equal utility follows Faratin, Sierra & Jennings (2002), Using similarity criteria to make issue
trade-offs in automated negotiations, Artificial Intelligence 142:205-237.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.talks.engine.events import Accept, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.acceptance import NEVER, Constant, Heard, Moment, combined
from goodoffices.talks.strategies.parts.opponents import FrequencyModel, OpponentModel
from goodoffices.talks.strategies.time_dependent import aspirations, elapsed
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers

EXPONENT = 0.5
"""Concedes a little late: what it learns first, it can use afterwards."""
BAND = 10
"""Packages up to a tenth of the way from the reservation value to the best are about the same."""
LATE = 0.95
"""After this share of time, the best offer of the time that is left behind is taken."""


class TradesOff(Strategy):
    """Plays one session at a time, with one model of all others at the table."""

    lanes = False
    random = False
    remembers = True

    def __init__(self, model: Callable[[Sequence[int]], OpponentModel]) -> None:
        self.make = model

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        self.steps = horizon.steps
        self.aspiration = aspirations(private, horizon, EXPONENT)
        self.most = horizon.rounds * horizon.steps
        self.model = self.make((private.codes.max(axis=0) + 1).tolist())
        self.heard = Heard(1, self.most + 1)
        self.band = max(int(private.worth[-1]) - private.reservation, 0) // BAND
        self.accepts = combined(int(LATE * self.most)) & Constant(private.reservation)
        self.previous = NEVER

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        time = np.minimum(elapsed(view, self.steps), len(self.aspiration) - 1)
        offered = self.private.value(view.table)
        best = self.heard.best(np.maximum((self.most - time + 1) // 2, 1))
        if phase == "replying":
            self.model.take(view.table[0].tolist(), int(time[0]) / self.most)
            self.heard.note(offered, live)
        place = self._choice(int(self.aspiration[time[0]]))
        planned = int(self.private.worth[place])
        if phase == "replying":
            before = np.array([self.previous])
            if self.accepts(Moment(offered, np.array([planned]), before, best, time)).all():
                return [Act(Accept, live)]
        self.previous = planned
        return [Act(Offer, live, package=self.private.codes[place : place + 1])]

    def _choice(self, level: int) -> int:
        """Which package to offer: about as good as the level, best for the other; of those best for it."""
        worth = self.private.worth
        first = min(int(np.searchsorted(worth, level)), len(worth) - 1)
        last = max(int(np.searchsorted(worth, level + self.band, side="right")), first + 1)
        liked = self.model.utility(self.private.codes[first:last])
        return last - 1 - int(np.argmax(liked[::-1]))


@strategy("frequency")
def frequency() -> Strategy:
    """Counts how often the other asks for what."""
    return TradesOff(FrequencyModel)
