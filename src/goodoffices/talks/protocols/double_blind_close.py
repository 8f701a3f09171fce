"""Double-blind close: each party says yes or no to a text, to the mediator only; then all hear a single word.

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
