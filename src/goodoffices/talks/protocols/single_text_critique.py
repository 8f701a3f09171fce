"""Single negotiating text with critique: nobody is asked to accept a text, only what is wrong with it.

The one-text procedure, as used at Camp David in 1978: Fisher & Ury (1981), Getting to Yes; Raiffa (1982), The
Art and Science of Negotiation, ch. 14. The mediator puts one text, the same to all. Each party criticises it
in confidence: which issue it would change first, and, if it likes to say so, what it would have there and how
far it is from signing. The mediator says whether the revised text or the earlier one stands, and revises
again. When it can improve the text no more, or time is over, the text that stands is put to all for a last
yes or no.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.events import (
    CRITIQUE,
    AgreementReached,
    Answer,
    Batch,
    Criticised,
    DeadlinePassed,
    Mask,
    NoAgreement,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.protocol import Transitions, Where, protocol
from goodoffices.talks.engine.state import State
from goodoffices.talks.protocols.single_text import SingleText


@protocol
class SingleTextCritique(SingleText):
    """``put`` is the text criticised, ``held`` the one that stands: the first, until another does.

    A mediator that has nothing to hand over may say so, once a text stands. ``answers`` hold 2 for a party
    that criticised; at the close 1 is no and 2 yes.
    """

    name = "single-text-critique"
    asking = "criticising"
    weighing = "criticised"
    transitions: ClassVar[Transitions] = {
        ("drafting", TextPut): ("criticising",),
        ("criticising", Criticised): ("criticising", "criticised"),
        ("criticised", TextKept): ("drafting",),
        ("criticised", TextDropped): ("drafting",),
        ("drafting", TextClosed): ("closing",),
        ("drafting", NoAgreement): ("ended",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("time is over", TextClosed): ("closing",),
        ("time is over", NoAgreement): ("ended",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is Criticised:
            return self._said(state, batch)
        if batch.event is TextKept:
            return np.ones(len(state.phase), dtype=np.bool_)
        if batch.event is TextDropped:
            return np.asarray(state.has_held)
        if batch.event is NoAgreement:
            refused = (state.answers == 1).any(axis=1)
            return np.where(self.within(state, "closed"), refused, state.has_held)
        return super().guard(state, batch)

    def _said(self, state: State, batch: Batch) -> Mask:
        """Where a critique is one: its option is of an issue that it names, and another than the text has."""
        issue, option, level = batch.more[:, : len(CRITIQUE)].T
        known = (issue >= 0) & (issue <= self.setting.issues) & (level >= 0) & (level <= 4)
        place = np.clip(issue - 1, 0, self.setting.issues - 1)
        another = (issue > 0) & (option > 0) & (option - 1 != state.put[np.arange(len(place)), place])
        return np.asarray(known & ((option == 0) | another))

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is Criticised:
            return self.answered_by_the_last(state)
        return super().completes(state, batch)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is Criticised:
            state.answers[live, batch.by] = 2
        else:
            super().write(state, batch, live)
