"""Single negotiating text with veto: a mediator redrafts a text; any party's no leaves it as it was.

Raiffa (1982), The Art and Science of Negotiation, ch. 14. Parties answer whether they would rather have
the new text than the text that stands, to the mediators who carry their answers, and to nobody else. At
the end of the last round the standing text is put to all for a last yes or no.
"""

from __future__ import annotations

from typing import ClassVar

from goodoffices.talks.engine.events import (
    Answer,
    NoAgreement,
    TextClosed,
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
    LAST_ANSWERS,
    LAST_ANSWERS_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)

CLOSING: Table = (
    *DEADLINE,
    Row("time is over", TextClosed, to="closing", when=standing_text),
    Row("time is over", NoAgreement, to="ended", when=no_text_stands),
    *LAST_ANSWERS,
)
"""How single texts end: the text that stands when time is over is put to all."""
CLOSING_PHASES: Phases = {**DEADLINE_PHASES, **LAST_ANSWERS_PHASES}


@protocol
class SingleText(Protocol):
    """``put`` is the new text, ``held`` the text that stands."""

    name = "single-text"
    phases: ClassVar[Phases] = {
        "drafting": Leads(timed=True),
        "answering": Asks(Answer, question=Question.PREFER),
        "answered": Leads(),
        **CLOSING_PHASES,
    }
    table: ClassVar[Table] = (
        Row("drafting", TextPut, to="answering"),
        Row("answering", Answer, to="answering", last="answered"),
        Row("answered", TextKept, to="drafting", when=all_yes),
        Row("answered", TextDropped, to="drafting", when=any_no),
        *CLOSING,
    )
