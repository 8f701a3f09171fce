"""Tit for tat: gives as much as it was given, measured by its own utility.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182: the absolute behaviour-dependent tactic, without its random part.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.events import Accept, Mask, Offer
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView


@strategy("tit-for-tat")
class TitForTat(Strategy):
    """Begins at its best package; what an offer improves on the one before it comes off its aspiration."""

    lanes = True
    random = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        self.best = int(private.worth[-1])
        self.aspiration = np.full(horizon.lanes, self.best, dtype=np.int64)
        self.before = np.zeros(horizon.lanes, dtype=np.int64)
        self.offered = np.zeros(horizon.lanes, dtype=np.bool_)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        if phase == "replying":
            worth = self.private.value(view.table)
            given = np.where(self.offered, np.maximum(worth - self.before, 0), 0)
            floor = min(self.private.reservation, self.best)
            lower = np.maximum(self.aspiration - given, floor)
            self.aspiration = np.where(live, lower, self.aspiration)
            self.before = np.where(live, worth, self.before)
            self.offered = self.offered | live
            good = live & (worth >= self.aspiration)
        else:
            good = np.zeros(len(live), dtype=np.bool_)
        place = np.searchsorted(self.private.worth, self.aspiration)
        package = self.private.codes[np.minimum(place, len(self.private.worth) - 1)]
        return [Act(Accept, good), Act(Offer, live & ~good, package=package)]
