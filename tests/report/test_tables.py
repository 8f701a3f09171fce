"""The tables an analyst hands on, as CSV, XLSX and DOCX."""

from __future__ import annotations

import csv
import importlib
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import goodoffices as go
from goodoffices.record import Brief, Contact, Figure, Outcome, Reports
from goodoffices.report.tables import NAMES, SOURCE, csv_text, tables, write_chronology, write_workbook
from tests.support.record import FERRY, entry_of, statement_of

TEXT = "Peru denies closing the port. Peru and Chile signed a truce. The port held 460 crates."


@pytest.fixture
def brief() -> Brief:
    words = "Peru and Chile signed a truce."
    place = TEXT.index(words)
    truce = Outcome("signed", ("peru", "chile"), "a truce", "Lenz", None, "60 days", None)
    hidden = Figure("460", 460, None, None, "exact", "=1+1 crates", None, None)
    met = Contact("meeting", "held", ("peru", "chile"), "Lenz", None)
    entries = (
        statement_of("Peru|denies|closing the port.", "denied"),
        entry_of(truce, words=words, start=place, edtf="2031-03-14"),
        entry_of(met, "denied", words="Peru", edtf="2031-03-01/2031-03-10"),
        entry_of(hidden, words="460", start=TEXT.index("460")),
        entry_of(replace(hidden, value=700, text="700"), words="700", dispatch="b", number=2),
    )
    dispatch = entries[0].source.dispatch
    return go.record.brief(go.load(FERRY), entries, Reports({}, {dispatch: TEXT}))


def rows(brief: Brief, name: str) -> list[dict[str, str]]:
    (table,) = [table for table in tables(brief) if table.name == name]
    return list(csv.DictReader(io.StringIO(csv_text(table))))


def test_every_entry_has_its_sentence_outlet_and_date(brief: Brief) -> None:
    for name in set(NAMES) - {"actors"}:
        for row in rows(brief, name):
            assert set(SOURCE) <= set(row)
            assert row["sentence"]
            assert (row["outlet"], row["published"]) == ("Coast News", "2031-08-26")


def test_the_chronology_has_days_and_how_each_event_is_reported(brief: Brief) -> None:
    first, second = rows(brief, "chronology")
    assert (first["first day"], first["last day"]) == ("2031-03-01", "2031-03-10")
    assert first["how reported"] == "denied"
    assert first["event in words"].startswith("Denied: meeting of")
    assert (second["first day"], second["kind"], second["place"]) == ("2031-03-14", "outcome", "Lenz")
    assert (second["sentence"], second["sentence number"]) == ("Peru and Chile signed a truce.", "2")


def test_a_statement_says_how_it_is_meant(brief: Brief) -> None:
    (row,) = rows(brief, "statements")
    found = (row["speaker as written"], row["verb"], row["words"], row["how reported"])
    assert found == ("Peru", "denies", "closing the port.", "denied")


def test_no_cell_of_a_csv_is_a_formula(brief: Brief) -> None:
    assert {row["unit"] for row in rows(brief, "claims")} == {"'=1+1 crates"}


def test_the_workbook_has_a_sheet_for_each_table_with_days_and_no_formula(
    brief: Brief, tmp_path: Path
) -> None:
    write_workbook(brief, tmp_path / "talks.xlsx")
    book: Any = openpyxl.load_workbook(tmp_path / "talks.xlsx")
    assert book.sheetnames == list(NAMES)
    chronology = book["chronology"]
    assert chronology["A2"].value == datetime(2031, 3, 1)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1 crates" in [cell.value for cell in cells]
    assert 460 in [cell.value for cell in cells]


def test_the_chronology_is_a_document(brief: Brief, tmp_path: Path) -> None:
    write_chronology(brief, "Talks", tmp_path / "talks.docx")
    text = "\n".join(part.text for part in docx.Document(str(tmp_path / "talks.docx")).paragraphs)
    assert "14 March 2031" in text
    assert "Peru and Chile signed a truce in Lenz: 60 days." in text.replace("peru", "Peru").replace(
        "chile", "Chile"
    )
    assert "Coast News, 26 August 2031, sentence 2: “Peru and Chile signed a truce.”" in text
    assert "Denied: meeting of" in text


def test_a_missing_package_is_said_with_what_to_install(
    brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", gone)
    with pytest.raises(go.errors.UsageError, match=r"pip install 'goodoffices\[documents\]'"):
        write_workbook(brief, tmp_path / "talks.xlsx")
