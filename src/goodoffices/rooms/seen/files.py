"""Files to take home: the log, their own side, the minutes, the agreed text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from goodoffices.model import Case
from goodoffices.rooms import chain, vault
from goodoffices.rooms.doing.play import minutes_of
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import PublicLine, Seat, Sitting
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.seen.common import (
    Frame,
    Published,
    TextSeen,
    frame,
    publications,
    stamp_time,
    text_paper,
    text_seen,
)
from goodoffices.rooms.seen.keepers import seal_lines

SITTINGS = Prepared[Sitting](
    lambda: Sitting.objects.filter(room=gap("room")).select_related("agenda", "room").order_by("id")
)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes of each sitting, as this seat has them; ``seal`` has the acts of its keepers."""

    frame: Frame
    sittings: tuple[tuple[str, ...], ...]
    seal: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class AgreedPage:
    """The agreed text, with a line to sign for each party; ``head`` is that of its publication."""

    frame: Frame
    text: TextSeen
    parties: tuple[str, ...]
    at: str
    head: str


def log_file(seat: Seat) -> str:
    """Return the log of a seat's room."""
    require(seat, "read what is public")
    return vault.log(seat.room)


def own_file(seat: Seat) -> dict[str, Any]:
    """Return a party's own file."""
    require(seat, "read own side")
    if seat.role != "party":
        raise NotYours
    return vault.own_file(seat)


def minutes_page(seat: Seat, case: Case) -> MinutesPage:
    """Return the minutes as a seat has them."""
    require(seat, "read what is public")
    found = tuple(minutes_of(s, case, seat) for s in SITTINGS.all(room=seat.room_id))
    return MinutesPage(frame(seat), found, seal_lines(publications(seat.room)))


def agreed_page(seat: Seat, case: Case) -> AgreedPage:
    """Return the text agreed last; it stays if a later sitting ends without agreement.

    Raises:
        NotYours: if there is none.
    """
    require(seat, "read what is public")
    line = PublicLine.objects.filter(room=seat.room_id, kind="agreement").last()
    if line is None:
        raise NotYours
    publication = json.loads(line.line)
    paper = text_paper(seat.room, publication["body"]["number"])
    parties = Seat.objects.filter(room=seat.room_id, role="party").values_list("name", flat=True)
    return AgreedPage(
        frame(seat),
        text_seen(paper, case),
        tuple(parties),
        stamp_time(publication["at"]),
        chain.spoken(line.hash),
    )
