"""Who said and did what: entries with their source, EDTF dates, the chained ledger, the brief."""

from goodoffices.record.contradictions import Contradiction
from goodoffices.record.entries import (
    Actor,
    Contact,
    Entry,
    Figure,
    Note,
    Position,
    Pressure,
    Proposal,
    Source,
    Span,
    Statement,
)
from goodoffices.record.events import Event
from goodoffices.record.ledger import Ledger
from goodoffices.record.standing import Brief, Reports, Unreadable, brief
from goodoffices.record.status import Clause, Meeting
from goodoffices.record.words import when_text

__all__ = [
    "Actor",
    "Brief",
    "Clause",
    "Contact",
    "Contradiction",
    "Entry",
    "Event",
    "Figure",
    "Ledger",
    "Meeting",
    "Note",
    "Position",
    "Pressure",
    "Proposal",
    "Reports",
    "Source",
    "Span",
    "Statement",
    "Unreadable",
    "brief",
    "when_text",
]
