"""Show the debrief of an exercise, and each person's consent to a row of the table for research."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import transaction

from goodoffices.rooms import vault
from goodoffices.rooms.doing.refusals import NOT_NOW, NotYours, Refused
from goodoffices.rooms.doing.tickets import PSEUDONYMS, TEACHER, require_teacher
from goodoffices.rooms.keyring import Shredded
from goodoffices.rooms.models import Exercise, Room, Ticket, Window
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.prepared import Prepared

SHOWN = Prepared[int](lambda: Exercise.objects.filter(debrief=True).values_list("id", flat=True)[:1])


@transaction.atomic
def show_debrief(user: Any) -> None:
    """End every table and show the debrief to all: it has both sides' points, so nobody may still talk.

    Raises:
        NotYours: if this is not the teacher.
    """
    require_teacher(user)
    for room in Room.objects.filter(exercise=True).exclude(state="ended"):
        Window.objects.filter(room=room, state="open").update(state="stopped")
        room.state = "ended"
        room.save(update_fields=("state",))
        vault.publish(room, "ended", {"by": TEACHER}, next_minute(now()))
    Exercise.objects.update(debrief=True)


def debrief_shown() -> bool:
    """Return whether the debrief of this server's exercise is shown."""
    return bool(SHOWN.all())


@transaction.atomic
def consent(user: Any, given: bool) -> None:
    """Give, or withdraw, consent to a row of the table for research.

    Raises:
        NotYours: if this is nobody with a ticket for a seat.
        Refused: if the debrief is not shown yet: people first see what the row is about.
    """
    if not debrief_shown():
        raise Refused(NOT_NOW)
    if not Ticket.objects.filter(user=user).exclude(seat=None).update(consent=given):
        raise NotYours


def pseudonym_key() -> bytes | None:
    """Return the key of the pseudonyms; None if it was destroyed."""
    with suppress(Shredded):
        return vault.keyring().key(PSEUDONYMS)
    return None


def destroy_pseudonyms(user: Any) -> None:
    """Destroy the key of the pseudonyms: rows that were exported can be joined to no seat any more.

    Raises:
        NotYours: if this is not the teacher.
    """
    require_teacher(user)
    vault.keyring().shred(PSEUDONYMS)
