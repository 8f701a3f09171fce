"""Single negotiating text with strong and weak votes: a mediator may hold on to a text that somebody likes
less.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125. A strong no is a veto; what a mediator makes of a weak one is up to it. Each party has a number of
strong votes and no more, so that calling everything important does not pay. What stands at the end is put to
all for a last yes or no, as in the single text with veto.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Batch,
    DeadlinePassed,
    Mask,
    NoAgreement,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
    Voted,
    strong,
)
from goodoffices.talks.engine.protocol import Transitions, Where, protocol
from goodoffices.talks.engine.state import State
from goodoffices.talks.protocols.single_text import SingleText


@protocol
class SingleTextVotes(SingleText):
    """``answers`` hold votes, from 1, a strong no, to 4, a strong yes; at the close 1 is no and 2 yes."""

    name = "single-text-votes"
    asking = "voting"
    weighing = "voted"
    transitions: ClassVar[Transitions] = {
        ("drafting", TextPut): ("voting",),
        ("voting", Voted): ("voting", "voted"),
        ("voted", TextKept): ("drafting",),
        ("voted", TextDropped): ("drafting",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("time is over", TextClosed): ("closing",),
        ("time is over", NoAgreement): ("ended",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is Voted:
            vote = batch.more[:, 0]
            known = (vote >= 0) & (vote <= 3)
            left = state.strong[:, batch.by] < self.setting.strong
            return np.asarray(known & (left | ~strong(vote)))
        if batch.event is TextKept:
            return np.asarray((state.answers != 1).all(axis=1) & (state.answers > 2).any(axis=1))
        if batch.event is TextDropped:
            return np.asarray((state.answers <= 2).any(axis=1))
        if batch.event is NoAgreement:
            begun = self.within(state, "closed")
            nothing = self.within(state, "time is over") & ~state.has_held
            return np.asarray(begun & (state.answers == 1).any(axis=1) | nothing)
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is Voted:
            return self.answered_by_the_last(state)
        return super().completes(state, batch)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is Voted:
            state.answers[live, batch.by] = 1 + batch.more[live, 0]
            state.strong[live, batch.by] += strong(batch.more[live, 0])
        else:
            super().write(state, batch, live)
