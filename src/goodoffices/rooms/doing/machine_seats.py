"""Seats of an exercise that a machine plays: all at the table are told of it, and when a person is back."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goodoffices.rooms import vault
from goodoffices.rooms.doing.exercises import exercise_of
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.models import Event, Room, Seat, Sitting
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.players import PROTOCOL, STEPS
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.talks.engine.events import TextClosed, TextPut

MACHINES = Prepared[tuple[str, str]](
    lambda: (
        Seat.objects.filter(room=gap("room"))
        .exclude(machine="")
        .values_list("name", "machine")
        .order_by("place")
    )
)


def machines_at(room: Room) -> tuple[tuple[str, str], ...]:
    """Return the seats of a table that machines play, each with the machine's name."""
    return tuple(MACHINES.all(room=room))


def standing_machine(seat: Seat) -> str:
    """Return the machine that takes a seat which is empty or silent; empty if none does."""
    exercise = exercise_of(seat.room)
    if exercise is None or seat.role not in ("party", "mediator"):
        return ""
    return str(exercise.strategy if seat.role == "party" else exercise.mediator)


def person_mediates(room: Room) -> bool:
    """Return whether a mediator's seat with a ticket is not a machine's: then machines put no texts."""
    return bool(mediating().filter(room=room).exists())


def mediating() -> QuerySet[Seat]:
    """Return the mediators' seats of all tables that have a ticket and no machine."""
    found: QuerySet[Seat] = Seat.objects.filter(role="mediator", machine="").exclude(ticket=None)
    return found


def seat_machine(seat: Seat, machine: str, at: Any = None) -> None:
    """Give a seat to a machine, and say so to all at its table; expects to run in a transaction."""
    Seat.objects.filter(id=seat.id).update(machine=machine)
    if seat.role == "mediator" and not person_mediates(seat.room):
        _limit_texts(seat, STEPS[PROTOCOL])
    body = {"seat": seat.name, "machine": machine}
    vault.publish(seat.room, "machine seated", body, at or next_minute(now()))


@transaction.atomic
def take_back(seat: Seat) -> None:
    """Give a seat that a machine plays back to its people.

    Raises:
        NotYours: if no machine plays it.
    """
    if not Seat.objects.filter(id=seat.id).exclude(machine="").update(machine=""):
        raise NotYours
    if seat.role == "mediator":
        _limit_texts(seat, 0)
    vault.publish(seat.room, "machine gone", {"seat": seat.name}, next_minute(now()))


def _limit_texts(seat: Seat, more: int) -> None:
    """Set the number of further texts of the sitting that is not over, if there is any; 0 for no limit."""
    for sitting in Sitting.objects.filter(room=seat.room_id, over=False):
        rows = Event.objects.filter(sitting=sitting, compartment=None).values_list("row", flat=True)
        events = [json.loads(bytes(row))["event"] for row in rows]
        # once a text is put for a last answer there are no more texts
        if TextClosed.__name__ not in events:
            put = events.count(TextPut.__name__)
            Sitting.objects.filter(id=sitting.id).update(steps=put + more if more else 0)
