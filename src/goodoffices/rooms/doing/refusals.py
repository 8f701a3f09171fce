"""The room's own refusals. They never name another party, and never say whose answer is missing."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop

from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.asked_often import room_of
from goodoffices.rooms.doing.exercises import letters_at
from goodoffices.rooms.models import Room, Seat
from goodoffices.rooms.policy import Verb, may

NOT_NOW = gettext_noop("This is not possible at present. The page has been brought up to date.")
LATE = gettext_noop("The time for this answer is over. Nothing was changed.")
STALE = gettext_noop("You saw an older version of this. Look at the present one, then decide.")
SUSPENDED = gettext_noop("The talks are suspended. Your draft is kept; no answers are taken.")


class Refused(Exception):
    """Raised if an act is not possible now; its text is one of the four sentences of this module."""


class NotYours(Exception):
    """Raised if there is nothing here for this visitor: the same as an address that does not exist."""


class Faulty(Exception):
    """Raised if a form has faults; ``faults`` has them by field."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("faults")
        self.faults = faults


def id_of(word: str) -> UUID:
    """Return an id that came in a form.

    Raises:
        NotYours: if it is none.
    """
    try:
        return UUID(word)
    except ValueError as error:
        raise NotYours from error


def require(seat: Seat, verb: Verb) -> None:
    """Go on if a seat's role may do something.

    Raises:
        NotYours: if its role may not, or its people have left or shredded their side.
    """
    gone = seat.left and verb not in ("read what is public", "read own side", "shred")
    mute = seat.shredded and verb not in ("read what is public", "read own side", "shred")
    if gone or mute or not may(seat.role, verb):
        raise NotYours


def require_in_room(seat: Seat, verb: Verb) -> Room:
    """Return the room of a seat, as it is now, if its role may do something that no exercise has.

    Raises:
        NotYours: if it may not, or sits at a table of an exercise.
    """
    require(seat, verb)
    if seat.room.exercise:
        raise NotYours
    return room_of(seat)


def require_letters(seat: Seat) -> Room:
    """Return the room of a seat, as it is now, if its role may write letters there.

    Raises:
        NotYours: if it may not, or sits at a table at which nobody writes letters.
    """
    require(seat, "write letters")
    room = room_of(seat)
    if not letters_at(room):
        raise NotYours
    return room


def require_state(room: Room, *states: str) -> None:
    """Go on if the room is in one of the states.

    Raises:
        Refused: if it is not.
    """
    if room.state not in states:
        raise Refused(SUSPENDED if room.state == "suspended" else NOT_NOW)
