"""Answers to a window: sealed ballots, which their party may change until the announced minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction

from goodoffices.rooms import vault
from goodoffices.rooms.documents import Given
from goodoffices.rooms.doing.refusals import (
    LATE,
    NOT_NOW,
    STALE,
    SUSPENDED,
    NotYours,
    Refused,
    id_of,
    require,
)
from goodoffices.rooms.models import Ballot, Compartment, Entry, Seat, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.prepared import Prepared, gap, write

WINDOW = Prepared[Window](
    lambda: Window.objects.filter(room=gap("room"), id=gap("id")).select_related("paper", "mediator")
)
BALLOT = Prepared[Ballot](lambda: Ballot.objects.filter(window=gap("window"), seat=gap("seat")))
CAST_FOR = Prepared[Ballot](
    lambda: (
        Ballot.objects.filter(window__mediator=gap("mediator"))
        .select_related("window")
        .order_by("window__number")
    )
)
ENTRY = Prepared[Entry](lambda: Entry.objects.filter(compartment=gap("side"), seq=gap("seq")))
CAST = """
    INSERT INTO rooms_ballot (window_id, seat_id, compartment_id, seq, receipt)
    VALUES (%s, %s, %s, %s, %s) ON CONFLICT (window_id, seat_id) DO UPDATE
    SET compartment_id = excluded.compartment_id, seq = excluded.seq, receipt = excluded.receipt
"""
ENGINE_ONLY = ("close", "improve", "batch")
"""The questions whose answers nobody reads before their minute."""
Reads = Callable[[Window, dict[str, str]], Given]


def window_of(seat: Seat, window_id: str) -> Window:
    """Return a window of the seat's room.

    Raises:
        NotYours: if there is none of that id.
    """
    found = WINDOW.first(room=seat.room_id, id=id_of(window_id))
    if found is None:
        raise NotYours
    return found


def side_for(window: Window, seat: Seat) -> Compartment:
    """Return the compartment for a seat's answer: a last yes or no is not told to the mediator.

    Raises:
        NotYours: if the seat is no party's.
    """
    if seat.role != "party":
        raise NotYours
    private = window.kind in ENGINE_ONLY
    return vault.own_side(seat) if private else vault.told_side(seat, window.mediator)


def ballot(window: Window, seat: Seat) -> Ballot | None:
    """Return the answer that counts at present; None if there is none."""
    return BALLOT.first(window=window, seat=seat)


def answer_of(ballot: Ballot) -> dict[str, Any]:
    """Return the content of an answer; ``{"kind": "shredded"}`` if its key was destroyed."""
    entry = ENTRY.first(side=ballot.compartment_id, seq=ballot.seq)
    assert entry is not None
    return vault.content(entry)


@transaction.atomic
def send(
    seat: Seat,
    window_id: str,
    paper_digest: str,
    after: str,
    answer: Given | Reads | None,
) -> str:
    """Keep an answer instead of the seat's last, and return its receipt.

    Args:
        seat: of a party.
        window_id: the window that is answered.
        paper_digest: of the document the party has seen.
        after: the receipt of the answer that this replaces, empty if it is the first. So an answer that is
            sent twice, or by two delegates at once, is kept once.
        answer: the answer, or a function that makes it of the window and the seat's draft; None takes the
            last answer back.

    Raises:
        NotYours: if the seat may not answer, or the window is not of its room.
        Refused: if it is late, the talks are suspended, or the document or the last answer is another.
    """
    window = window_of(seat, window_id)
    side = side_for(window, seat)
    # as they are in this transaction: the party may have left since the page was asked for
    seat = side.owner
    require(seat, "answer")
    if window.state == "stopped" or (seat.room.state == "suspended" and window.kind != "resume"):
        raise Refused(SUSPENDED)
    # the minute is checked in the same transaction, so a clock that stopped publishing lets nothing in
    if window.state != "open" or window.due <= now():
        raise Refused(LATE)
    if (window.paper.digest if window.paper else "") != paper_digest:
        raise Refused(STALE)
    last = ballot(window, seat)
    if (last.receipt if last else "") != after:
        raise Refused(STALE)
    if answer is None:
        if last is None:
            raise Refused(NOT_NOW)
        receipt = vault.append(side, "taken back", {"window": window.number, "was": last.receipt})
        last.delete()
        return receipt
    if callable(answer):
        answer = answer(window, vault.draft(seat, f"window {window.number}"))
    content = {"window": window.number, "paper": paper_digest, "answer": asdict(answer)}
    receipt = vault.append(side, "answer", content)
    write(CAST, window, seat, side, side.length - 1, receipt)
    if seat.room.exercise and _all_answered(window):
        # the rule that is printed above the question of an exercise
        Window.objects.filter(id=window.id).update(due=now())
    return receipt


def _all_answered(window: Window) -> bool:
    parties = Seat.objects.filter(room=window.room_id, role="party", left=False)
    given = Ballot.objects.filter(window=window, seat__in=parties)
    return bool(given.count() == parties.count())


@transaction.atomic
def keep_draft(seat: Seat, window_id: str, form: dict[str, str]) -> None:
    """Keep a form as it is, for later; drafts are taken while talks are suspended, too.

    Raises:
        NotYours: if the seat may not answer, or the window is not of its room.
    """
    require(seat, "answer")
    window = window_of(seat, window_id)
    vault.keep_draft(seat, f"window {window.number}", form)


@transaction.atomic
def note_readings(mediator: Seat) -> None:
    """Note in each party's side that a mediator has read its answers; each answer once."""
    shown = _read_by(mediator)
    for side in vault.told_to(mediator) if shown else ():
        if side.owner.shredded:
            continue
        noted = [_reading(mediator, given) for given in shown if given.seat_id == side.owner_id]
        seen = [content for _, content in vault.contents(side)] if noted else []
        for reading in noted:
            if {"kind": "read", **reading} not in seen:
                vault.append(side, "read", reading)


def _reading(mediator: Seat, given: Ballot) -> dict[str, Any]:
    return {"by": mediator.name, "window": given.window.number, "receipt": given.receipt}


def _read_by(mediator: Seat) -> list[Ballot]:
    """Return the answers that a mediator's desk shows, by the numbers of their questions."""
    return [
        ballot
        for ballot in CAST_FOR.all(mediator=mediator)
        if ballot.window.kind not in ENGINE_ONLY
        or (
            ballot.window.kind == "close"
            and ballot.window.mediator_too
            and ballot.window.state == "published"
        )
    ]
