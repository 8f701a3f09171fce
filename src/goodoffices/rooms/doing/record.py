"""The case's record: decide on a proposed entry, and share the confirmed entries with the sides.

Decisions go into the ledger of the case, as on the local review page. A shared record is frozen: later
decisions reach the sides when it is shared anew.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodoffices.errors import visible
from goodoffices.record import Entry, Ledger
from goodoffices.record.basis import basis_of, basis_words
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import order
from goodoffices.record.ledger.fold import current
from goodoffices.rooms import vault
from goodoffices.rooms.doing.refusals import Faulty, NotYours, require, require_state
from goodoffices.rooms.models import Paper, Room, Seat
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.record import CaseRecord, CaseReports, case_record, case_reports, usable
from goodoffices.rooms.record_document import Told, document, text_digest
from goodoffices.wording import within

KIND = "record"
"""The kind of paper that a shared record is."""
SHARED = "record shared"
DECISIONS = ("accept", "reject")
PSEUDONYM_DIGITS = 8
READING = gettext_noop("The reports are still being read. Try again in a moment.")
CHANGED = gettext_noop("The record has changed since you looked at it. Look at it as it is now.")
NOTHING = gettext_noop("No entry is confirmed yet, so there is nothing to share.")
SAME = gettext_noop("Nothing has changed that the sides see: they have this record already.")


def reviewer_of(mediator: Seat, user: Any) -> str:
    """Return the name under which a person's decisions stand in the ledger.

    It has the mediator's name and a pseudonym of the account: the ledger leaves the room, and the name of an
    account may be that of a person.
    """
    found = hmac.new(settings.KEYRING.server, f"reviewer {user.pk}".encode(), hashlib.sha256)
    return f"{within(mediator.name)} (account {found.hexdigest()[:PSEUDONYM_DIGITS]})"


def require_record(mediator: Seat) -> CaseRecord:
    """Return the record that a mediator may review.

    Raises:
        NotYours: if the seat is no mediator's, the case has no record, or this is an exercise.
    """
    require(mediator, "review the record")
    record = None if mediator.room.exercise else case_record()
    if record is None:
        raise NotYours
    return record


def require_reports(record: CaseRecord) -> CaseReports:
    """Return the reports of the case.

    Raises:
        Faulty: if they have not been read yet.
    """
    reports = case_reports(record)
    if reports is None:
        raise Faulty({"": _(READING)})
    return reports


def decide(mediator: Seat, user: Any, form: Mapping[str, str]) -> str:
    """Accept or reject a proposed entry; return the id of the next, '' if none is left.

    Raises:
        NotYours: if the seat is no mediator's, or the form asks for something else.
        Faulty: if the reports have not been read yet.
        UsageError: if the entry was decided on meanwhile, or a field has no such value.
        Unusable: if the ledger cannot be read or written.
    """
    record = require_record(mediator)
    if form.get("action") not in DECISIONS:
        raise NotYours
    deciding = require_reports(record).deciding(record.ledger, reviewer_of(mediator, user))
    with usable():
        return deciding.decide(form)


def shared_record(room: Room) -> Paper | None:
    """Return the record that was shared last; None if none was."""
    found: Paper | None = Paper.objects.filter(room=room, kind=KIND).order_by("number").last()
    return found


def share(mediator: Seat, head: str, title: str) -> None:
    """Share the confirmed entries with everybody in the room, and say so on the public chain.

    Args:
        mediator: the seat.
        head: the head of the ledger that the mediator saw.
        title: of the case.

    Raises:
        NotYours: if the seat is no mediator's, or the case has no record.
        Refused: if the mediation has ended.
        Faulty: if nothing is confirmed, nothing is new, or the ledger has changed meanwhile.
        Unusable: if the ledger cannot be read, or does not hold against its chain.
    """
    require(mediator, "share the record")
    record = require_record(mediator)
    require_state(mediator.room, "preparing", "open", "suspended")
    reports = require_reports(record)
    with usable():
        entries = _public(record.ledger, head)
    if not entries:
        raise Faulty({"": _(NOTHING)})
    text = document(title, basis_words(basis_of(entries)), [told(one, reports) for one in entries])
    _publish(mediator, text, head, len(entries))


def told(entry: Entry, reports: CaseReports) -> Told:
    """Return an entry in words, with hidden characters drawn as marks."""
    date = when_text(entry.edtf) if entry.edtf else ""
    words = " ".join(entry.words.split())
    parts = (entry.kind, date, words, entry.source.url or "")
    return Told(reports.said(entry), *map(visible, parts))


def _public(ledger: Ledger, head: str) -> list[Entry]:
    """Return the entries of a ledger that may be told to others, by day, checked against its chain.

    Raises:
        Faulty: if its head is another, or changes meanwhile.
    """
    if ledger.head() == head and ledger.verify() == head:
        standing = current(ledger).entries.values()
        if ledger.head() == head:
            found = [entry for entry in standing if entry.public]
            return sorted(found, key=lambda e: (order(e.edtf), e.source.dispatch, e.span.start, e.id))
    raise Faulty({"": _(CHANGED)})


@transaction.atomic
def _publish(mediator: Seat, text: str, head: str, entries: int) -> None:
    room: Room = Room.objects.get(id=mediator.room_id)
    require_state(room, "preparing", "open", "suspended")
    last, digest = shared_record(room), text_digest(text)
    if last is not None and last.digest == digest:
        raise Faulty({"": _(SAME)})
    number = last.number + 1 if last else 1
    Paper.objects.create(room=room, kind=KIND, number=number, document=text, digest=digest)
    # the head depends on what was rejected, too, so it is not public: whoever has the reports could try out
    # what was decided about them
    engine = vault.engine_side(room)
    vault.append(engine, SHARED, {"number": number, "head": head})
    body = {"number": number, "digest": digest, "entries": entries, "by": mediator.name}
    vault.publish(room, SHARED, body, next_minute(now()))


def shared_head(room: Room, number: int) -> str:
    """Return the head of the ledger at which a record was shared; empty if it was shredded."""
    engine = vault.engine_side(room)
    for _entry, content in vault.contents(engine):
        if content["kind"] == SHARED and content["number"] == number:
            return str(content["head"])
    return ""
