"""The course of the talks: suspend, ask to take up again, leave, shred, end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodoffices.rooms import vault
from goodoffices.rooms.doing.clock import publish_leaving
from goodoffices.rooms.doing.machine_seats import seat_machine, standing_machine
from goodoffices.rooms.doing.papers import begin_window, open_window
from goodoffices.rooms.doing.refusals import NOT_NOW, Refused, require, require_state
from goodoffices.rooms.models import Room, Seat, Window
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.prepared import Prepared, gap

LAST = Prepared[Window](
    lambda: Window.objects.filter(room=gap("room")).exclude(kind="resume").order_by("-number")[:1]
)
"""The question that was put last, but for those of taking the talks up again."""


@transaction.atomic
def suspend(seat: Seat, why: str) -> None:
    """Suspend the talks: no answers are taken, drafts are kept, and the open window is stopped.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if the talks are not open.
    """
    require(seat, "suspend")
    room = Room.objects.get(id=seat.room_id)
    require_state(room, "open")
    Window.objects.filter(room=room, state="open").update(state="stopped")
    room.state, room.suspended_why = "suspended", why
    room.save(update_fields=("state", "suspended_why"))
    vault.publish(room, "suspended", {"by": seat.name, "why": why}, next_minute(now()))


@transaction.atomic
def ask_to_resume(seat: Seat, due: datetime) -> Window:
    """Ask every party if the talks may be taken up again; they are if all say yes.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if the talks are not suspended, or the question is put already.
        Faulty: if the time has passed.
    """
    require(seat, "suspend")
    room = Room.objects.get(id=seat.room_id)
    if room.state != "suspended":
        raise Refused(NOT_NOW)
    return begin_window(room, seat, "resume", None, due)


def stopped_window(room: Room) -> Window | None:
    """Return the window that a suspension stopped, if its question was not put again since."""
    last = LAST.first(room=room)
    return last if last is not None and last.state == "stopped" else None


@transaction.atomic
def ask_again(seat: Seat, due: datetime) -> Window:
    """Put the question that a suspension stopped again, about the same document.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if there is none, or the talks are not open.
        Faulty: if the time has passed.
    """
    require(seat, "put")
    room = Room.objects.get(id=seat.room_id)
    require_state(room, "open")
    stopped = stopped_window(room)
    if stopped is None:
        raise Refused(NOT_NOW)
    more = {"mediator_too": stopped.mediator_too} if stopped.kind == "close" else {}
    return begin_window(room, seat, stopped.kind, stopped.paper, due, **more)


@transaction.atomic
def leave(seat: Seat) -> None:
    """Leave the talks without giving a reason. All are told at the next publication, or at once if no
    window is open. At a table of an exercise the machine that takes empty seats takes this seat, if one does.

    Raises:
        NotYours: if the seat is no party's, or has left before.
    """
    require(seat, "leave")
    if machine := standing_machine(seat):
        seat_machine(seat, machine)
    else:
        walk_away(seat)


def walk_away(seat: Seat) -> None:
    """Leave the talks, even if a machine would take the seat; expects to run in a transaction."""
    vault.append(vault.own_side(seat), "left", {})
    Seat.objects.filter(id=seat.id).update(left=True)
    if open_window(seat.room) is None:
        publish_leaving(seat.room, next_minute(now()))


@transaction.atomic
def shred(seat: Seat) -> None:
    """Destroy the keys of all that a party has brought, once its talks are over for it.

    Raises:
        NotYours: if the seat is no party's.
        Refused: if the talks still need its answers.
    """
    require(seat, "shred")
    room = Room.objects.get(id=seat.room_id)
    if not seat.left and not (room.state == "ended" or room.result):
        raise Refused(NOT_NOW)
    Seat.objects.filter(id=seat.id).update(shredded=True)
    # keys are in another file: they go after this transaction is on disk
    transaction.on_commit(lambda: vault.shred(seat))


@transaction.atomic
def end(seat: Seat) -> None:
    """End the mediation.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if a window is open, or it has ended.
    """
    require(seat, "put")
    room = Room.objects.get(id=seat.room_id)
    if room.state == "ended" or open_window(room):
        raise Refused(NOT_NOW)
    room.state = "ended"
    room.save(update_fields=("state",))
    vault.publish(room, "ended", {"by": seat.name}, next_minute(now()))
