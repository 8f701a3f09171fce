"""The page of a mediator's letters with other mediators."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.colleagues import between
from goodoffices.rooms.models import Compartment, Seat
from goodoffices.rooms.seen.answer_words import Choice
from goodoffices.rooms.seen.common import Frame, frame
from goodoffices.rooms.seen.letters import LetterSeen, letter_lines, names_of
from goodoffices.rooms.tongue import fill


@dataclass(frozen=True, slots=True)
class ColleaguesPage:
    """The letters with each mediator to which there is a channel, by its name, and the form of another."""

    frame: Frame
    to: tuple[Choice, ...]
    threads: tuple[tuple[str, tuple[LetterSeen, ...]], ...]
    values: dict[str, str]
    faults: Faults


def colleagues_page(
    mediator: Seat, case: Case, values: dict[str, str] | None = None, faults: Faults | None = None
) -> ColleaguesPage:
    """Return a mediator's letters with other mediators.

    Raises:
        NotYours: if the seat is no mediator's, or at a table at which nobody writes letters.
    """
    known = between(mediator)
    return ColleaguesPage(
        frame(mediator),
        tuple(Choice(other.key, other.name) for other, _side in known),
        tuple((other.name, _thread(mediator, side, case)) for other, side in known),
        values or {},
        faults or {},
    )


def _thread(mediator: Seat, side: Compartment, case: Case) -> tuple[LetterSeen, ...]:
    names, found = names_of(case), []
    for _entry, content in vault.contents(side):
        if content["kind"] == "shredded":
            found.append(LetterSeen(_("Shredded"), ()))
            continue
        own = content["author"] == mediator.key
        title = _("From you") if own else fill(_("From {name}"), name=names[content["author"]])
        found.append(
            LetterSeen(title, letter_lines({**content, "author": ""}, "between", "mediator", case))
        )
    return tuple(found)
