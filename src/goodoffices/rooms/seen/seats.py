"""Seats and logs by name, for the command line."""

from __future__ import annotations

from uuid import UUID

from goodoffices.rooms import vault
from goodoffices.rooms.models import Room, Seat


def seat_names() -> list[str]:
    """Return the names of all seats: ``party:A``, ``mediator:harbour-master``, ``observer``, ``keeper:1``."""
    return [_name(seat) for seat in Seat.objects.all()]


def seat_named(name: str) -> Seat | None:
    """Return a seat by its name; None if there is none."""
    return next((seat for seat in Seat.objects.select_related("room") if _name(seat) == name), None)


def log_of(room: str) -> str | None:
    """Return the log of a room, of the only room if none is named; None if there is none."""
    try:
        found = Room.objects.filter(id=UUID(room)) if room else Room.objects.all()
    except ValueError:
        return None
    return vault.log(found[0]) if len(found) == 1 else None


def _name(seat: Seat) -> str:
    # the keys of keepers begin with their role, as there may be a party of such a number
    return str(seat.key) if seat.role in ("observer", "keeper") else f"{seat.role}:{seat.key}"
