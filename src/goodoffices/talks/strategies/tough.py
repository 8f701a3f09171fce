"""Tough: asks for its best package to the end, and takes nothing less."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.events import Accept, Mask, Offer
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView


@strategy("tough")
class Tough(Strategy):
    """The hardliner of the literature: what a concession is measured against."""

    lanes = True
    random = False
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        best = self.private.worth[-1]
        good = live & (phase == "replying") & (self.private.value(view.table) >= best)
        package = np.tile(self.private.codes[-1], (len(live), 1))
        return [Act(Accept, good), Act(Offer, live & ~good, package=package)]
