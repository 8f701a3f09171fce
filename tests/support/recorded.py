"""A room whose case has a record: reports, entries that were confirmed, and others that were not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goodoffices.record import Entry, Ledger, Note, Source, Span, Statement
from goodoffices.record.ledger.decisions import retraction
from tests.support import room as support
from tests.support.room import LAKE, House, house

REPORT = """\
---
published: 2031-03-04
outlet: Lake Wire
url: https://lakewire.example/1
---
Fish talks on the lake end without agreement

Mayor Ines Calloway of North town said the towns had agreed to meet again in Melrow.

South town demanded a limit of 200 fish. West town rejected the limit, its spokesman Tomas Reyle said.
"""


def said(number: int, words: str, reviewed: bool = True, day: str = "2031-03-04") -> Entry:
    """Return a statement of a report by its number; each is of a report of its own."""
    spans = Span(0, 9, "The mayor"), Span(10, 14, "said"), Span(15, 15 + len(words), words)
    body = Statement(
        spans[0], None, "named", spans[1], (spans[2],), "none", "unverified", None, 0.9, "said"
    )
    source = Source(f"report-{number}", day, "Coast News", "https://coast.example", "d" * 64)
    span = Span(0, 15 + len(words), f"The mayor said {words}")
    return Entry(f"report-{number}:statement-1", body, source, span, day, reviewed)


def private() -> list[Entry]:
    """Return lines of a ledger that no side may see, with a canary in each."""
    refused = said(91, "CANARY-REJECTED")
    by_hand = replace(said(92, "CANARY-BY-HAND"), source=Source("by hand", None, None, None, ""))
    wrong = said(93, "CANARY-CORRECTED")
    right = replace(said(93, "they would meet"), id=f"{wrong.id}+2", replaces=wrong.id)
    return [
        said(90, "CANARY-UNREVIEWED", reviewed=False),
        retraction(refused, "CANARY-BECAUSE"),
        by_hand,
        replace(said(94, "x"), id="note-1", body=Note("CANARY-NOTE"), span=Span(0, 11, "CANARY-NOTE")),
        wrong,
        right,
    ]


@contextmanager
def recorded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *entries: Entry, report: str = REPORT
) -> Iterator[House]:
    """Yield a room of the lake, of which everybody has a seat; the record is in ``folder / 'lake'``."""
    from goodoffices.rooms import record

    case = folder / "lake"
    (case / "dispatches").mkdir(parents=True)
    (case / "case.yaml").write_text(LAKE, "utf-8")
    (case / "dispatches" / "2031-03-04-wire.txt").write_text(report, "utf-8")
    if entries:
        ledger_of(folder).append(*entries)
    support.folder()
    monkeypatch.setattr(support, "CASES", folder)
    # a page waits as long as it takes, so that it is the same each time
    monkeypatch.setattr(record, "SECONDS", 300)
    with house("lake", origin=case) as room:
        room.gather()
        room.join("observer")
        yield room


def ledger_of(folder: Path) -> Ledger:
    """Return the ledger of the room's case."""
    return Ledger(folder / "lake" / "record.jsonl")


def share(room: House) -> Any:
    """Share the record as the mediator's page has it."""
    page = room.mediator.get("record")
    head = page.partition('name="head" value="')[2].partition('"')[0]
    return room.mediator.raw("post", "record", {"head": head})
