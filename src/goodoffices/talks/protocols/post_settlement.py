"""Post-settlement: after an agreement, a mediator looks for a text that every party prefers to it.

Raiffa (1985), Post-settlement settlements, Negotiation Journal 1:9-12. A first text is closed
double-blind. Once it is agreed, the mediator puts improvements; each party says, to the mediators who
carry its answer and to nobody else, whether it would rather have it than the agreement that stands. All
yes, and the improvement is the agreement; any no, and the standing agreement is untouched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.space import kept
from goodoffices.talks.engine.event import Batch, Mask, Where
from goodoffices.talks.engine.events import (
    AgreementReached,
    AgreementStands,
    Answer,
    BrokenOff,
    NoAgreement,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.phases import Asks, Leads, Question, Row, all_signed, all_yes, any_no
from goodoffices.talks.engine.protocol import (
    LAST_ANSWERS_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)
from goodoffices.talks.engine.state import State


def steps_left(rules: Protocol, state: State, batch: Batch) -> Mask:
    """There is time for another improvement."""
    return np.asarray(state.step < rules.setting.steps)


def what_stands(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The package published is the agreement that stands."""
    return np.asarray((batch.package == state.held).all(axis=1))


@protocol
class PostSettlement(Protocol):
    """``put`` is the text being answered, ``held`` the agreement that stands, ``step`` counts
    improvements."""

    name = "post-settlement"
    phases: ClassVar[Phases] = {
        "issuing": Leads(),
        **LAST_ANSWERS_PHASES,
        "settled": Leads(),
        "improving": Asks(Answer, question=Question.IMPROVE),
        "answered": Leads(),
    }
    table: ClassVar[Table] = (
        Row("issuing", TextPut, to="closing"),
        Row("closing", Answer, to="closing", last="closed"),
        Row("closed", AgreementReached, to="settled", when=all_signed),
        Row("closed", NoAgreement, to="ended", when=any_no),
        Row("settled", TextPut, to="improving", when=steps_left),
        Row("improving", Answer, to="improving", last="answered"),
        Row("answered", TextKept, to="settled", when=all_yes),
        Row("answered", TextDropped, to="settled", when=any_no),
        Row("settled", AgreementStands, to="agreed", when=what_stands),
        Row("issuing", BrokenOff, to="broken off"),
        Row("closing", BrokenOff, to="broken off"),
    )

    def start(self, lanes: int, standing: Sequence[int] | None = None) -> State:
        """Return sessions that have not begun, or that begin with an agreement reached elsewhere.

        Args:
            lanes: the number of sessions.
            standing: (issues,) option indices of an agreement that stands: improvements are put at once.

        Raises:
            UsageError: the agreement names an option that does not exist, or linkages forbid it.
        """
        state = super().start(lanes)
        if standing is None:
            return state
        text = np.asarray(standing, dtype=np.int64)
        dims = self.setting.dims or (np.iinfo(np.int64).max,) * self.setting.issues
        if text.shape != (len(dims),) or not ((text >= 0) & (text < dims)).all():
            raise UsageError("standing: expected an option of every issue, found something else.")
        if not kept(self.setting.rules, text[np.newaxis])[0]:
            raise UsageError(
                "standing: expected a package that linkages allow, found one that they forbid."
            )
        state.phase[:] = self.number("settled")
        state.put[:], state.held[:], state.has_held[:] = text, text, True
        return state

    def write(self, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        if batch.event is TextPut:
            # the first text is not an improvement
            state.step[live] *= state.has_held[live]
