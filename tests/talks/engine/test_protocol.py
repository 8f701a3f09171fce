"""Protocols as tables: every transition is reached, illegal events are refused, mediators lead in turn."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

import goodoffices as go
from goodoffices.errors import ProtocolError, UsageError
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import Accept, Answer, TextClosed, TextKept, TextPut, Voted
from goodoffices.talks.engine.phases import Leads, Question, Row
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.shuttle_events import Opened, Replied, TextCarried
from tests.support.cases import CASES, LANED, session, shipped


@pytest.mark.parametrize("name", LANED)
def test_every_transition_is_reached(name: str) -> None:
    """In plays of the shipped cases, long and short; people at a desk, or agents of others, are what
    breaks talks off."""
    used: set[tuple[str, str]] = set()
    protocol = PROTOCOLS[name]
    wanted = {(row.phase, row.event.__name__) for row in protocol.table}
    people = {
        ("opening", "BrokenOff"),
        ("replying", "BrokenOff"),
        ("issuing", "BrokenOff"),
        ("closing", "BrokenOff"),
        ("choosing", "BrokenOff"),
        ("time is over", "NoAgreement"),
    }
    cases = [go.load(CASES / case_name) for case_name in ("canal", "strait")]
    short = [replace(case, rules=replace(case.rules, steps=6)) for case in cases]
    strategies = ("truthful", "boulware", "linear", "stonewalling", "exaggerated-weights")
    for strategy, case in product(strategies, [*short, *cases]):
        if wanted - used <= people:
            break
        if name == "alternating-offers" and strategy == "truthful":
            continue
        log = session(case, name, runs=range(40), parties=strategy)
        state = log.protocol.start(40)
        for happened in log.happened:
            for phase in np.unique(state.phase[happened.batch.where]):
                used.add((log.protocol.ordered[phase], happened.batch.event.__name__))
            state = log.protocol.after(state, happened.batch, happened.batch.where)
    assert wanted - used <= people
    assert used <= wanted


@pytest.mark.parametrize("name", LANED)
def test_an_illegal_event_says_where_who_and_what_was_allowed(name: str) -> None:
    case = shipped("canal")
    log = session(
        case, name, runs=range(1), parties="boulware" if name == "alternating-offers" else "truthful"
    )
    state = log.protocol.start(1)
    batch = Act(Accept if name != "alternating-offers" else Answer, np.array([True])).batch(0, 1, 3)
    with pytest.raises(
        ProtocolError, match=rf"{name}: in '\w+' \(lane 0\), \w+ by seat 0 is not allowed; \w+"
    ):
        log.protocol.apply(state, batch, np.array([True]))


BRYN, KESH, VAAL = 2, 3, 4

PRIVATE = (Answer, Opened, Replied, Voted)

MEDIATORS = {"single-text": "two-issues", "single-text-votes": "annealing", "shuttle": "learning"}


@cache
def played(protocol: str, sharing: bool, leads: int = 3) -> Log:
    case = shipped("strait")
    case = replace(case, rules=replace(case.rules, rounds=3, steps=3))
    table = arrange(case, compile(case), True, leads, sharing)
    drafting = [mediator_named(MEDIATORS[protocol]) for _ in range(leads)]
    players = [strategy_named("truthful") for _ in case.parties]
    return drive(PROTOCOLS[protocol](table.setting), table.seats(players, *drafting), 5, range(1))


@pytest.mark.parametrize("protocol", MEDIATORS)
def test_mediators_lead_the_rounds_in_turn(protocol: str) -> None:
    log = played(protocol, sharing=False)
    drafted = (TextPut, TextCarried, TextKept, TextClosed)
    who = {(int(h.round[0]), h.batch.by) for h in log.happened if h.batch.event in drafted}
    assert who == {(0, BRYN), (1, KESH), (2, VAAL)}


@pytest.mark.parametrize("protocol", MEDIATORS)
def test_what_a_party_says_to_one_mediator_reaches_the_others_only_where_they_share(
    protocol: str,
) -> None:
    """Bryn and Vaal carry nothing for each other: a round of one is closed to the other."""
    for sharing in (False, True):
        said = [h for h in played(protocol, sharing).happened if h.batch.event in PRIVATE]
        for happened in said:
            audience, turn = int(happened.audience[0]), int(happened.round[0])
            leading, other = {0: (BRYN, VAAL), 1: (KESH, VAAL), 2: (VAAL, BRYN)}[turn]
            assert audience >> leading & 1
            assert bool(audience >> other & 1) == sharing
            assert not audience >> (1 - happened.batch.by) & 1, "the other party hears it"
        assert {int(happened.round[0]) for happened in said} == {0, 1, 2}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((Row("begin", TextPut, to="over"),), "expected one of start, found 'begin'"),
        ((Row("start", TextPut, to="over"), Row("start", TextPut, to="start")), "two for 'start'"),
        ((), "expected a row for 'start', found none"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(rows: tuple[Row, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        type("Wrong", (Protocol,), {"phases": {"start": Leads()}, "table": rows})


def test_what_a_protocol_needs_follows_from_its_table() -> None:
    for name, kind in PROTOCOLS.items():
        alone = name == "alternating-offers"
        assert kind.needs_mediator != alone
        assert kind.offers() == alone
        assert kind.asks() != alone
        assert set(kind.ends()) <= {"agreed", "ended", "broken off"}
        assert [kind.number(phase) for phase in kind.ordered] == list(range(len(kind.ordered)))


def test_a_yes_is_about_what_the_protocol_says() -> None:
    """A party weighs its answer by the question: what stands, what it would sign, or what may bind it."""
    asked = {
        (name, str(phase)): phase.question
        for name, kind in PROTOCOLS.items()
        for phase in kind.ordered
        if Answer in phase.asks
    }
    signed = {key: question for key, question in asked.items() if key[1] == "closing"}
    assert set(signed.values()) == {Question.SIGN}
    assert {key: asked[key] for key in asked if key not in signed} == {
        ("single-text", "answering"): Question.PREFER,
        ("post-settlement", "improving"): Question.IMPROVE,
        ("mediator-vote", "polling"): Question.BIND,
    }
