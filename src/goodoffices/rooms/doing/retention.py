"""Shred the confidences of a room when the time for which they were to be kept is over.

The agreement to mediate says for how many days. They count from the end, or from the last publication if
nobody has ended the mediation. Keys are destroyed and rows deleted; the public chain remains.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction

from goodoffices.rooms import vault
from goodoffices.rooms.documents import RETAIN_DAYS, Terms, load
from goodoffices.rooms.doing.asked_often import parties_of
from goodoffices.rooms.doing.papers import open_window
from goodoffices.rooms.doing.people import accepted_by
from goodoffices.rooms.models import Paper, PublicLine, Room, Seat
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.unsealing import LINES, SHREDDED

LAST = ("ended", "left")
"""Publications that end a mediation."""
ENDED = Prepared[PublicLine](
    lambda: PublicLine.objects.filter(room=gap("room"), kind__in=LAST).order_by("seq")[:1]
)
# keepers of the seal are outside of the talks: nothing that they do keeps them longer
NEWEST = Prepared[PublicLine](
    lambda: PublicLine.objects.filter(room=gap("room")).exclude(kind__in=LINES).order_by("-seq")[:1]
)
TERMS = Prepared[Paper](
    lambda: Paper.objects.filter(room=gap("room"), kind="terms").order_by("-number")
)
KEPT = Prepared[Room](lambda: Room.objects.filter(shredded=False).exclude(window__state="open"))


def retain_until(room: Room) -> datetime | None:
    """Return the time at which a room is shredded; None while a question is open."""
    if open_window(room) is not None:
        return None
    last = (ENDED.first(room=room) if room.state == "ended" else None) or NEWEST.first(room=room)
    if last is None:
        return None
    return datetime.fromisoformat(json.loads(last.line)["at"]) + timedelta(days=_days(room))


def _days(room: Room) -> int:
    """Return the days of the newest agreement to mediate that every party has accepted.

    A version that was only put binds nobody: it could keep for years what was said under another.
    """
    parties = len(parties_of(room))
    for terms in TERMS.all(room=room):
        if len(accepted_by(room, terms.number)) == parties:
            return load(Terms, terms.document).retain_days
    return RETAIN_DAYS


def shred_due() -> int:
    """Shred every room whose time is over, and return their number."""
    done = 0
    # every process asks when it begins: most rooms have a question open
    for room in KEPT.all():
        until = retain_until(room)
        if until is not None and until <= now():
            done += _shred(room)
    return done


def finish_shredding() -> None:
    """Destroy keys of sides that are shredded in the database: a crash may have come in between."""
    for seat in Seat.objects.filter(shredded=True):
        vault.shred(seat)
    for room in Room.objects.filter(shredded=True):
        vault.shred_room(room)


@transaction.atomic
def _shred(room: Room) -> bool:
    # the update decides if two threads come at once: a shredding is published once
    found = Room.objects.filter(id=room.id, shredded=False)
    if not found.update(state="ended", shredded=True):
        return False
    Seat.objects.filter(room=room, role="party").update(shredded=True)
    vault.publish(room, SHREDDED, {}, next_minute(now()))
    # keys are in another file: they go after this transaction is on disk
    transaction.on_commit(lambda: vault.shred_room(room))
    return True
