"""The record of a case: entries with their sources, EDTF dates, the chained ledger, the brief.

Each name is imported when it is first used: whoever needs a date does not load the brief.
"""

from importlib import import_module as _import_module

_MODULES = {
    "goodoffices.record": "dates entries entry_words field_words report_words typed_dates",
    "goodoffices.record.ledger": "decisions export fold searching shared typed_fields",
}
"""Public modules by their package."""
_NAMES = {
    "goodoffices.record.briefing.brief": "Brief Reports Unreadable brief",
    "goodoffices.record.briefing.contradictions": "Contradiction",
    "goodoffices.record.briefing.status": "Clause Meeting",
    "goodoffices.record.date_words": "when_text",
    "goodoffices.record.entries": (
        "Actor Contact Entry Figure Note Outcome Position Pressure Proposal Retraction Source Span Statement"
    ),
    "goodoffices.record.ledger.decisions": "Review",
    "goodoffices.record.ledger.file": "Ledger",
    "goodoffices.record.ledger.index": "Hits Index Wanted",
    "goodoffices.record.merge.events": "Event",
}
"""Other public names by the module that defines them."""
_HOME = {name: home for home, names in (_MODULES | _NAMES).items() for name in names.split()}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'goodoffices.record' has no attribute {name!r}")
    home = _HOME[name]
    if home in _MODULES:
        return _import_module(f"{home}.{name}")
    return getattr(_import_module(home), name)
