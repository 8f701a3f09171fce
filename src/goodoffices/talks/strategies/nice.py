"""Nice: takes whatever is worth no agreement or more, and offers such packages at random."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.events import Accept, Mask, Offer
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream, below
from goodoffices.talks.views import PartyPrivate, PartyView


@strategy("nice")
class Nice(Strategy):
    """Every package at or above its reservation value is as good as another to it."""

    lanes = True
    random = True
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        first = int(np.searchsorted(private.worth, private.reservation))
        self.first = min(first, len(private.worth) - 1)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        good = (
            live & (phase == "replying") & (self.private.value(view.table) >= self.private.reservation)
        )
        many = len(self.private.worth) - self.first
        place = self.first + below(stream.draws("offer", move), many)
        return [Act(Accept, good), Act(Offer, live & ~good, package=self.private.codes[place])]
