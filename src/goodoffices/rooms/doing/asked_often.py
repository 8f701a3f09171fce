"""What pages and acts ask of a room again and again, by queries that are worded once."""

from __future__ import annotations

from typing import Any

from goodoffices.rooms.models import Paper, Room, Seat, Window
from goodoffices.rooms.prepared import Prepared, gap

ROOM = Prepared[Room](lambda: Room.objects.filter(id=gap("room")))
SEATS = Prepared[Seat](lambda: Seat.objects.filter(room=gap("room")).select_related("room"))
PAPER = Prepared[Paper](
    lambda: Paper.objects.filter(room=gap("room"), kind=gap("kind"), number=gap("number"))
)
NEWEST = Prepared[Paper](
    lambda: Paper.objects.filter(room=gap("room"), kind="text").order_by("-number")[:1]
)
WINDOWS = Prepared[Window](
    lambda: Window.objects.filter(room=gap("room")).select_related("paper", "mediator")
)


def room_of(seat: Seat) -> Room:
    """Return the room of a seat as it is now: a seat keeps its room as it was when the seat was found."""
    [found] = ROOM.all(room=seat.room_id)
    return found


def seats_of(room: Any) -> list[Seat]:
    """Return the seats of a room, or of the room of an id, by role in seat order."""
    return SEATS.all(room=room)


def parties_of(room: Any) -> list[Seat]:
    """Return the seats of the parties of a room, or of the room of an id, in seat order."""
    return [seat for seat in seats_of(room) if seat.role == "party"]


def paper_of(room: Any, kind: str, number: int) -> Paper | None:
    """Return a public document of a room; None if there is none of the kind and number."""
    return PAPER.first(room=room, kind=kind, number=number)


def newest_text(room: Any) -> Paper | None:
    """Return the text that was put last; None before the first."""
    return NEWEST.first(room=room)


def windows_of(room: Any) -> list[Window]:
    """Return the questions of a room, the oldest first."""
    return WINDOWS.all(room=room)
