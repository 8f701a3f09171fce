"""Double-blind close: one text, a yes or no from each party to the mediator only, then one word to all.

When all said yes it is an agreement; otherwise 'no agreement' is published, and nothing more.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Batch,
    BrokenOff,
    Lanes,
    Mask,
    NoAgreement,
    TextPut,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class DoubleBlindClose(Protocol):
    """``put`` is the text; ``answers`` are known to the party that gave them and to who carries them."""

    name = "double-blind-close"
    transitions: ClassVar[Transitions] = {
        ("issuing", TextPut): ("closing",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
        ("issuing", BrokenOff): ("broken off",),
        ("closing", BrokenOff): ("broken off",),
    }

    def actors(self, state: State) -> Lanes:
        lead = self.within(state, "issuing", "closed")
        asked = np.where(self.within(state, "closing"), self.unanswered(state), 0)
        return np.where(lead, self.leading(state), asked)

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is AgreementReached:
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is NoAgreement:
            return np.asarray((state.answers == 1).any(axis=1))
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        return self.answered_by_the_last(state)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is TextPut:
            state.put[live] = batch.package[live]
            state.step[live] += 1
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
