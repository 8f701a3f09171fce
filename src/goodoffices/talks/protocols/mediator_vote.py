"""Mediator with votes: a mediator puts packages; the last that every party voted for is the agreement.

As ``SimpleMediatorBasedProtocol`` of GENIUS (Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker 2014, Genius:
an integrated environment for supporting the design of generic automated negotiators, Computational
Intelligence 30:48-70): each step the mediator puts a package, each party votes yes or no to the mediator
only, and the mediator tells all whether all said yes. When time is over the last package that all accepted
is agreed, with no further vote; where there is none, there is no agreement.
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
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State


@protocol
class MediatorVote(Protocol):
    """``put`` is the package voted on, ``held`` the last that all accepted."""

    name = "mediator-vote"
    transitions: ClassVar[Transitions] = {
        ("drafting", TextPut): ("polling",),
        ("polling", Answer): ("polling", "polled"),
        ("polled", TextKept): ("drafting",),
        ("polled", TextDropped): ("drafting",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("time is over", AgreementReached): ("agreed",),
        ("time is over", NoAgreement): ("ended",),
    }

    def actors(self, state: State) -> Lanes:
        late = self.within(state, "drafting") & (state.step >= self.setting.steps)
        clock = late | self.within(state, "broken off")
        lead = self.within(state, "drafting", "polled", "time is over") & ~late
        return np.where(
            clock,
            1 << self.setting.clock,
            np.where(
                lead,
                self.leading(state),
                np.where(self.within(state, "polling"), self.unanswered(state), 0),
            ),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is TextKept:
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is TextDropped:
            return np.asarray((state.answers == 1).any(axis=1))
        if batch.event is AgreementReached:
            return state.has_held
        if batch.event is NoAgreement:
            return ~state.has_held
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
        elif batch.event is AgreementReached:
            state.put[live] = state.held[live]
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
