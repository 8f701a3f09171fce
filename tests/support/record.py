"""Entries, dispatches and reviews of the record, as tests make them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import goodoffices as go
from goodoffices.record import Entry, Ledger, Note, Review, Source, Span
from tests.support.cases import DATA

FERRY = DATA / "ferry-talks"
"""Six dispatches of a fictional negotiation, as files of several kinds."""


def note(number: int, text: str = "seen") -> Entry:
    """Return an entry by its number: the same number gives the same id, dispatch and day."""
    source = Source(f"report-{number % 7}", "2031-03-04", None, None, "")
    day = f"2031-03-{number % 28 + 1:02}"
    return Entry(f"note-{number}", Note(text), source, Span(0, 4, text), day, True)


def ferry_talks(folder: Path) -> Path:
    """Return a copy of the ferry talks, which a test may write into."""
    return Path(shutil.copytree(FERRY, folder / "ferry"))


def review_of(folder: Path) -> Review:
    """Return the review of all that the rules propose for the dispatches of a folder."""
    readings = go.reader.read_all(go.casefile.locate(folder).dispatches).readings
    proposals = tuple(entry for reading in readings for entry in reading.entries)
    return Review(Ledger(folder / "record.jsonl"), proposals)


def items(brief: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every item of a brief's JSON: contacts, positions, proposals and so on."""
    for kind in ("contacts", "positions", "proposals", "pressure", "figures", "statements"):
        yield from brief[kind]
