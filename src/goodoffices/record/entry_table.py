"""Entries of the record as a table: a row for each report, in words that keep how the report has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from goodoffices.record.dates import parse
from goodoffices.record.entries import Entry
from goodoffices.record.entry_words import HOW, words
from goodoffices.table import Table

COLUMNS = (
    *("entry", "kind", "words", "how reported", "date", "first day", "last day"),
    *("outlet", "published", "address", "dispatch", "reviewed", "confidence"),
)


def entry_table(entries: Iterable[Entry], name: Callable[[str | None], str]) -> Table:
    """Return entries as a table; ``name`` gives the name of an actor by its id.

    A date is as the record has it (EDTF), and as its first and last day.
    """
    rows = []
    for entry in entries:
        source = entry.source
        days = _days(entry.edtf)
        about = (entry.id, entry.kind, words(entry, name), HOW[entry.assertion], entry.edtf, *days)
        published = _days(source.published)[0]
        told = (source.outlet, published, source.url, source.dispatch)
        rows.append((*about, *told, entry.reviewed, entry.confidence))
    return Table.of_rows("entries", COLUMNS, rows)


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    if edtf is None:
        return None, None
    span = parse(edtf)
    return span.first, span.last
