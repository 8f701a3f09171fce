"""Nice: takes whatever is worth no agreement or more, and offers such packages at random."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.talks.engine.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers


@strategy("nice")
class Nice(Strategy):
    """Every package at or above its reservation value is as good as another to it."""

    lanes = True
    random = True
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        first = int(np.searchsorted(private.worth, private.reservation))
        self.first: Lanes | int = min(first, len(private.worth) - 1)
        self.many: Lanes | int = len(private.worth) - self.first
        self.value, self.codes = private.value, private.codes
        self.floor: Lanes | int = private.reservation

    @classmethod
    def stack(cls, players: Sequence[Nice], which: Lanes) -> Nice:
        """Each lane draws among its own."""
        whole, private = cls(), Stacked([one.private for one in players], which)
        whole.value, whole.codes = private.value, private.codes
        whole.floor = np.array([one.floor for one in players])[which]
        whole.first = (private.begins + np.array([one.first for one in players]))[which]
        whole.many = np.array([one.many for one in players])[which]
        return whole

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        good = live & (phase == "replying") & (self.value(view.table) >= self.floor)
        place = self.first + below(stream.draws("offer", move), self.many)
        return [Act(Accept, good), Act(Offer, live & ~good, package=self.codes.take(place, axis=0))]
