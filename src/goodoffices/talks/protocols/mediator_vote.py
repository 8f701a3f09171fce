"""Mediator with votes: a mediator puts packages; the last that every party voted for is the agreement.

As ``SimpleMediatorBasedProtocol`` of GENIUS (Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker 2014, Genius:
an integrated environment for supporting the design of generic automated negotiators, Computational
Intelligence 30:48-70): each step the mediator puts a package, each party votes yes or no to the mediator
only, and the mediator tells all whether all said yes. When time is over the last package that all accepted
is agreed, with no further vote; if there is none, there is no agreement.
"""

from __future__ import annotations

from typing import ClassVar

from goodoffices.talks.engine.event import Batch, Where
from goodoffices.talks.engine.events import (
    AgreementReached,
    AgreementStands,
    Answer,
    NoAgreement,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.phases import (
    Asks,
    Leads,
    Question,
    Row,
    all_yes,
    any_no,
    no_text_stands,
    standing_text,
)
from goodoffices.talks.engine.protocol import (
    DEADLINE,
    DEADLINE_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)
from goodoffices.talks.engine.state import State


@protocol
class MediatorVote(Protocol):
    """``put`` is the package voted on, ``held`` the last that all accepted."""

    name = "mediator-vote"
    usual_mediator = "random-flip"
    phases: ClassVar[Phases] = {
        "drafting": Leads(timed=True),
        "polling": Asks(Answer, question=Question.BIND),
        "polled": Leads(),
        **DEADLINE_PHASES,
    }
    table: ClassVar[Table] = (
        Row("drafting", TextPut, to="polling"),
        Row("polling", Answer, to="polling", last="polled"),
        Row("polled", TextKept, to="drafting", when=all_yes),
        Row("polled", TextDropped, to="drafting", when=any_no),
        *DEADLINE,
        Row("time is over", AgreementReached, to="agreed", when=standing_text),
        Row("time is over", NoAgreement, to="ended", when=no_text_stands),
    )

    def write(self, state: State, batch: Batch, live: Where) -> None:
        # the agreement is not the package put last, which somebody may have refused
        event = AgreementStands if batch.event is AgreementReached else batch.event
        event.write(state, batch, live)
