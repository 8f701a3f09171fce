"""A learner for each mediator: it hears the answers that were told to this mediator, and nothing else.

Its arrays are kept sealed among the mediator's papers, so that an answered text is taken in once: when the
mediator's desk first shows the answers, so that suggestions need not wait for it. If a party shreds its side
the arrays go, too, and the learner begins anew without that party's answers.
"""

from __future__ import annotations

import base64
import hashlib
import io
from typing import Any, cast

import numpy as np
from django.db import transaction

from goodoffices.beliefs import Asks, Learner, Reply, from_arrays, to_arrays
from goodoffices.beliefs.replies import Level
from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Agenda, load, on_the_agenda
from goodoffices.rooms.doing.answers import answer_of, ballot
from goodoffices.rooms.doing.asked_often import parties_of, windows_of
from goodoffices.rooms.doing.papers import sitting_of, text_of
from goodoffices.rooms.doing.refusals import NotYours, require
from goodoffices.rooms.models import Seat, Sitting, Window
from goodoffices.rooms.players import PROTOCOL
from goodoffices.rooms.policy import fields
from goodoffices.space import agenda as agenda_of
from goodoffices.space import kept

ASKS = Asks(opening=False, wanted=True, much=True)
"""The questions below a text."""


def answered(mediator: Seat, sitting: Sitting) -> list[Window]:
    """Return the questions about texts of a sitting that this mediator put and whose time is over."""
    over = [window for window in windows_of(sitting.room_id) if window.state == "published"]
    agendas = [one.number for one in over if one.kind == "agenda" and one.paper_id == sitting.agenda_id]
    adopted = max(agendas, default=0)
    mine = [one for one in over if one.kind == "critique" and one.mediator_id == mediator.id]
    return [window for window in mine if window.number > adopted]


def answers_told(mediator: Seat, window: Window, parties: list[Seat]) -> list[dict[str, Any]]:
    """Return each party's answer to a text as far as a mediator may see it; empty if there is none."""
    relation = fields("mediator", "told" if window.mediator_id == mediator.id else "other", "critique")
    found = []
    for party in parties:
        given = ballot(window, party)
        content = answer_of(given) if given is not None else {}
        answer = content.get("answer", {})
        found.append({name: value for name, value in answer.items() if name in relation})
    return found


@transaction.atomic
def learner_of(mediator: Seat, case: Case) -> tuple[Learner, list[Window], Case] | None:
    """Return a mediator's learner, the texts it has learnt from, and the case on its agenda.

    None if no text of this mediator has been answered, or the room is kept no longer.

    Raises:
        NotYours: if the seat is no mediator's.
    """
    require(mediator, "draft")
    sitting = sitting_of(mediator.room)
    if mediator.room.exercise:
        raise NotYours
    windows = [] if sitting is None or mediator.room.shredded else answered(mediator, sitting)
    if sitting is None or not windows:
        return None
    on_agenda = on_the_agenda(case, load(Agenda, sitting.agenda.document).issues)
    heard = _heard(mediator, sitting)
    learner, taken = _kept(vault.draft(mediator, _arrays(sitting)), on_agenda), len(heard)
    if learner is None or heard != [window.number for window in windows[:taken]]:
        learner, taken = _begun(mediator, on_agenda), 0
    parties = parties_of(mediator.room_id)
    for window in windows[taken:]:
        _take(learner, mediator, window, parties, on_agenda)
    if taken < len(windows):
        vault.keep_draft(mediator, _arrays(sitting), {"arrays": _packed(learner)})
        numbers = [window.number for window in windows]
        vault.keep_draft(mediator, f"{_arrays(sitting)} heard", {"windows": numbers})
    return learner, windows, on_agenda


def hear(mediator: Seat, case: Case) -> None:
    """Take in the answered texts of a mediator that its learner has not taken in yet, if there are any.

    Nothing is taken in where no further text of a mediator can be suggested.
    """
    room = mediator.room
    sitting = None if room.exercise or room.state == "ended" else sitting_of(room)
    if sitting is None or sitting.over or sitting.protocol != PROTOCOL:
        return
    numbers = [window.number for window in answered(mediator, sitting)]
    if numbers and numbers != _heard(mediator, sitting):
        learner_of(mediator, case)


def _arrays(sitting: Sitting) -> str:
    """Return the subject of the draft that holds a learner's arrays."""
    return f"{vault.LEARNER} {sitting.id}"


def _heard(mediator: Seat, sitting: Sitting) -> list[int]:
    """Return the numbers of the questions whose answers are in the arrays."""
    found: list[int] = vault.draft(mediator, f"{_arrays(sitting)} heard").get("windows", [])
    return found


def codes_of(case: Case, package: dict[str, str]) -> np.ndarray:
    """Return a package as option indices, shape (issues,)."""
    return np.array(
        [issue.option_ids.index(package[issue.id]) for issue in case.issues], dtype=np.int64
    )


def _begun(mediator: Seat, case: Case) -> Learner:
    # the same draws each time for this mediator, and others for another
    seed = int.from_bytes(hashlib.sha256(f"learn {mediator.id}".encode()).digest()[:7], "big")
    dims = tuple(len(issue.option_ids) for issue in case.issues)
    return Learner(dims, len(case.parties), seed, asks=ASKS, allowed=_allowed(case))


def _allowed(case: Case) -> Any:
    rules = agenda_of(case).rules
    return (lambda codes: kept(rules, codes)) if rules else None


def _take(learner: Learner, mediator: Seat, window: Window, parties: list[Seat], case: Case) -> None:
    reference = learner.puts[-1].text if learner.puts else None
    learner.putting(codes_of(case, text_of(window.paper).package), reference)
    learner.take([_reply(answer, case) for answer in answers_told(mediator, window, parties)])


def _reply(answer: dict[str, Any], case: Case) -> Reply | None:
    """Return an answer as the learner takes it; None if it says nothing that the learner asks."""
    ids = [issue.id for issue in case.issues]
    worst = ids.index(answer["issue"]) if answer.get("issue") in ids else None
    wanted = None
    if worst is not None and answer.get("option"):
        wanted = case.issues[worst].option_ids.index(answer["option"])
    level = cast(Level, answer["level"] - 1) if answer.get("level") else None
    reply = Reply(*_compared(answer.get("better", "")), level=level, worst=worst, wanted=wanted)
    return None if reply == Reply() else reply


def _compared(said: str) -> tuple[bool | None, bool | None]:
    """Return whether a text is better than the last, and whether it is much better or much worse.

    None if it was not said: older records do not say how much.
    """
    better = said.endswith("better") if said else None
    return better, None if said in ("", "better", "worse") else said.startswith("much")


def _packed(learner: Learner) -> str:
    out = io.BytesIO()
    np.savez(out, **cast(Any, to_arrays(learner)))
    return base64.b64encode(out.getvalue()).decode()


def _kept(box: dict[str, Any], case: Case) -> Learner | None:
    if not box:
        return None
    # never pickled: what is in the file is numbers
    with np.load(io.BytesIO(base64.b64decode(box["arrays"])), allow_pickle=False) as arrays:
        return from_arrays(dict(arrays), _allowed(case))
