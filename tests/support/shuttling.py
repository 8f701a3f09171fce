"""Parties and mediators of the shuttle that do as they are told, for tests of its release rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

import goodoffices as go
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import Log, Transcript, arrange, drive, transcript
from goodoffices.talks.engine.event import Event, Mask
from goodoffices.talks.engine.events import NoAgreement
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.release_events import Confided, Invited, Withdrew, confiding, releasing
from goodoffices.talks.engine.release_rules import Confidence, Form, Point, Release, pair
from goodoffices.talks.engine.shuttle_events import Asked, Opened, Replied, TextCarried
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import MediatorView, PartyView, view
from goodoffices.talks.protocols.shuttle import Shuttle
from tests.support.cases import CASES

CONVOYS, NOTICE, TOLL = range(3)
WORDS, SUBSTANCE, FLOATED = Form
HERE = np.ones(1, dtype=np.bool_)
Said = Confidence | int | None
"""What a party says when it is invited: a concession, an issue on which it takes one back, or nothing."""


class Telling:
    """A party that says the same of every text, and confides as it is told, invitation by invitation."""

    lanes, random, remembers, offers = False, False, False, False

    def __init__(self, *said: Said) -> None:
        self.said = said
        self.invited = 0

    def prepare(self, private: object, horizon: object) -> None:
        self.invited = 0

    def act(self, seen: PartyView, phase: str, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        issues = seen.table.shape[1]
        if phase == "asked":
            return [Act(Opened, live, more=np.array([range(issues)]))]
        if phase == "hearing":
            return [Act(Replied, live, more=np.array([[2, 1, 0]]))]
        self.invited += 1
        if phase != "confiding" or self.invited > len(self.said):
            return [Act(Confided, live)]
        return [spoken(self.said[self.invited - 1], seen.seat, issues)]


def spoken(said: Said, seat: int, issues: int) -> Act:
    """What a party says, as an act of one lane."""
    if said is None:
        return Act(Confided, HERE)
    if isinstance(said, int):
        return Act(Withdrew, HERE, more=np.array([[said]]))
    package, more = confiding(replace(said, author=seat), issues)
    return Act(Confided, HERE, package=package, yes=HERE, more=more)


class Errand:
    """A mediator that does as it is told between texts: invites, passes on, carries one, or ends."""

    lanes, random, remembers = False, False, True
    protocols = ("shuttle",)

    def __init__(self, *tasks: str | Release) -> None:
        self.tasks = tasks

    def prepare(self, private: object, horizon: object) -> None:
        self.left = list(self.tasks)

    def act(self, seen: MediatorView, phase: str, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        parties, issues = seen.answers.shape[1], seen.table.shape[1]
        if phase == "beginning":
            return [Act(Asked, live)]
        task = self.left.pop(0) if self.left and phase == "drafting" else "none"
        if task == "text":
            return [Act(TextCarried, live) for _ in range(parties)]
        if task == "invite":
            return [Act(Invited, live)]
        if isinstance(task, str):
            return [Act(NoAgreement, live)]
        event, package, more = releasing(task, issues)
        return [Act(event, live, package=package, more=more)]


def play(
    case: Case,
    said: Sequence[Sequence[Said]],
    *tasks: str | Release,
    leads: int = 1,
    sharing: bool = False,
) -> Log:
    table = arrange(case, compile(case), True, leads, sharing)
    errands = [Errand(*tasks) for _ in range(leads)]
    seats = table.seats([Telling(*each) for each in said], *errands)  # type: ignore[arg-type]
    return drive(Shuttle(table.setting), seats, 5, range(1))


def canal(rounds: int = 2, steps: int = 4) -> Case:
    case = go.load(CASES / "canal")
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))


def minutes(log: Log, case: Case, seat: int | None = None) -> Transcript:
    leads = len(log.protocol.setting.leads)
    return transcript(log, 0, case, arrange(case, compile(case), True, leads).routes, seat)


def sight(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, 1, setting.issues).fingerprint()


def events(log: Log) -> list[type[Event]]:
    return [happened.batch.event for happened in log.happened]


GIVES_CONVOYS = Confidence(0, Point(CONVOYS, 2), SUBSTANCE)
GIVES_NOTICE = Confidence(1, Point(NOTICE, 2), WORDS)
FOR_NOTICE = replace(GIVES_CONVOYS, only_if=GIVES_NOTICE.gives)
FOR_CONVOYS = replace(GIVES_NOTICE, only_if=GIVES_CONVOYS.gives)
FLOATS_TOLL = Confidence(1, Point(TOLL, 1), FLOATED)
PAIR = pair(FOR_NOTICE, FOR_CONVOYS)
TO_B = (GIVES_CONVOYS.to(1),)
TO_A = (GIVES_NOTICE.to(0),)
IDEA = (FLOATS_TOLL.to(0),)

BRYN, KESH, VAAL = 2, 3, 4
FROM_T = Confidence(0, Point(3, 2), WORDS)
FROM_O = Confidence(1, Point(0, 0), SUBSTANCE)


def strait(rounds: int = 3, steps: int = 3) -> Case:
    case = go.load(CASES / "strait")
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))
