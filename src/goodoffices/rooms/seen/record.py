"""The page of the case's record: for everybody as it was shared, for mediators as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.errors import visible
from goodoffices.record import Wanted
from goodoffices.record.basis import basis_words
from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.record import (
    READING,
    require_record,
    shared_head,
    shared_record,
    told,
)
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import Paper, PublicLine, Seat
from goodoffices.rooms.record import CaseRecord, CaseReports, case_record, case_reports, usable
from goodoffices.rooms.record_document import Told, part
from goodoffices.rooms.seen.common import Frame, body_of, frame, stamp_time

PER_PAGE = 50
"""Entries of a page."""
LISTS = ("confirmed", "unreviewed", "proposed", "shared")
"""Lists for a mediator; the sides see the last only."""


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """An entry; ``stays`` is true if it is not shared, ``review`` the id of one to be reviewed."""

    told: Told
    stays: bool = False
    review: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: the numbers of its first and last entry, of all, and of the pages beside it, or 0."""

    entries: tuple[EntrySeen, ...]
    first: int
    last: int
    number: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """A record that was shared: its number, its time, its digest."""

    number: int
    at: str
    digest: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The part of the page that mediators see.

    Attributes:
        lists: each list with its words and the number of its entries.
        head: of the ledger, which the form that shares it names.
        public: the number of entries that would be shared.
        changed: whether the ledger has changed since it was shared.
        wait: why nothing can be listed yet; empty if it can.
    """

    lists: tuple[tuple[str, str, int], ...]
    head: str
    public: int
    changed: bool
    ended: bool
    wait: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record; ``desk`` is None for all but mediators, ``shared`` if nothing was shared."""

    frame: Frame
    of: str
    basis: tuple[str, ...]
    part: Part
    shared: ShareSeen | None
    desk: Desk | None
    faults: Faults


def record_page(seat: Seat, of: str, page: int, faults: Faults | None = None) -> RecordPage:
    """Return the record as a seat may see it: mediators the list ``of`` entries that they ask for.

    Raises:
        NotYours: if nothing was shared and the seat is no mediator's, or the case has no record.
        Unusable: if the ledger cannot be read.
    """
    require(seat, "read what is public")
    paper = None if seat.room.exercise else shared_record(seat.room)
    record = case_record() if seat.role == "mediator" and not seat.room.exercise else None
    if record is None:
        if paper is None:
            raise NotYours
        return _shared_page(seat, paper, page, None, {})
    require_record(seat)
    ended = seat.room.state == "ended"
    with usable():
        reports = case_reports(record)
        if reports is None:
            # nor is the index asked, which may still be made
            waiting = Desk((), "", 0, False, ended, _(READING))
            nothing = _numbered((), 0, 0)
            return RecordPage(frame(seat), "", (), nothing, None, waiting, faults or {})
        counted = _counted(record, reports)
        desk = _desk(seat, record, paper, counted)
        if of == "shared" and paper is not None:
            return _shared_page(seat, paper, page, desk, faults or {})
        of = of if of in counted and of != "shared" else "confirmed"
        first = _first(page, counted[of])
        basis, found = _part(record, reports, of, first)
    return RecordPage(frame(seat), of, basis, found, _seen(paper), desk, faults or {})


def _counted(record: CaseRecord, reports: CaseReports) -> dict[str, int]:
    """Return the number of entries in each list of the ledger and the reports."""
    index = record.index
    return {
        "confirmed": index.page(Wanted(reviewed=True), 0, 0)[1].entries,
        "unreviewed": index.page(Wanted(reviewed=False), 0, 0)[1].entries,
        "proposed": len(reports.deciding(record.ledger).review.pending()),
    }


def _desk(seat: Seat, record: CaseRecord, paper: Paper | None, counted: dict[str, int]) -> Desk:
    head = record.ledger.head()
    said = {
        "confirmed": _("Confirmed"),
        "unreviewed": _("Entered without review"),
        "proposed": _("Proposed, not reviewed"),
        "shared": _("As the sides see it"),
    }
    numbers = counted | ({"shared": _entries(paper)} if paper else {})
    return Desk(
        tuple((name, said[name], numbers[name]) for name in LISTS if numbers.get(name)),
        head,
        record.index.page(Wanted(public=True), 0, 0)[1].entries,
        paper is not None and shared_head(seat.room, paper.number) != head,
        seat.room.state == "ended",
        "",
    )


def _part(
    record: CaseRecord, reports: CaseReports, of: str, first: int
) -> tuple[tuple[str, ...], Part]:
    """Return the basis of a list in words, and a page of the list."""
    if of == "proposed":
        pending = reports.deciding(record.ledger).review.pending()
        some = pending[first : first + PER_PAGE]
        proposed = [EntrySeen(told(one, reports), True, one.id) for one in some]
        return (), _numbered(proposed, first, len(pending))
    wanted = Wanted(reviewed=of == "confirmed")
    entries, basis = record.index.page(wanted, first, PER_PAGE)
    seen = [EntrySeen(told(one, reports), not one.public) for one in entries]
    return tuple(map(visible, basis_words(basis))), _numbered(seen, first, basis.entries)


def _shared_page(seat: Seat, paper: Paper, page: int, desk: Desk | None, faults: Faults) -> RecordPage:
    number = _entries(paper)
    first = _first(page, number)
    cover, entries = part(paper.document, first, PER_PAGE)
    found = _numbered([EntrySeen(one) for one in entries], first, number)
    return RecordPage(frame(seat), "shared", cover.basis, found, _seen(paper), desk, faults)


def _entries(paper: Paper) -> int:
    return part(paper.document, 0, 0)[0].entries


def _seen(paper: Paper | None) -> ShareSeen | None:
    """Return when a record was shared, as the public chain has it."""
    if paper is None:
        return None
    lines = PublicLine.objects.filter(room=paper.room_id, kind="record shared")
    line = next(line for line in lines if body_of(line)["number"] == paper.number)
    return ShareSeen(paper.number, stamp_time(json.loads(line.line)["at"]), paper.digest)


def _first(page: int, number: int) -> int:
    """Return the number of entries before a page that there is."""
    last = max(0, (number - 1) // PER_PAGE)
    return min(max(page - 1, 0), last) * PER_PAGE


def _numbered(entries: Sequence[EntrySeen], first: int, number: int) -> Part:
    page = first // PER_PAGE + 1
    last = first + len(entries)
    return Part(
        tuple(entries),
        first + 1 if entries else 0,
        last,
        number,
        page - 1,
        page + 1 if last < number else 0,
    )


def record_file(seat: Seat) -> str:
    """Return the record that was shared last, as a file whose digest is on the public chain.

    Raises:
        NotYours: if nothing was shared.
    """
    require(seat, "read what is public")
    paper = None if seat.room.exercise else shared_record(seat.room)
    if paper is None:
        raise NotYours
    return str(paper.document)
