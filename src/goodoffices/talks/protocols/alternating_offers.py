"""Alternating offers: parties in turn accept the offer on the table or put another in its place.

The stacked protocol of Aydoğan, Festen, Hindriks & Jonker (2017), Alternating offers protocols for
multilateral negotiation: agreement if everyone but the offerer has accepted the same offer. A party whose
turn it is may also leave the table, which ends talks for all.
"""

from __future__ import annotations

from typing import ClassVar

from goodoffices.talks.engine.events import Accept, BrokenOff, DeadlinePassed, Offer, Resumed
from goodoffices.talks.engine.phases import Clock, Row, TakesTurns
from goodoffices.talks.engine.protocol import Phases, Protocol, Table, protocol


@protocol
class AlternatingOffers(Protocol):
    """``put`` is the offer on the table, ``answered`` says who stands behind it."""

    name = "alternating-offers"
    usual_strategy = "boulware"
    written = ("phase", "round", "step", "turn", "put", "answered")
    phases: ClassVar[Phases] = {
        "opening": TakesTurns(),
        "replying": TakesTurns(timed=True),
        "broken off": Clock(),
    }
    table: ClassVar[Table] = (
        Row("opening", Offer, to="replying"),
        Row("opening", BrokenOff, to="ended"),
        Row("replying", Offer, to="replying"),
        Row("replying", Accept, to="replying", last="agreed"),
        Row("replying", BrokenOff, to="ended"),
        Row("replying", DeadlinePassed, to="broken off", last="ended"),
        Row("broken off", Resumed, to="opening"),
    )
