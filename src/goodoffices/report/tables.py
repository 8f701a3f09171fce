"""The tables that an analyst hands on: chronology, claims, statements, actors, contradictions.

Each row has its sentence, outlet, date and address; each column holds one thing. A chronology is also a
document (DOCX).
"""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError, visible
from goodoffices.record import (
    Brief,
    Contact,
    Entry,
    Event,
    Figure,
    Outcome,
    Proposal,
    Statement,
    when_text,
)
from goodoffices.record.dates import parse
from goodoffices.record.entry_words import HOW, source_words, words
from goodoffices.table import Cell, Table
from goodoffices.wording import capital, count, in_words, unknown

SOURCE = (
    "sentence",
    "sentence number",
    "outlet",
    "published",
    "address",
    "dispatch",
    "reviewed",
    "entry",
)
"""The last columns of every table of entries."""
WIDEST = 60
"""Characters of the widest column of a sheet; longer cells are wrapped."""


def tables(brief: Brief) -> tuple[Table, ...]:
    """Return all tables of a brief."""
    return tuple(table(brief, name) for name in _TABLES)


def table(brief: Brief, name: str) -> Table:
    """Return a table of a brief by its name, such as ``claims``.

    Raises:
        UsageError: there is none.
    """
    if name not in _TABLES:
        raise UsageError(unknown("table", name, _TABLES))
    columns, rows = _TABLES[name]
    return Table.of_rows(name, columns, rows(brief))


def _versions(brief: Brief, *kinds: str) -> Iterator[tuple[Event, Entry]]:
    for kind in kinds:
        for event in brief.told(kind):
            for version in event.versions:
                yield event, version


def _source(brief: Brief, entry: Entry) -> tuple[Cell, ...]:
    cited, source = brief.citations.of(entry), entry.source
    number = None if cited.number is None else float(cited.number)
    reviewed = "yes" if entry.reviewed else "no"
    day = _day(source.published)
    return cited.text, number, source.outlet, day, source.url, source.dispatch, reviewed, entry.id


def _day(edtf: str | None, *, last: bool = False) -> Cell:
    """Return the first day of a date, or its last; None if it has none."""
    if edtf is None:
        return None
    span = parse(edtf)
    return span.last if last else span.first


def _chronology(brief: Brief) -> Iterator[tuple[Cell, ...]]:
    found = list(_versions(brief, "outcome", "contact", "proposal"))
    found.sort(
        key=lambda pair: (_day(pair[1].edtf) or _day(pair[1].source.published) or date.max, pair[1].id)
    )
    for event, entry in found:
        body = entry.body
        assert isinstance(body, Contact | Outcome | Proposal)
        actors = body.participants if isinstance(body, Contact) else body.by
        place = None if isinstance(body, Proposal) else body.place
        kind = body.noun if isinstance(body, Contact) else entry.kind
        status = in_words(body.kind if isinstance(body, Outcome) else body.status)
        about = (_day(entry.edtf), _day(entry.edtf, last=True), when_text(entry.edtf), kind, status)
        who = "; ".join(map(brief.name, actors))
        how = HOW[entry.assertion]
        yield *about, words(entry, brief.name), who, place, how, event.id, *_source(brief, entry)


def _claims(brief: Brief) -> Iterator[tuple[Cell, ...]]:
    for event, entry in _versions(brief, "figure"):
        body = entry.body
        assert isinstance(body, Figure)
        said_by = None if body.source is None else brief.name(body.source)
        numbers = (body.value, body.low, body.high)
        about = (event.thing, body.text, *numbers, in_words(body.qualifier), body.unit, said_by)
        yield *about, HOW[entry.assertion], _day(body.as_of), event.id, *_source(brief, entry)


def _statements(brief: Brief) -> Iterator[tuple[Cell, ...]]:
    roles = {actor.id: actor.role for actor in brief.actors}
    for event, entry in _versions(brief, "statement"):
        body = entry.body
        assert isinstance(body, Statement)
        actor = None if body.actor is None else brief.name(body.actor)
        said = " … ".join(part.text for part in body.content)
        who = (body.speaker.text, actor, roles.get(body.actor or ""), in_words(body.anonymity))
        about = (body.cue.text, said, HOW[entry.assertion], body.quoted, body.told)
        yield *who, *about, event.id, *_source(brief, entry)


def _actors(brief: Brief) -> Iterator[tuple[Cell, ...]]:
    parts = {p["id"]: "party" for p in brief.parties} | {m["id"]: "mediator" for m in brief.mediators}
    for actor in brief.actors:
        others = dict.fromkeys(mention.text for mention in actor.mentions if mention.text != actor.name)
        mentions = float(len(actor.mentions))
        yield (
            actor.name,
            actor.kind,
            actor.role,
            parts.get(actor.id),
            "; ".join(others),
            mentions,
            actor.id,
        )


def _contradictions(brief: Brief) -> Iterator[tuple[Cell, ...]]:
    entries = {entry.id: entry for entry in brief.entries}
    for number, found in enumerate(brief.contradictions, 1):
        for side in found.entries:
            if side in entries:
                entry = entries[side]
                how = HOW[entry.assertion]
                about = (float(number), found.kind, found.about, words(entry, brief.name), how)
                yield *about, *_source(brief, entry)


_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Brief], Iterator[tuple[Cell, ...]]]]] = {
    "chronology": (
        (
            *(
                "first day",
                "last day",
                "date in words",
                "kind",
                "status",
                "event in words",
                "who",
                "place",
            ),
            *("how reported", "event", *SOURCE),
        ),
        _chronology,
    ),
    "claims": (
        (
            *(
                "thing counted",
                "figure as written",
                "value",
                "low",
                "high",
                "qualifier",
                "unit",
                "said by",
            ),
            *("how reported", "as of", "event", *SOURCE),
        ),
        _claims,
    ),
    "statements": (
        (
            *("speaker as written", "actor", "role", "kind of source", "verb", "words", "how reported"),
            *("quoted", "told to", "event", *SOURCE),
        ),
        _statements,
    ),
    "actors": (("name", "kind", "role", "part", "other names", "mentions", "id"), _actors),
    "contradictions": (("number", "kind", "about", "side", "how reported", *SOURCE), _contradictions),
}
NAMES = tuple(_TABLES)


def csv_text(table: Table) -> str:
    """Return a table as CSV (RFC 4180); no cell is taken for a formula by a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return buffer.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | int):
        return f"{cell:.15g}"
    text = cell.isoformat() if isinstance(cell, date) else visible(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write_workbook(brief: Brief, path: Path) -> None:
    """Write all tables to an XLSX file, a sheet for each; days are days, and no cell is a formula.

    Raises:
        UsageError: if openpyxl is not installed.
    """
    openpyxl = _extra("openpyxl", "xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables(brief):
        sheet = book.create_sheet(table.name)
        sheet.append(list(table.columns))
        for number, row in enumerate(table.rows, 2):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = visible(value)[:32_767] if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                if isinstance(value, date):
                    cell.number_format = "yyyy-mm-dd"
        _layout(openpyxl, sheet, table)
    book.save(path)


def _layout(openpyxl: Any, sheet: Any, table: Table) -> None:
    """Set a sheet's header, filter and widths."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, name in enumerate(table.columns, 1):
        sheet.cell(1, number).font = openpyxl.styles.Font(bold=True)
        longest = max((len(str(row[number - 1] or "")) for row in table.rows), default=0)
        letter = openpyxl.utils.get_column_letter(number)
        sheet.column_dimensions[letter].width = min(WIDEST, max(longest, len(name)) + 2)
        if longest > WIDEST:
            for row in range(2, len(table.rows) + 2):
                sheet.cell(row, number).alignment = openpyxl.styles.Alignment(
                    wrap_text=True, vertical="top"
                )


def write_chronology(brief: Brief, title: str, path: Path) -> None:
    """Write the chronology to a DOCX file: each event with its day, its words and its sources.

    Raises:
        UsageError: if python-docx is not installed.
    """
    document = _extra("docx", "docx").Document()
    document.add_heading(visible(title), 0)
    if brief.as_of:
        document.add_paragraph(f"Chronology as of {when_text(brief.as_of)}.")
    events = [event for kind in ("outcome", "contact", "proposal") for event in brief.told(kind)]
    events.sort(key=lambda event: (_day(event.shown.edtf) or date.max, event.id))
    heading = None
    for event in events:
        when = when_text(event.shown.edtf)
        if when != heading:
            document.add_heading(capital(when), 2)
            heading = when
        said = words(event.shown, brief.name)
        document.add_paragraph(visible(f"{capital(said)}."))
        for version in event.versions:
            cited = brief.citations.of(version)
            place = f", {cited.place}" if cited.place else ""
            text = f"{source_words(version.source)}{place}: “{cited.text}”"
            document.add_paragraph(visible(text), style="List Bullet")
    if not events:
        document.add_paragraph("No event is in the record.")
    if brief.contradictions:
        document.add_heading("Contradictions", 1)
        for found in brief.contradictions:
            document.add_paragraph(visible(found.about))
            for side in found.sides:
                document.add_paragraph(visible(f"{side.source}: “{side.words}”"), style="List Bullet")
    unreviewed = sum(not entry.reviewed for entry in brief.entries)
    if unreviewed:
        document.add_paragraph(
            f"Not yet reviewed by a person: {count(unreviewed, 'entry', 'entries')}."
        )
    document.save(path)


def _extra(module: str, form: str) -> Any:
    """Return a module of the extra 'documents'.

    Raises:
        UsageError: if it is not installed.
    """
    try:
        found = importlib.import_module(module)
        if module == "openpyxl":
            importlib.import_module("openpyxl.styles")
            importlib.import_module("openpyxl.utils")
    except ImportError:
        raise UsageError(
            f"format: {form} needs more packages: pip install 'goodoffices[documents]'"
        ) from None
    return found
