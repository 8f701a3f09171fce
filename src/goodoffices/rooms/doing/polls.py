"""Polls of a party's constituents about a text: sealed answers, and a result for their own party only.

Nobody else learns that there is a poll, so nothing of it is published, and its row tells neither whose it is
nor until when it lasts. Answers are kept without their links. The party reads no answer and no count before
the poll is over, and nothing then if too few answered: their number would tell what one of them said.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from goodoffices.rooms import chance, vault
from goodoffices.rooms.documents import dump, load
from goodoffices.rooms.doing.people import token_hash
from goodoffices.rooms.doing.refusals import (
    LATE,
    Faulty,
    NotYours,
    Refused,
    require_in_room,
    require_state,
)
from goodoffices.rooms.keyring import Shredded
from goodoffices.rooms.models import Paper, Poll, PollAnswer, PollLink, Seat
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.seal import opened, sealed

LEAST = 5
"""Answers of which a result is made: of fewer, people at home could tell who said what."""
MOST_LINKS = 200
"""Links of a poll: more would not be handed out one by one."""
LONGEST = timedelta(days=90)
Opinion = Literal["accept", "live with", "reject"]
OPINIONS: tuple[Opinion, ...] = ("accept", "live with", "reject")


@dataclass(frozen=True, slots=True)
class Asked:
    """A poll: the key of its party, the number of the text, the minute of its end in ISO 8601, its links."""

    party: str
    text: int
    due: str
    links: int


@transaction.atomic
def begin(seat: Seat, text: int, links: int, due: datetime) -> tuple[str, ...]:
    """Begin a poll, and return the secret parts of its links, which are kept nowhere.

    Raises:
        NotYours: if the seat is no party's, or at a table of an exercise.
        Refused: if the talks are over.
        Faulty: if there is no such text, or the number of links or the time is impossible.
    """
    room = require_in_room(seat, "poll")
    require_state(room, "open", "suspended")
    faults = {}
    paper = Paper.objects.filter(room=room, kind="text", number=text).first()
    if paper is None:
        faults["text"] = _("Choose a text.")
    if not LEAST <= links <= MOST_LINKS:
        faults["links"] = _("Choose a number from {least} to {most}.").format(
            least=LEAST, most=MOST_LINKS
        )
    if not now() < due < now() + LONGEST:
        faults["due"] = _("Choose a time within the next {days} days.").format(days=LONGEST.days)
    if faults:
        raise Faulty(faults)
    asked = Asked(seat.key, text, next_minute(due).isoformat(), links)
    poll = Poll(room=room)
    poll.sealed = _sealed(poll, f"poll {poll.id}", dump(asked))
    poll.save(force_insert=True)
    tokens = tuple(chance.token() for _n in range(links))
    PollLink.objects.bulk_create(PollLink(poll=poll, token_hash=token_hash(t)) for t in tokens)
    vault.append(vault.own_side(seat), "poll begun", asdict(asked))
    return tokens


def poll_of(token: str) -> tuple[Poll, Asked]:
    """Return the poll of a link that still works, without using it up.

    Raises:
        NotYours: if it does not.
    """
    link = PollLink.objects.filter(token_hash=token_hash(token)).select_related("poll__room").first()
    asked = asked_by(link.poll) if link else None
    if link is None or asked is None or datetime.fromisoformat(asked.due) <= now():
        raise NotYours
    if Seat.objects.filter(room=link.poll.room, key=asked.party, shredded=True).exists():
        raise NotYours
    return link.poll, asked


@transaction.atomic
def answer(token: str, opinion: str) -> None:
    """Keep an answer apart from its link, which is then used up.

    Raises:
        NotYours: if the link does not work.
        Refused: if another answer was given with it meanwhile.
    """
    poll, _asked = poll_of(token)
    said = next((known for known in OPINIONS if known == opinion), None)
    if said is None:
        raise NotYours
    # the deletion decides if it is sent twice
    if PollLink.objects.filter(token_hash=token_hash(token)).delete()[0] != 1:
        raise Refused(LATE)
    kept = PollAnswer(poll=poll)
    kept.sealed = _sealed(poll, f"poll answer {kept.id}", dump({"said": said}))
    kept.save(force_insert=True)


def asked_by(poll: Poll) -> Asked | None:
    """Return what a poll asks; None if it was shredded."""
    text = _opened(poll, f"poll {poll.id}", bytes(poll.sealed))
    return load(Asked, text) if text else None


def close_polls() -> None:
    """Tell each party the result of its polls that are over; links and answers are deleted."""
    for poll in Poll.objects.select_related("room"):
        asked = asked_by(poll)
        if asked is None or datetime.fromisoformat(asked.due) <= now():
            with transaction.atomic():
                _close(poll, asked)


def _close(poll: Poll, asked: Asked | None) -> None:
    answers = [
        json.loads(_opened(poll, f"poll answer {kept.id}", bytes(kept.sealed)) or "{}")
        for kept in PollAnswer.objects.filter(poll=poll)
    ]
    # the deletion decides if two threads come at once
    PollAnswer.objects.filter(poll=poll).delete()
    PollLink.objects.filter(poll=poll).delete()
    if not Poll.objects.filter(id=poll.id).delete()[0] or asked is None:
        return
    seat = Seat.objects.select_related("room").get(room=poll.room, role="party", key=asked.party)
    if seat.shredded:
        return
    counts = Counter(found["said"] for found in answers)
    told = {said: counts[said] for said in OPINIONS} if len(answers) >= LEAST else {}
    vault.append(vault.own_side(seat), "poll over", {**asdict(asked), "counts": told})


def _engine(poll: Poll) -> str:
    return str(vault.engine_side(poll.room_id).id)


def _sealed(poll: Poll, place: str, text: str) -> bytes:
    return sealed(vault.keyring().key(_engine(poll)), place, text.encode())


def _opened(poll: Poll, place: str, box: bytes) -> str:
    try:
        return opened(vault.keyring().key(_engine(poll)), place, box).decode()
    except Shredded:
        return ""
