"""Double-blind close: a text, a yes or no from each party to the mediator only, then a single word to all.

If all said yes it is an agreement; otherwise 'no agreement' is published, and nothing more.
"""

from __future__ import annotations

from typing import ClassVar

from goodoffices.talks.engine.events import BrokenOff, TextPut
from goodoffices.talks.engine.phases import Leads, Row
from goodoffices.talks.engine.protocol import (
    LAST_ANSWERS,
    LAST_ANSWERS_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)


@protocol
class DoubleBlindClose(Protocol):
    """``put`` is the text; ``answers`` are known to the party that gave them and to those who carry them."""

    name = "double-blind-close"
    phases: ClassVar[Phases] = {"issuing": Leads(), **LAST_ANSWERS_PHASES}
    table: ClassVar[Table] = (
        Row("issuing", TextPut, to="closing"),
        *LAST_ANSWERS,
        Row("issuing", BrokenOff, to="broken off"),
        Row("closing", BrokenOff, to="broken off"),
    )
