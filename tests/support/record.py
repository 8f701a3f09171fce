"""Entries, dispatches and reviews of the record, as tests make them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import goodoffices as go
from goodoffices.record import Entry, Ledger, Note, Review, Source, Span, Statement
from goodoffices.record.entries import Assertion, Body
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
    for kind in ("outcomes", "contacts", "positions", "proposals", "pressure", "figures", "statements"):
        yield from brief[kind]


def entry_of(
    body: Body,
    assertion: Assertion = "asserted",
    *,
    words: str = "the words",
    dispatch: str = "2031-08-26-coast",
    published: str | None = "2031-08-26",
    edtf: str | None = None,
    number: int = 1,
    start: int = 0,
    outlet: str | None = "Coast News",
) -> Entry:
    """Return an entry of a dispatch by its body; ``number`` tells those of a kind apart."""
    source = Source(dispatch, published, outlet, None, "")
    span = Span(start, start + len(words), words)
    kind = type(body).__name__.lower()
    return Entry(f"{dispatch}:{kind}-{number}", body, source, span, edtf, assertion=assertion)


def statement_of(
    text: str, assertion: Assertion = "asserted", actor: str | None = None, **about: Any
) -> Entry:
    """Return a statement from 'speaker|cue|content'; the parts stand with a space between them."""
    speaker, cue, content = text.split("|")
    after = about.get("start", 0) + len(speaker) + 1
    begins = after + len(cue) + 1
    spans = (
        Span(about.get("start", 0), after - 1, speaker),
        Span(after, begins - 1, cue),
        Span(begins, begins + len(content), content),
    )
    body = Statement(
        spans[0], actor, "named", spans[1], (spans[2],), "none", "unverified", None, 0.9, "said"
    )
    return entry_of(body, assertion, words=text.replace("|", " "), **about)
