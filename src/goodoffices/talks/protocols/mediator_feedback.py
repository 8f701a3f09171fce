"""Mediator with feedback: each party says whether a text is better or worse than the text before it.

As ``MediatorFeedbackBasedProtocol`` of GENIUS, after Aydoğan, Hindriks & Jonker (2014), Multilateral mediated
negotiation protocols with feedback, in Novel Insights in Agent-based Complex Automated Negotiation. There the
agreement is the last text that nobody found worse than the text before it, even if it is worth less than no
agreement; here the mediator puts a text to all in the end, for a yes or no. Each round begins with a text
that nobody answers, since there is nothing to compare it with.
"""

from __future__ import annotations

from typing import ClassVar

from goodoffices.talks.engine.events import (
    Compared,
    DeadlinePassed,
    Resumed,
    TextClosed,
    TextPut,
    TextToCompare,
)
from goodoffices.talks.engine.phases import Asks, Leads, Row, names_a_text
from goodoffices.talks.engine.protocol import (
    DEADLINE_PHASES,
    LAST_ANSWERS,
    LAST_ANSWERS_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)


@protocol
class MediatorFeedback(Protocol):
    """``put`` is the text put last, ``held`` the text before it."""

    name = "mediator-feedback"
    usual_mediator = "feedback"
    phases: ClassVar[Phases] = {
        "opening": Leads(),
        "drafting": Leads(timed=True),
        "comparing": Asks(Compared),
        **DEADLINE_PHASES,
        **LAST_ANSWERS_PHASES,
    }
    table: ClassVar[Table] = (
        Row("opening", TextPut, to="drafting"),
        Row("drafting", TextToCompare, to="comparing"),
        Row("comparing", Compared, to="comparing", last="drafting"),
        Row("drafting", TextClosed, to="closing", when=names_a_text),
        Row("drafting", DeadlinePassed, to="broken off", last="time is over"),
        Row("broken off", Resumed, to="opening"),
        Row("time is over", TextClosed, to="closing", when=names_a_text),
        *LAST_ANSWERS,
    )
