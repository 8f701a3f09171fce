"""Single negotiating text with veto: a mediator redrafts one text; any party's no leaves it as it was.

Raiffa (1982), The Art and Science of Negotiation, ch. 14. Parties answer whether they would rather have
the new text than the one that stands, to the mediators who carry their answers, and to nobody else. At
the end of the last round the standing text is put to all for a last yes or no.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Batch,
    DeadlinePassed,
    Lanes,
    Mask,
    NoAgreement,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class SingleText(Protocol):
    """``put`` is the new text, ``held`` the one that stands."""

    name = "single-text"
    asking: ClassVar[str] = "answering"
    weighing: ClassVar[str] = "answered"
    transitions: ClassVar[Transitions] = {
        ("drafting", TextPut): ("answering",),
        ("answering", Answer): ("answering", "answered"),
        ("answered", TextKept): ("drafting",),
        ("answered", TextDropped): ("drafting",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("time is over", TextClosed): ("closing",),
        ("time is over", NoAgreement): ("ended",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def actors(self, state: State) -> Lanes:
        late = self.within(state, "drafting") & (state.step >= self.setting.steps)
        asked = self.within(state, self.asking, "closing")
        clock = late | self.within(state, "broken off")
        lead = (self.within(state, "drafting") & ~late) | self.within(
            state, self.weighing, "time is over", "closed"
        )
        return np.where(
            clock,
            1 << self.setting.clock,
            np.where(asked, self.unanswered(state), np.where(lead, self.leading(state), 0)),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event in (TextKept, AgreementReached):
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is TextClosed:
            return state.has_held & ~batch.yes
        if batch.event in (TextDropped, NoAgreement):
            nothing = self.within(state, "time is over") & ~state.has_held
            return np.asarray(
                (state.answers == 1).any(axis=1) & ~self.within(state, "time is over") | nothing
            )
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is Answer:
            return self.answered_by_the_last(state)
        return np.asarray(state.round + 1 >= self.setting.rounds)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is TextPut:
            state.put[live] = batch.package[live]
            state.answers[live] = 0
            state.step[live] += 1
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
        elif batch.event is TextKept:
            state.held[live] = state.put[live]
            state.has_held[live] = True
        elif batch.event is TextClosed:
            state.put[live] = state.held[live]
            state.answers[live] = 0
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
