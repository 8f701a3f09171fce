"""Pages of polls: a party's own, and the one that a constituent sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Faults
from goodoffices.rooms.doing.polls import LEAST, MOST_LINKS, poll_of
from goodoffices.rooms.doing.refusals import require_in_room
from goodoffices.rooms.models import Seat
from goodoffices.rooms.now import now
from goodoffices.rooms.seen.answer_words import Choice
from goodoffices.rooms.seen.common import (
    Frame,
    TextSeen,
    clock_time,
    frame,
    publications,
    text_paper,
    text_seen,
    texts_in,
)


@dataclass(frozen=True, slots=True)
class PollSeen:
    """A poll of a party; ``counts`` are empty until it is over, and if too few answered."""

    text: int
    due: str
    links: int
    over: bool
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PollsPage:
    """A party's polls, and the form of another; ``addresses`` are links just made, shown once."""

    frame: Frame
    texts: tuple[int, ...]
    polls: tuple[PollSeen, ...]
    addresses: tuple[str, ...]
    least: int
    most: int
    values: dict[str, str]
    faults: Faults


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """A text as a constituent is asked about it; ``fault`` is empty unless it chose no answer."""

    title: str
    party: str
    due: str
    least: int
    text: TextSeen
    opinions: tuple[Choice, ...]
    fault: str


def opinions() -> tuple[Choice, ...]:
    """Return the answers that constituents may give."""
    return (
        Choice("accept", _("I accept it")),
        Choice("live with", _("I could live with it")),
        Choice("reject", _("I reject it")),
    )


def polls_page(
    seat: Seat,
    values: dict[str, str] | None = None,
    faults: Faults | None = None,
    addresses: Sequence[str] = (),
) -> PollsPage:
    """Return a party's polls.

    Raises:
        NotYours: if the seat is no party's, or at a table of an exercise.
    """
    room = require_in_room(seat, "poll")
    contents = [content for _entry, content in vault.contents(vault.own_side(seat))]
    over = [content for content in contents if content["kind"] == "poll over"]
    running = [
        content
        for content in contents
        if content["kind"] == "poll begun" and datetime.fromisoformat(content["due"]) > now()
    ]
    return PollsPage(
        frame(seat),
        texts_in(publications(room)),
        tuple(_poll_seen(content) for content in (*running, *reversed(over))),
        tuple(addresses),
        LEAST,
        MOST_LINKS,
        values or {},
        faults or {},
    )


def _poll_seen(content: dict[str, Any]) -> PollSeen:
    counts: dict[str, int] = content.get("counts", {})
    return PollSeen(
        content["text"],
        clock_time(datetime.fromisoformat(content["due"])),
        content["links"],
        content["kind"] == "poll over",
        tuple((choice.said, counts[choice.value]) for choice in opinions() if counts),
    )


def opinion_page(token: str, case: Case, fault: str = "") -> OpinionPage:
    """Return the page of a link of a poll.

    Raises:
        NotYours: if the link does not work.
    """
    poll, asked = poll_of(token)
    paper = text_paper(poll.room, asked.text)
    name = next(party.name for party in case.parties if party.id == asked.party)
    due = clock_time(datetime.fromisoformat(asked.due))
    return OpinionPage(poll.room.title, name, due, LEAST, text_seen(paper, case), opinions(), fault)
