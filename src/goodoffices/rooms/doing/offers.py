"""Offers that parties make to each other in turn, at a table without a mediator.

An offer is a text with a clause for each issue; all at the table see it at once. Who accepts it says its last
yes: if all others stand behind it, it is the agreement.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Text, digest, dump
from goodoffices.rooms.doing.asked_often import newest_text
from goodoffices.rooms.doing.papers import FORBIDDEN, last_text, require_begun, sitting_of
from goodoffices.rooms.doing.play import Play
from goodoffices.rooms.doing.refusals import (
    LATE,
    NOT_NOW,
    STALE,
    Faulty,
    NotYours,
    Refused,
    require,
    require_state,
)
from goodoffices.rooms.models import Event, Paper, Room, Seat, Sitting
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.players import OFFERS, clauses_of
from goodoffices.rooms.tongue import fill

DRAFT = "offer"
"""The subject of a draft of an offer."""


def offering(room: Room) -> Sitting | None:
    """Return the sitting of a table at which parties make offers; None if they do not."""
    sitting = sitting_of(room)
    return sitting if sitting is not None and sitting.protocol == OFFERS else None


def on_the_table(room: Room) -> Paper | None:
    """Return the offer on the table; None if there is none yet."""
    return newest_text(room)


def turn_of(sitting: Sitting, case: Case) -> int:
    """Return the place of the party whose turn it is: each offer and each acceptance gives it to the next."""
    return int(Event.objects.filter(sitting=sitting).count() % len(case.parties))


@transaction.atomic
def keep_offer(seat: Seat, form: dict[str, Any]) -> None:
    """Keep a form as it is, sealed in the party's own side.

    Raises:
        NotYours: if the seat makes no offers.
    """
    require(seat, "offer")
    if offering(seat.room) is None:
        raise NotYours
    vault.keep_draft(seat, DRAFT, form)


@transaction.atomic
def make_offer(seat: Seat, seen: str, package: dict[str, str], words: str, case: Case) -> None:
    """Offer a package to the other parties, instead of the offer on the table.

    Args:
        seat: of a party.
        seen: the digest of the offer that the party has seen on the table; empty if there was none.
        package: an option for each issue.
        words: with it, for all at the table.
        case: the whole case.

    Raises:
        NotYours: if the seat makes no offers.
        Refused: if it is not its turn, the time is over, or another offer is on the table.
        Faulty: if linkages forbid the package, or the exercise has not begun.
    """
    play = _play(seat, seen, case)
    if because := play.forbidden(package):
        raise Faulty({"": fill(_(FORBIDDEN), because=because)})
    play.offer(seat.place, package)
    play.save()
    room = play.sitting.room
    number = last_text(room) + 1
    text = Text(number, clauses_of(case, package))
    made = Paper.objects.create(
        room=room, kind="text", number=number, document=dump(text), digest=digest(text)
    )
    vault.append(vault.own_side(seat), "offer", {"number": number, "digest": made.digest})
    vault.keep_draft(seat, DRAFT, {})
    body = {"number": number, "digest": made.digest, "document": dump(text), "words": words}
    vault.publish(room, "offer made", {**body, "by": seat.name}, next_minute(now()))


@transaction.atomic
def accept_offer(seat: Seat, seen: str, case: Case) -> None:
    """Accept the offer on the table: a last yes.

    Raises:
        NotYours: if the seat makes no offers.
        Refused: if it is not its turn, the time is over, or another offer is on the table.
    """
    play = _play(seat, seen, case)
    paper = on_the_table(play.sitting.room)
    if paper is None:
        raise Refused(NOT_NOW)
    agreed = play.accept(seat.place)
    play.save()
    room, body = play.sitting.room, {"number": paper.number, "digest": paper.digest}
    vault.append(vault.own_side(seat), "offer accepted", body)
    vault.publish(room, "offer accepted", {**body, "by": seat.name}, next_minute(now()))
    if agreed:
        room.result = "agreement"
        room.save(update_fields=("result",))
        Sitting.objects.filter(id=play.sitting.id).update(over=True, stands=paper.number)
        vault.publish(room, "agreement", body, next_minute(now()))


def _play(seat: Seat, seen: str, case: Case) -> Play:
    """Return the sitting in which it is a party's turn."""
    require(seat, "offer")
    room = Room.objects.get(id=seat.room_id)
    sitting = offering(room)
    if sitting is None:
        raise NotYours
    require_state(room, "open")
    require_begun(room)
    if room.ends is not None and room.ends <= now():
        raise Refused(LATE)
    paper = on_the_table(room)
    if (paper.digest if paper else "") != seen:
        raise Refused(STALE)
    play = Play(sitting, case)
    if sitting.over or play.turn != seat.place:
        raise Refused(NOT_NOW)
    return play
