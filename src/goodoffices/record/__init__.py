"""Who said and did what: entries with their source, EDTF dates, the chained ledger, the brief."""

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
from goodoffices.record.ledger import Ledger
from goodoffices.record.standing import Brief, Clause, Unreadable, brief, when_text

__all__ = [
    "Actor",
    "Brief",
    "Clause",
    "Contact",
    "Entry",
    "Figure",
    "Ledger",
    "Note",
    "Position",
    "Pressure",
    "Proposal",
    "Source",
    "Span",
    "Statement",
    "Unreadable",
    "brief",
    "when_text",
]
