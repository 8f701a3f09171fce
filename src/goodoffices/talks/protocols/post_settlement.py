"""Post-settlement: after an agreement, look together for one that all would rather have.

Raiffa (1985), Post-settlement settlements, Negotiation Journal 1:9-12. A first text is closed
double-blind. Once it is agreed, the mediator puts improvements; each party says, to the mediators who
carry its answer and to nobody else, whether it would rather have it than the agreement that stands. All
yes, and the improvement is the agreement; any no, and the one that stands is untouched.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    AgreementStands,
    Answer,
    Batch,
    BrokenOff,
    Lanes,
    Mask,
    NoAgreement,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class PostSettlement(Protocol):
    """``put`` is the text being answered, ``held`` the agreement that stands, ``step`` counts
    improvements."""

    name = "post-settlement"
    transitions: ClassVar[Transitions] = {
        ("issuing", TextPut): ("closing",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("settled",),
        ("closed", NoAgreement): ("ended",),
        ("settled", TextPut): ("improving",),
        ("improving", Answer): ("improving", "answered"),
        ("answered", TextKept): ("settled",),
        ("answered", TextDropped): ("settled",),
        ("settled", AgreementStands): ("agreed",),
        ("issuing", BrokenOff): ("broken off",),
        ("closing", BrokenOff): ("broken off",),
    }

    def actors(self, state: State) -> Lanes:
        lead = self.within(state, "issuing", "closed", "settled", "answered")
        asked = self.within(state, "closing", "improving")
        return np.where(lead, self.leading(state), np.where(asked, self.unanswered(state), 0))

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event in (AgreementReached, TextKept):
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event in (NoAgreement, TextDropped):
            return np.asarray((state.answers == 1).any(axis=1))
        if batch.event is TextPut:
            return np.asarray(~state.has_held | (state.step < self.setting.steps))
        if batch.event is AgreementStands:
            return np.asarray((batch.package == state.held).all(axis=1))
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        return self.answered_by_the_last(state)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is TextPut:
            state.put[live] = batch.package[live]
            state.answers[live] = 0
            state.step[live] += state.has_held[live]
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
        elif batch.event in (AgreementReached, TextKept):
            state.held[live] = state.put[live]
            state.has_held[live] = True
        elif batch.event is AgreementStands:
            state.put[live] = state.held[live]
