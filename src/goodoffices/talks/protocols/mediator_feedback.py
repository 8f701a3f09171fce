"""Mediator with feedback: each party says whether a text is better or worse than the one put before it.

As ``MediatorFeedbackBasedProtocol`` of GENIUS, after Aydoğan, Hindriks & Jonker (2014), Multilateral mediated
negotiation protocols with feedback, in Novel Insights in Agent-based Complex Automated Negotiation. There the
agreement is the last text that nobody found worse than the one before it, which may be worth less than no
agreement; here the mediator puts one text to all in the end, for a yes or no. Each round begins with a text
that nobody answers, since there is nothing to compare it with.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    FEEDBACK,
    AgreementReached,
    Answer,
    Batch,
    Compared,
    DeadlinePassed,
    Lanes,
    Mask,
    NoAgreement,
    Resumed,
    TextClosed,
    TextPut,
    TextToCompare,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class MediatorFeedback(Protocol):
    """``put`` is the text put last, ``held`` the one before it."""

    name = "mediator-feedback"
    transitions: ClassVar[Transitions] = {
        ("opening", TextPut): ("drafting",),
        ("drafting", TextToCompare): ("comparing",),
        ("comparing", Compared): ("comparing", "drafting"),
        ("drafting", TextClosed): ("closing",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("opening",),
        ("time is over", TextClosed): ("closing",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def actors(self, state: State) -> Lanes:
        late = self.within(state, "drafting") & (state.step >= self.setting.steps)
        clock = late | self.within(state, "broken off")
        lead = self.within(state, "opening", "drafting", "time is over", "closed") & ~late
        asked = self.within(state, "comparing", "closing")
        return np.where(
            clock,
            1 << self.setting.clock,
            np.where(lead, self.leading(state), np.where(asked, self.unanswered(state), 0)),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is Compared:
            said = batch.more[:, 0]
            return np.asarray((said >= 0) & (said < len(FEEDBACK)))
        if batch.event is TextClosed:
            return batch.yes
        if batch.event is AgreementReached:
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is NoAgreement:
            return np.asarray((state.answers == 1).any(axis=1))
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event in (Answer, Compared):
            return self.answered_by_the_last(state)
        return np.asarray(state.round + 1 >= self.setting.rounds)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event in (TextPut, TextToCompare):
            state.held[live] = state.put[live]
            state.has_held[live] = batch.event is TextToCompare
            state.put[live] = batch.package[live]
            state.answers[live] = 0
            state.step[live] += 1
        elif batch.event is Compared:
            state.answers[live, batch.by] = 2
        elif batch.event is TextClosed:
            state.put[live] = batch.package[live]
            state.answers[live] = 0
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
