"""Make a room from a case, with a seat for each party and mediator."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.models import Room, Seat
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.players import PROTOCOL, SHUTTLE, mediated, require_seats

OBSERVERS = gettext_noop("Observers")
"""The name of the seat of observers."""


@transaction.atomic
def make_room(case: Case, table: int = 0, protocol: str = PROTOCOL) -> Room:
    """Make the room of a case; its first publication names the seats.

    Args:
        case: with parties, a mediator and issues.
        table: the number of a table of an exercise, from 1; 0 for a mediation.
        protocol: of the table.

    Raises:
        UsageError: if nobody could sit down to the case.
    """
    require_seats(case, protocol)
    room: Room = Room.objects.create(
        title=case.title,
        case_digest=case.digest(),
        table=table,
        exercise=table > 0,
        # people of an exercise know its agenda from their sheets
        state="open" if table else "preparing",
    )
    seats = [("party", party.id, party.name) for party in case.parties]
    if mediated(protocol):
        seats += [("mediator", mediator.id, mediator.name) for mediator in case.mediators]
    seats.append(("observer", "observer", OBSERVERS))
    for place, (role, key, name) in enumerate(seats):
        Seat.objects.create(room=room, role=role, place=place, key=key, name=name)
    letters = not table or protocol == SHUTTLE
    vault.make_compartments(room, [frozenset(c.between) for c in case.channels] if letters else ())
    vault.publish(
        room,
        "room made",
        {
            "title": case.title,
            **({"table": table} if table else {}),
            "room": str(room.id),
            "seats": [{"role": role, "name": name} for role, _, name in seats],
        },
        next_minute(now()),
    )
    return room
