"""Alternating offers: parties in turn accept the offer on the table or put another in its place.

The stacked protocol of Aydoğan, Festen, Hindriks & Jonker (2017), Alternating offers protocols for
multilateral negotiation: agreement when everyone but the offerer has accepted the same offer.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import Accept, Batch, DeadlinePassed, Lanes, Mask, Offer, Resumed
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class AlternatingOffers(Protocol):
    """``answers`` counts, party by party, who stands behind the offer on the table (2)."""

    name = "alternating-offers"
    needs_mediator = False
    written = ("phase", "round", "step", "turn", "put", "answers")
    transitions: ClassVar[Transitions] = {
        ("opening", Offer): ("replying",),
        ("replying", Offer): ("replying",),
        ("replying", Accept): ("replying", "agreed"),
        ("replying", DeadlinePassed): ("broken off", "ended"),
        ("broken off", Resumed): ("opening",),
    }

    def actors(self, state: State) -> Lanes:
        late = state.step >= self.setting.steps
        talking = self.within(state, "opening", "replying")
        clock = (talking & late) | self.within(state, "broken off")
        whose = np.where(clock, self.setting.clock, state.turn)
        return np.left_shift(1, whose) * (talking | clock)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is Accept:
            return np.asarray((state.answers == 2).sum(axis=1) == self.setting.parties - 1)
        return np.asarray(state.round + 1 >= self.setting.rounds)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event in (Offer, Accept):
            if batch.event is Offer:
                state.put[live] = batch.package[live]
                state.answers[live] = 0
            state.answers[live, batch.by] = 2
            state.step[live] += 1
            state.turn[live] = (batch.by + 1) % self.setting.parties
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
            state.turn[live] = 0
            state.answers[live] = 0
