"""An exercise: tables of one case, and a ticket for each seat, bound to the browser that opens it first.

The secret of a ticket is made from the server's key, so that the sheet of tickets can be printed again. The
database holds its hash only.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from goodoffices.model import Case
from goodoffices.rooms import chance, vault
from goodoffices.rooms.classlist import Drawn
from goodoffices.rooms.documents import Agenda, digest, dump
from goodoffices.rooms.doing.machine_seats import take_back
from goodoffices.rooms.doing.opening import make_room
from goodoffices.rooms.doing.people import token_hash
from goodoffices.rooms.doing.refusals import NOT_NOW, NotYours, Refused, id_of
from goodoffices.rooms.models import Account, Exercise, Member, Paper, Room, Seat, Sitting, Ticket
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.players import PROTOCOL, chairs, sitting_protocol
from goodoffices.rooms.prepared import Prepared, gap

TOKEN_DIGITS = 48
"""Hexadecimal digits of a ticket's secret: 192 bits."""
TEACHER = gettext_noop("Teacher")
PSEUDONYMS = "pseudonyms"
"""The name of their key on the keyring."""
OF_TEACHER = Prepared[int](
    lambda: Ticket.objects.filter(user=gap("user"), seat=None).values_list("id", flat=True)
)


@transaction.atomic
def make_exercise(
    case: Case,
    drawn: Sequence[Drawn],
    minutes: int,
    seed: int = 0,
    strategy: str = "",
    mediator: str = "",
    protocol: str = PROTOCOL,
) -> Exercise:
    """Make a room for each table, with a ticket for each seat, and a ticket for the teacher.

    ``seed``, ``strategy`` and ``mediator`` are of its machines, as in :class:`Exercise`.

    Raises:
        UsageError: if the case cannot be sat in this protocol.
    """
    tables = max(seat.table for seat in drawn)
    made: Exercise = Exercise.objects.create(
        minutes=minutes, seed=seed, strategy=strategy, mediator=mediator, protocol=protocol
    )
    vault.keyring().make(PSEUDONYMS)
    _ticket(None, TEACHER)
    labels = {(seat.table, seat.seat): seat.label for seat in drawn}
    issues = tuple(issue.id for issue in case.issues)
    for table in range(1, tables + 1):
        room = make_room(case, table, made.protocol)
        agenda = Agenda(1, "", issues)
        paper = Paper.objects.create(
            room=room, kind="agenda", number=1, document=dump(agenda), digest=digest(agenda)
        )
        Sitting.objects.create(room=room, agenda=paper, protocol=sitting_protocol(made.protocol))
        vault.publish(room, "agenda adopted", {"number": 1, "digest": paper.digest}, next_minute(now()))
        for key in chairs(case, made.protocol):
            _ticket(Seat.objects.get(room=room, key=key), labels.get((table, key), ""))
    return made


def _ticket(seat: Seat | None, label: str) -> None:
    made = Ticket(id=chance.name(), seat=seat, label=label)
    made.token_hash = token_hash(token_of(made))
    made.save()


def token_of(ticket: Ticket) -> str:
    """Return the secret of a ticket, made from the server's key."""
    key = vault.keyring().server
    return hmac.new(key, f"ticket {ticket.id}".encode(), hashlib.sha256).hexdigest()[:TOKEN_DIGITS]


def ticket_of(token: str) -> Ticket | None:
    """Return the ticket of a secret; None if there is none."""
    found: Ticket | None = (
        Ticket.objects.filter(token_hash=token_hash(token)).select_related("seat__room", "user").first()
    )
    return found


@transaction.atomic
def bind(token: str, browser: str) -> tuple[Any, str]:
    """Bind a ticket to a browser, and return the user who sits there with the browser's secret.

    Args:
        token: the secret of the ticket.
        browser: the secret that this browser keeps, empty if it has none.

    Raises:
        NotYours: if there is no such ticket, or another browser has it.
    """
    ticket = ticket_of(token)
    if ticket is None:
        raise NotYours
    held = browser or chance.token()
    # the update decides if two browsers come at once
    free = Ticket.objects.filter(id=ticket.id, browser_hash="")
    if free.update(browser_hash=token_hash(held)) != 1 and ticket.browser_hash != token_hash(browser):
        raise NotYours
    if ticket.seat is not None and ticket.seat.machine:
        take_back(ticket.seat)
    if ticket.user is None:
        ticket.user = get_user_model().objects.create(username=f"ticket-{chance.name()}", password="!")
        Ticket.objects.filter(id=ticket.id).update(user=ticket.user)
        Account.objects.create(user=ticket.user)
        if ticket.seat is not None:
            Member.objects.create(user=ticket.user, seat=ticket.seat)
    return ticket.user, held


def is_teacher(user: Any) -> bool:
    """Return whether somebody holds the teacher's ticket."""
    return OF_TEACHER.first(user=user) is not None


def require_teacher(user: Any) -> Exercise:
    """Return the exercise of a teacher.

    Raises:
        NotYours: if this is not the teacher.
    """
    if not is_teacher(user):
        raise NotYours
    return Exercise.objects.get()


@transaction.atomic
def free(user: Any, ticket_id: str) -> None:
    """Free a ticket from its browser, whose session ends: another browser may then open it.

    Raises:
        NotYours: if this is not the teacher, or there is no such ticket.
    """
    require_teacher(user)
    ticket = Ticket.objects.filter(id=id_of(ticket_id)).exclude(seat=None).first()
    if ticket is None:
        raise NotYours
    Ticket.objects.filter(id=ticket.id).update(browser_hash="")
    Account.objects.filter(user=ticket.user).update(generation=F("generation") + 1)


@transaction.atomic
def give_time(user: Any, minutes: int, room_id: str = "") -> None:
    """Give tables time, from now if they have not begun: all of them, or one.

    Raises:
        NotYours: if this is not the teacher, or there is no such table.
        Refused: if the number of minutes makes no sense.
    """
    require_teacher(user)
    if not 1 <= minutes <= 600:
        raise Refused(NOT_NOW)
    rooms = Room.objects.filter(exercise=True).exclude(state="ended")
    if room_id:
        rooms = rooms.filter(id=id_of(room_id))
        if not rooms.exists():
            raise NotYours
    for room in rooms:
        begins = max(room.ends, now()) if room.ends else now()
        room.ends = next_minute(begins + timedelta(minutes=minutes))
        room.save(update_fields=("ends",))
