"""Tough: asks for its best package to the end, and takes nothing less."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.talks.engine.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers


@strategy("tough")
class Tough(Strategy):
    """The hardliner of the literature: what a concession is measured against."""

    lanes = True
    random = False
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        self.value, self.codes = private.value, private.codes
        self.best: Lanes | int = int(private.worth[-1])
        self.place: Lanes | int = len(private.codes) - 1

    @classmethod
    def stack(cls, players: Sequence[Tough], which: Lanes) -> Tough:
        """Each lane asks for its own best."""
        whole, private = cls(), Stacked([one.private for one in players], which)
        whole.value, whole.codes = private.value, private.codes
        whole.best = np.array([one.best for one in players])[which]
        whole.place = (private.begins + np.array([one.place for one in players]))[which]
        return whole

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        good = live & (phase == "replying") & (self.value(view.table) >= self.best)
        package = np.broadcast_to(self.codes[self.place], view.table.shape)
        return [Act(Accept, good), Act(Offer, live & ~good, package=package)]
