"""The exercise of this server, and what its protocol says of a table."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from goodoffices.rooms.letters import GRID
from goodoffices.rooms.models import Exercise, Room
from goodoffices.rooms.players import SHUTTLE
from goodoffices.rooms.prepared import Prepared

EXERCISE = Prepared[Exercise](lambda: Exercise.objects.order_by("id")[:1])


def exercise_of(room: Room) -> Exercise | None:
    """Return the exercise to which a table belongs; None in a mediation."""
    return EXERCISE.first() if room.exercise else None


def letters_at(room: Room) -> bool:
    """Return whether letters are written in a room: in a mediation, and at a table of the shuttle."""
    exercise = exercise_of(room)
    return exercise is None or exercise.protocol == SHUTTLE


def grid_of(room: Room) -> timedelta:
    """Return the time from one moment at which letters reach the parties of a room to the next."""
    grid: timedelta = settings.TABLE_GRID if room.exercise else GRID
    return grid
