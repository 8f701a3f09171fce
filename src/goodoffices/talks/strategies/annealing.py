"""Annealing: says yes to a worse text too, now and then, ever less often and for ever less.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125: a loss is taken with chance exp(-loss / temperature), and the temperature falls evenly to nothing
(Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671-680).
"""

from __future__ import annotations

from math import log

import numpy as np

from goodoffices.talks.engine.events import Answer, Mask
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import truthful_answers

HEAT = 0.03
"""The first temperature, of all that packages can be worth: what 10 is where they reach over about 340."""
LEVELS = 4096


@strategy("annealing")
class Annealing(Strategy):
    """Answers texts; it makes no offers of its own."""

    lanes = True
    random = True
    remembers = False
    offers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Rounds once how many temperatures of loss each draw takes, so that lanes compare integers."""
        self.private = private
        least, most = private.reach()
        self.steps, self.last = horizon.steps, horizon.rounds * horizon.steps
        self.heat = round(HEAT * (most - least))
        taken = [-log((level + 0.5) / LEVELS) for level in range(LEVELS)]
        self.thousandths = np.array([round(1000 * many) for many in taken], dtype=np.int64)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase != "answering":
            return truthful_answers(self.private, view, phase, live)
        left = np.maximum(self.last - view.round * self.steps - view.step, 0)
        temperature = self.heat * left // self.last
        loss = self.private.value(view.held) - self.private.value(view.table)
        drawn = self.thousandths[below(stream.draws("heat", move), LEVELS)]
        yes = (loss < 0) | ~view.has_held | (1000 * loss < temperature * drawn)
        return [Act(Answer, live, yes=yes)]
