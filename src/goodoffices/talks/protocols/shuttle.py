"""Shuttle: a mediator carries each text to each side over its own channel, and their words back to nobody
else.

Each party first says, in confidence, how its issues rank and which options it likes best; then, text by
text, whether it is better than another, how far it is from signing, and what it would change first.
Nothing that one side says is released to the other. When the mediator has a text that every party said it
would sign, or time is over, that text is put to all for a last yes or no.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.events import (
    AgreementReached,
    Answer,
    Asked,
    Batch,
    DeadlinePassed,
    Lanes,
    Mask,
    NoAgreement,
    Opened,
    Replied,
    Resumed,
    TextCarried,
    TextClosed,
)
from goodoffices.talks.protocols.base import Protocol, Transitions, Where, protocol
from goodoffices.talks.state import State


@protocol
class Shuttle(Protocol):
    """``put`` is the text being carried, ``turn`` the party it goes to next, ``held`` the one put to
    all."""

    name = "shuttle"
    transitions: ClassVar[Transitions] = {
        ("beginning", Asked): ("asked",),
        ("asked", Opened): ("asked", "drafting"),
        ("drafting", TextCarried): ("drafting", "hearing"),
        ("hearing", Replied): ("hearing", "drafting"),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("drafting", TextClosed): ("closing",),
        ("drafting", NoAgreement): ("ended",),
        ("time is over", TextClosed): ("closing",),
        ("time is over", NoAgreement): ("ended",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def actors(self, state: State) -> Lanes:
        late = self.within(state, "drafting") & (state.step >= self.setting.steps) & (state.turn == 0)
        clock = late | self.within(state, "broken off")
        asked = self.within(state, "asked", "hearing", "closing")
        lead = self.within(state, "beginning", "time is over", "closed") | (
            self.within(state, "drafting") & ~late
        )
        return np.where(
            clock,
            1 << self.setting.clock,
            np.where(asked, self.unanswered(state), np.where(lead, self.leading(state), 0)),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is TextCarried:
            return np.asarray((state.turn == 0) | (batch.package == state.put).all(axis=1))
        if batch.event is TextClosed:
            return np.asarray((state.turn == 0) & batch.yes)
        if batch.event is DeadlinePassed:
            return np.asarray(state.turn == 0)
        if batch.event is AgreementReached:
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is NoAgreement:
            closed = self.within(state, "closed")
            return np.asarray(~closed & (state.turn == 0) | (state.answers == 1).any(axis=1))
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is TextCarried:
            return np.asarray(state.turn == self.setting.parties - 1)
        if batch.event is DeadlinePassed:
            return np.asarray(state.round + 1 >= self.setting.rounds)
        return self.answered_by_the_last(state)

    def audience(self, state: State, batch: Batch) -> Lanes:
        if batch.event is TextCarried:
            return self.hearing(state, state.turn)
        return super().audience(state, batch)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event in (Asked, TextClosed):
            state.answers[live] = 0
            if batch.event is TextClosed:
                state.put[live] = batch.package[live]
        elif batch.event is TextCarried:
            state.put[live] = batch.package[live]
            chosen = np.zeros(len(state.phase), dtype=np.bool_)
            chosen[live] = True
            last = chosen & (state.turn == self.setting.parties - 1)
            state.turn[live] = (state.turn[live] + 1) % self.setting.parties
            state.answers[last] = 0
            state.step[last] += 1
        elif batch.event in (Opened, Replied):
            state.answers[live, batch.by] = 2
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
