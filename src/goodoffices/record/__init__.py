"""Who said and did what: entries with their source, EDTF dates, the chained ledger, the brief."""

from goodoffices.record import current, dates, entries, export, review
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
    Retraction,
    Source,
    Span,
    Statement,
)
from goodoffices.record.events import Event
from goodoffices.record.index import Index, Wanted
from goodoffices.record.ledger import Ledger
from goodoffices.record.review import Review
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
    "Index",
    "Ledger",
    "Meeting",
    "Note",
    "Position",
    "Pressure",
    "Proposal",
    "Reports",
    "Retraction",
    "Review",
    "Source",
    "Span",
    "Statement",
    "Unreadable",
    "Wanted",
    "brief",
    "current",
    "dates",
    "entries",
    "export",
    "review",
    "when_text",
]
