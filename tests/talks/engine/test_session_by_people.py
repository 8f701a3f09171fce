"""Talks of people: who is silent until time is over never says yes, and nobody else learns of the silence."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from goodoffices.errors import Refusal, Refused
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import PROTOCOLS, arrange, transcript
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    BrokenOff,
    DeadlinePassed,
    NoAgreement,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, Strategy, strategy_named
from goodoffices.talks.engine.session import Session
from tests.support.cases import session, shipped, sight, three_parties
from tests.support.parties import Refusing, Silent

ASKING = sorted(name for name in PROTOCOLS if PROTOCOLS[name].asks())


def small(parties: int, protocol: str = "") -> Case:
    """The canal, with short talks: the shuttle's mediator takes its time over each text."""
    case, rounds, steps = shipped("canal"), 2, 6
    if protocol == "shuttle":
        rounds, steps = 1, 2
    case = replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))
    return three_parties(case) if parties == 3 else case


def players(parties: int, silent: tuple[int, ...], otherwise: str = "truthful") -> list[Strategy]:
    return [Silent() if p in silent else strategy_named(otherwise) for p in range(parties)]


@pytest.mark.parametrize("protocol", ASKING)
@pytest.mark.parametrize("parties", [2, 3])
def test_silence_is_never_a_yes(protocol: str, parties: int) -> None:
    case = small(parties, protocol)
    for count in range(1, parties + 1):
        for silent in combinations(range(parties), count):
            log = session(case, protocol, players(parties, silent), seed=3, by_people=True)
            assert log.protocol.acting(log.final)[0] == 0
            assert log.protocol.ordered[int(log.final.phase[0])] == "ended"
            kept = any(h.batch.event is TextKept for h in log.happened)
            # a critique is no yes: there the mediator says which text stands
            assert not kept or not silent or protocol == "single-text-critique"
    # if all answer there are agreements, or the others would prove nothing
    whole = (session(case, protocol, "truthful", seed=seed, by_people=True) for seed in range(20))
    assert any(log.protocol.ordered[int(log.final.phase[0])] == "agreed" for log in whole)


@pytest.mark.parametrize("protocol", ASKING)
def test_where_all_answer_it_makes_no_difference_that_people_sit(protocol: str) -> None:
    case = small(2, protocol)
    simulated, sat = (session(case, protocol, seed=5, by_people=people) for people in (False, True))
    assert simulated.fingerprint(0) == sat.fingerprint(0)


@pytest.mark.parametrize("protocol", ["double-blind-close", "double-blind-batch", "single-text"])
@pytest.mark.parametrize("parties", [2, 3])
def test_a_party_cannot_tell_another_s_silence_from_its_no(protocol: str, parties: int) -> None:
    case, minutes = small(parties), []
    for other in (Silent(), Refusing()):
        seated = [*players(parties, ())[:-1], other]
        log = session(case, protocol, seated, seed=3, by_people=True)
        routes = arrange(case, compile(case), True).routes
        seen = [sight(log, party) for party in range(parties - 1)]
        told = [transcript(log, 0, case, routes, party).text() for party in range(parties - 1)]
        minutes.append((seen, told, transcript(log, 0, case, routes).public().text()))
    assert minutes[0] == minutes[1]


def close(parties: int = 2) -> tuple[Session, int]:
    case = small(parties)
    setting = arrange(case, compile(case), True, by_people=True).setting
    playing = Session(PROTOCOLS["double-blind-close"](setting))
    text = Act(TextPut, np.ones(1, dtype=np.bool_), package=np.array([[2, 2, 1]]))
    playing.play(text.batch(setting.lead, 1, setting.issues))
    return playing, setting.lead


def act(event: type, yes: bool | None = None) -> Act:
    return Act(event, np.ones(1, dtype=np.bool_), yes=None if yes is None else np.array([yes]))


def test_the_clock_ends_a_question_and_only_the_mediator_that_leads_hears_of_it() -> None:
    playing, lead = close(3)
    clock = playing.protocol.setting.clock
    assert playing.may() == dict.fromkeys(range(3), (Answer, BrokenOff)) | {clock: (DeadlinePassed,)}
    playing.play(act(Answer, True).batch(0, 1, 3))
    assert set(playing.may()) == {1, 2, clock}
    happened = playing.play(act(DeadlinePassed).batch(clock, 1, 3))
    assert happened.audience[0] == 1 << lead
    assert playing.phase() == "closed"
    with pytest.raises(Refused):
        playing.play(act(AgreementReached).batch(lead, 1, 3))
    playing.play(act(NoAgreement).batch(lead, 1, 3))
    assert playing.may() == {}


def test_refusals_name_nobody() -> None:
    playing, lead = close(3)
    setting, here = playing.protocol.setting, np.ones(1, dtype=np.bool_)
    playing.play(act(Answer, True).batch(0, 1, 3))
    before, again = len(playing.happened), Act(TextPut, here, package=np.array([[2, 2, 1]]))
    tries = [
        (act(Answer, True), 0, Refusal.NOT_NOW),
        (act(Answer, True), lead, Refusal.NOT_NOW),
        (act(Answer, True), 99, Refusal.NOT_NOW),
        (act(Answer, True), -1, Refusal.NOT_NOW),
        (again, lead, Refusal.NOT_NOW),
        (act(AgreementReached), lead, Refusal.NOT_NOW),
    ]
    for tried, seat, reason in tries:
        with pytest.raises(Refused) as caught:
            playing.play(tried.batch(seat, 1, 3))
        assert caught.value.refusal is reason
        assert str(caught.value) == reason.value
    assert len(playing.happened) == before
    words = " ".join(reason.value for reason in Refusal).lower()
    assert not any(char.isdigit() for char in words)
    assert not any(name in words for name in [*playing.protocol.phases, "seat", "answer", "party"])
    fresh = Session(playing.protocol)
    for package, reason in (
        ([0, 0, 99], Refusal.NO_SUCH_OPTION),
        ([0, -1, 0], Refusal.NO_SUCH_OPTION),
        ([2, 0, 1], Refusal.FORBIDDEN),
    ):
        with pytest.raises(Refused, match=reason.value):
            fresh.play(Act(TextPut, here, package=np.array([package])).batch(lead, 1, setting.issues))
