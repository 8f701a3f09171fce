"""Newcomers to a seat in which somebody sits: they see nothing of it before its people let them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.rooms.doing.refusals import require
from goodoffices.rooms.models import Member, Seat
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.seen.common import Frame, frame

WAITING = Prepared[tuple[str, str]](
    lambda: (
        Member.objects.filter(seat=gap("seat"), waits=True)
        .order_by("id")
        .values_list("user__username", "speaks_for")
    )
)


@dataclass(frozen=True, slots=True)
class NewcomersPage:
    """The people who wait to be let into this side: the name of each, and as what it would speak."""

    frame: Frame
    people: tuple[tuple[str, str], ...]


def newcomers(seat: Seat) -> list[tuple[str, str]]:
    """Return those who wait to be let into a seat."""
    return WAITING.all(seat=seat)


def newcomers_page(seat: Seat) -> NewcomersPage:
    """Return the page on which a party lets newcomers in."""
    require(seat, "let in")
    return NewcomersPage(frame(seat), tuple(newcomers(seat)))


def waiting_for(user: Any) -> tuple[str, ...]:
    """Return the names of the seats into which a person waits to be let in."""
    members = Member.objects.filter(user=user, waits=True).order_by("id")
    return tuple(members.values_list("seat__name", flat=True))
