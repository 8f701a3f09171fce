"""Ask to open the answers to a last yes or no, confirm it as the other keeper, take it back, note who read.

All that is decided here stands on the public chain (``rooms.unsealing``). Beside it the engine's papers hold
which account asked, so that no person confirms its own request, even from the other seat.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodoffices.rooms import vault
from goodoffices.rooms.doing.papers import open_window
from goodoffices.rooms.doing.people import all_accepted, keepers_of
from goodoffices.rooms.doing.refusals import NOT_NOW, STALE, Faulty, NotYours, Refused, require
from goodoffices.rooms.models import Compartment, Room, Seat, Window
from goodoffices.rooms.now import next_minute, now, stamp
from goodoffices.rooms.unsealing import (
    ASKED,
    CONFIRMED,
    TAKEN_BACK,
    Request,
    asking,
    confirming,
    present,
    requests,
    taking_back,
)

OPENED = "opened to a keeper"
"""Entry of a party's side: a keeper of the seal has read its answer."""


def requests_of(room: Room) -> tuple[Request, ...]:
    """Return every request of a room's keepers, the oldest first."""
    return requests(map(json.loads, vault.lines(room)))


def nothing_left(room: Room) -> bool:
    """Return whether every side is shredded, so that there is nothing to open."""
    return not Seat.objects.filter(room=room, role="party", shredded=False).exists()


def possible(room: Room) -> bool:
    """Return whether answers can be opened at present: not while a question is open, nor before every party
    has accepted an agreement that names keepers, nor when everything is shredded.
    """
    return (
        open_window(room) is None
        and bool(keepers_of(room))
        and all_accepted(room)
        and not nothing_left(room)
    )


def openable(room: Room) -> list[Window]:
    """Return the questions whose answers can be asked for at present."""
    if not possible(room):
        return []
    windows = Window.objects.filter(room=room, kind="close", mediator_too=False, state="published")
    return list(windows.filter(terms__gt=0).select_related("paper"))


@transaction.atomic
def ask(seat: Seat, account: int, window: int, why: str, after: int) -> None:
    """Ask to open the answers to a question, and tell everybody in the room so.

    Args:
        seat: of a keeper.
        account: the number of the account that asks.
        window: the number of the question.
        why: the reason, which all see.
        after: the number of requests that the keeper saw, so that a form sent twice asks once.

    Raises:
        NotYours: if the seat is no keeper's.
        Refused: if nothing can be opened now, or there is a request already.
        Faulty: if the question is none of those that can be opened, or there is no reason.
    """
    room, at = _room(seat), now()
    found = requests_of(room)
    if len(found) != after:
        raise Refused(STALE)
    if present(found, at) is not None or not possible(room):
        raise Refused(NOT_NOW)
    wanted = next((each for each in openable(room) if each.number == window), None)
    faults = {} if wanted else {"window": _("Choose the answers that should be opened.")}
    if not why:
        faults["why"] = _("Please give a reason. Everybody in the room sees it.")
    if wanted is None or faults:
        raise Faulty(faults)
    assert wanted.paper is not None
    body = asking(window, wanted.paper.number, seat.name, why, at)
    line = vault.publish(room, ASKED, body, next_minute(at))
    vault.append(vault.engine_side(room), ASKED, {"asked": line.hash, "account": account})


@transaction.atomic
def confirm(seat: Seat, account: int, mark: str) -> None:
    """Confirm the other keeper's request: both can read the answers for a day from the next minute on.

    Args:
        seat: of the other keeper.
        account: the number of the account that confirms.
        mark: of the request that it has seen.

    Raises:
        NotYours: if the seat is no keeper's, or asked itself.
        Refused: if the request is another, it is too early or too late, or nothing can be opened now.
    """
    room, at = _room(seat), now()
    request = _present(room, mark)
    if request.by == seat.name:
        raise NotYours
    if request.phase(at) != "ready" or not possible(room):
        raise Refused(NOT_NOW)
    if _asked_by(room, mark) in (account, None):
        raise NotYours
    vault.publish(room, CONFIRMED, confirming(request, seat.name, at), next_minute(at))


@transaction.atomic
def take_back(seat: Seat, mark: str) -> None:
    """Take a request back, one's own or the other keeper's; if the answers are open, they are sealed again.

    Raises:
        NotYours: if the seat is no keeper's.
        Refused: if the request is another, or over.
    """
    room = _room(seat)
    request = _present(room, mark)
    vault.publish(room, TAKEN_BACK, taking_back(request, seat.name), next_minute(now()))


def opened(seat: Seat) -> tuple[Request, Window]:
    """Return the request whose answers a keeper can read now, and its question.

    Raises:
        NotYours: if the seat is no keeper's, or there is none.
    """
    room = _room(seat)
    request = present(requests_of(room), now())
    if request is None or request.phase(now()) != "open" or not possible(room):
        raise NotYours
    windows = Window.objects.select_related("paper")
    return request, windows.get(room=room, number=request.window)


@transaction.atomic
def note_reading(seat: Seat) -> None:
    """Note in each party's side that a keeper has read its answer, and at which minute.

    Raises:
        NotYours: if the answers are not open.
    """
    _request, window = opened(seat)
    content = {"by": seat.name, "window": window.number, "at": stamp(now())}
    for side in Compartment.objects.filter(
        room=seat.room_id, kind="own", owner__role="party", owner__shredded=False
    ):
        last = vault.contents(side)[-1:]
        if [said for _entry, said in last] != [{"kind": OPENED, **content}]:
            vault.append(side, OPENED, content)


def _room(seat: Seat) -> Room:
    """Return the room of a keeper's seat, as it is now; the seat may be gone since its page was asked for.

    Raises:
        NotYours: if the seat is no keeper's, or is gone.
    """
    require(seat, "keep the seal")
    if not Seat.objects.filter(id=seat.id, name=seat.name).exists():
        raise NotYours
    room: Room = Room.objects.get(id=seat.room_id)
    return room


def _present(room: Room, mark: str) -> Request:
    request = present(requests_of(room), now())
    if request is None or request.mark != mark:
        raise Refused(STALE)
    return request


def _asked_by(room: Room, mark: str) -> Any:
    """Return the number of the account that asked; None if it is not known any more."""
    for _entry, content in vault.contents(vault.engine_side(room)):
        if content["kind"] == ASKED and content["asked"] == mark:
            return content["account"]
    return None
