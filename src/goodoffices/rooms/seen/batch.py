"""Several texts that are put together: the mediator's form, and what a party is asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms.documents import Faults, Together, load
from goodoffices.rooms.doing.batch import texts_to_choose
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import Paper, Seat, Window
from goodoffices.rooms.seen.common import Frame, TextSeen, frame, text_paper, text_seen
from goodoffices.rooms.tongue import fill
from goodoffices.talks.protocols.double_blind_batch import MOST_VARIANTS


@dataclass(frozen=True, slots=True)
class TogetherSeen:
    """One of several texts that are put together; ``name`` is that of its field."""

    name: str
    text: TextSeen


def together_seen(window: Window, case: Case) -> tuple[TogetherSeen, ...]:
    """Return the texts that are put together in a window; none if it asks something else."""
    if window.kind != "batch" or window.paper is None:
        return ()
    numbers = load(Together, window.paper.document).texts
    papers = Paper.objects.filter(room=window.room_id, kind="text", number__in=numbers)
    return tuple(TogetherSeen(f"text-{p.number}", text_seen(p, case)) for p in papers)


def first_of_batch(who: str) -> tuple[str, ...]:
    """Return the facts that a party must know before it answers; ``who`` is the mediator."""
    return (
        _("If you do not answer by then, that counts as no to every text."),
        fill(_("Only the engine knows your answers. Nobody reads them, {who} included."), who=who),
        _(
            "If all say yes to several texts, chance decides between them: their order was drawn when they "
            "were put, and nobody is ever shown it."
        ),
        _("At that time the agreed text or 'no agreement' is published, and nothing more."),
        _(
            "If you say yes to a text and there is no agreement, you will know that somebody said no to "
            "it. If another text is agreed, you will not know what others said to this one."
        ),
    )


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The form by which texts are put together: each with its options, and whether it is chosen."""

    frame: Frame
    texts: tuple[tuple[TextSeen, bool], ...]
    most: int
    due: str
    faults: Faults


def batch_page(seat: Seat, case: Case, chosen: tuple[int, ...], due: str, faults: Faults) -> BatchPage:
    """Return the form by which several texts are put together.

    Raises:
        NotYours: if the seat is no mediator's, or at a table of an exercise.
        Refused: if no sitting goes on.
    """
    require(seat, "put")
    room = seat.room
    if room.exercise:
        raise NotYours
    texts = [text_seen(text_paper(room, text.number), case) for text in texts_to_choose(room)]
    return BatchPage(
        frame(seat), tuple((text, text.number in chosen) for text in texts), MOST_VARIANTS, due, faults
    )
