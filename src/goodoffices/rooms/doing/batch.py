"""Several texts put together for a last yes or no to each: of those that all accept, one is agreed.

Which one, an order decides that is drawn when the texts are put, sealed among the engine's papers, and shown
to nobody, ever: it would tell which texts before the agreed one somebody refused. Nobody reads the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import chance, vault
from goodoffices.rooms.documents import Agenda, Text, Together, Variants, load
from goodoffices.rooms.doing.papers import (
    begin_window,
    paper_of,
    ready_to_put,
    running,
    text_of,
)
from goodoffices.rooms.doing.play import Play
from goodoffices.rooms.doing.refusals import Faulty, NotYours
from goodoffices.rooms.models import Paper, Room, Seat, Sitting, Window
from goodoffices.talks.protocols.double_blind_batch import MOST_VARIANTS, DoubleBlindBatch

ORDER = "order of a batch"
"""The kind of the engine's entry with the order of the texts."""
DRAW_BYTES = 16


def texts_to_choose(room: Room) -> list[Text]:
    """Return the texts on the agenda of the room's sitting, of which several can be put together."""
    sitting = running(room)
    issues = set(load(Agenda, sitting.agenda.document).issues)
    papers = Paper.objects.filter(room=room, kind="text")
    return [text for text in map(text_of, papers) if set(text.package) == issues]


@transaction.atomic
def put_batch(seat: Seat, numbers: Sequence[int], due: datetime, case: Case) -> Window:
    """Ask every party for a last yes or no to each of several texts.

    Raises:
        NotYours: if the seat is no mediator's, or at a table of an exercise, or a number is none of a text on
            the agenda.
        Refused: if this is not possible now.
        Faulty: if too few or too many texts are chosen, the time has passed, or not all have accepted the
            agreement to mediate.
    """
    room = ready_to_put(seat, "open")
    if room.exercise:
        raise NotYours
    before = running(room)
    known = texts_to_choose(room)
    if not set(numbers) <= {text.number for text in known}:
        raise NotYours
    texts = [text for text in known if text.number in numbers]
    if not 2 <= len(texts) <= MOST_VARIANTS:
        fault = _("Choose from 2 to {most} texts.").format(most=MOST_VARIANTS)
        raise Faulty({"texts": fault})
    Sitting.objects.filter(id=before.id).update(over=True)
    sitting = Sitting.objects.create(
        room=room,
        agenda=before.agenda,
        protocol=DoubleBlindBatch.name,
        steps=len(texts),
        decided=texts[-1].number,
    )
    play = Play(sitting, case)
    play.put_variants([text.package for text in texts])
    play.save()
    together = Together(
        Paper.objects.filter(room=room, kind="batch").count() + 1, tuple(text.number for text in texts)
    )
    body = {"by": seat.name, "texts": list(together.texts)}
    paper = paper_of(room, "batch", together.number, together, body)
    order = sorted(together.texts, key=lambda _number: chance.draw(DRAW_BYTES))
    vault.append(vault.engine_side(room), ORDER, {"number": together.number, "order": order})
    return begin_window(room, seat, "batch", paper, due, mediator_too=False)


def choose(window: Window, answers: Sequence[Variants | None], case: Case) -> int:
    """Play the answers to a batch, and return the number of the text agreed; 0 if there is none."""
    room, together = window.room, load(Together, window.paper.document)
    [order] = [
        content["order"]
        for _entry, content in vault.contents(vault.engine_side(room))
        if content["kind"] == ORDER and content["number"] == together.number
    ]
    papers = Paper.objects.filter(room=room, kind="text", number__in=together.texts)
    sitting = running(room)
    play = Play(sitting, case)
    agreed = play.choose(answers, [text_of(paper) for paper in papers], order)
    play.save()
    Sitting.objects.filter(id=sitting.id).update(stands=agreed)
    return agreed
