"""The teacher opens the close at every table: the text that stands is put for a last yes or no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from goodoffices.model import Case
from goodoffices.rooms.doing.clock import publish_due
from goodoffices.rooms.doing.papers import last_text, open_window, put_close, sitting_of
from goodoffices.rooms.doing.tickets import require_teacher
from goodoffices.rooms.models import Room, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.players import PROTOCOL


def close_all(user: Any, minutes: int, case: Case) -> int:
    """Open the close at every table that has a text, and return the number of these tables.

    A question about a text ends at once: who has not answered it is silent. Of the last text and the text
    that stood before, the last stands.

    Raises:
        NotYours: if this is not the teacher.
    """
    require_teacher(user)
    open_rooms = Room.objects.filter(exercise=True, state="open", result="").order_by("table")
    questions = Window.objects.filter(room__in=open_rooms, state="open", kind="critique")
    questions.update(due=now())
    publish_due(case, cut=True)
    return sum(_close(room, minutes, case) for room in open_rooms)


@transaction.atomic
def _close(room: Room, minutes: int, case: Case) -> bool:
    sitting = sitting_of(room)
    if sitting is None or sitting.over or sitting.protocol != PROTOCOL:
        return False
    if open_window(room) or not last_text(room):
        return False
    # who put the last text reads the answers
    texts = Window.objects.filter(room=room, kind="critique").select_related("mediator")
    mediator = texts.order_by("-number")[0].mediator
    room.ends = max(room.ends or now(), now() + timedelta(minutes=minutes))
    room.save(update_fields=("ends",))
    put_close(mediator, now() + timedelta(minutes=minutes), last_text(room), True, case)
    return True
