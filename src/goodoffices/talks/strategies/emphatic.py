"""Emphatic: answers truthfully, but calls every vote a strong one for as long as it has strong votes.

The exaggerator that Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision
and Negotiation 12:111-125, hold their mediator against.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import Mask, Voted
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import truthful_answers, vote


@strategy("emphatic")
class Emphatic(Strategy):
    """Answers texts; it makes no offers of its own."""

    lanes = True
    random = False
    remembers = False
    offers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "voting":
            return [Act(Voted, live, more=vote(self.private, view, strong=True)[:, np.newaxis])]
        return truthful_answers(self.private, view, phase, live)
