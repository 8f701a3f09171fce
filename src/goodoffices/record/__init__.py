"""The record of a case: entries with their sources, EDTF dates, the chained ledger, the brief."""

from goodoffices.record import (
    dates,
    entries,
    entry_words,
    field_words,
    report_words,
    typed_dates,
)
from goodoffices.record.briefing.brief import Brief, Reports, Unreadable, brief
from goodoffices.record.briefing.contradictions import Contradiction
from goodoffices.record.briefing.status import Clause, Meeting
from goodoffices.record.date_words import when_text
from goodoffices.record.entries import (
    Actor,
    Contact,
    Entry,
    Figure,
    Note,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Retraction,
    Source,
    Span,
    Statement,
)
from goodoffices.record.ledger import decisions, export, fold, searching, shared, typed_fields
from goodoffices.record.ledger.decisions import Review
from goodoffices.record.ledger.file import Ledger
from goodoffices.record.ledger.index import Hits, Index, Wanted
from goodoffices.record.merge.events import Event

__all__ = [
    "Actor",
    "Brief",
    "Clause",
    "Contact",
    "Contradiction",
    "Entry",
    "Event",
    "Figure",
    "Hits",
    "Index",
    "Ledger",
    "Meeting",
    "Note",
    "Outcome",
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
    "dates",
    "decisions",
    "entries",
    "entry_words",
    "export",
    "field_words",
    "fold",
    "report_words",
    "searching",
    "shared",
    "typed_dates",
    "typed_fields",
    "when_text",
]
