"""One text and its critics: what the rules allow, and who hears a critique."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import ProtocolError
from goodoffices.space import Space, compile, evaluate, feasible
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Batch, Event
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Criticised,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import (
    MediatorView,
    allowed_packages,
    mediator_private,
    party_private,
    view,
)
from goodoffices.talks.protocols.single_text_critique import SingleTextCritique
from goodoffices.testing import tiny
from tests.support.cases import CRITIQUE, critique_rows, critique_session, shipped, short
from tests.support.parties import Critic, Fixed
from tests.support.players import LIVE
from tests.support.shuttling import HERE
from tests.support.spaces import linked_spaces
from tests.support.thorough import usually


def batch(event: type[Event], by: int, more: Sequence[int] = (), text: Sequence[int] = ()) -> Batch:
    beside, package = np.zeros((1, 6), dtype=np.int64), np.zeros((1, 3), dtype=np.int64)
    beside[0, : len(more)], package[0, : len(text)] = more, text
    return Batch(by, event, package, np.zeros(1, dtype=np.bool_), LIVE, beside)


def test_a_critique_names_an_issue_and_another_option_than_the_text_has() -> None:
    rules = PROTOCOLS[CRITIQUE](Setting(2, 1, 3, 1, 2, 2, (4, 4)))
    state = rules.apply(rules.start(1), batch(TextPut, 2, text=[0, 2, 1]), LIVE)
    fine = [(0, 0, 0), (0, 0, 4), (1, 0, 1), (2, 1, 2), (3, 1, 0), (3, 9, 3), (3, 9, 9)]
    wrong = [(0, 1, 1), (1, 1, 1), (2, 3, 0), (4, 0, 1), (-1, 0, 1), (2, -1, 1), (1, 2, 10), (1, 2, -1)]
    for said in fine:
        assert rules.allowed(state, batch(Criticised, 0, said))[0]
    for said in wrong:
        with pytest.raises(ProtocolError, match="Criticised by seat 0 is not allowed"):
            rules.apply(state, batch(Criticised, 0, said), LIVE)


def test_the_first_text_stands_and_nothing_is_closed_before() -> None:
    rules = PROTOCOLS[CRITIQUE](Setting(2, 1, 3, 1, 2, 2, (4, 4)))
    state = rules.start(1)
    assert not rules.allowed(state, batch(TextClosed, 2))[0]
    assert not rules.allowed(state, batch(NoAgreement, 2))[0]
    state = rules.apply(state, batch(TextPut, 2, text=[1, 1, 1]), LIVE)
    for party in (1, 0):
        assert not rules.allowed(state, batch(Answer, party))[0], "nobody is asked for a yes or no"
        state = rules.apply(state, batch(Criticised, party, (1, 0, 1)), LIVE)
    assert not rules.allowed(state, batch(TextDropped, 2))[0]
    state = rules.apply(state, batch(TextKept, 2), LIVE)
    assert rules.allowed(state, batch(NoAgreement, 2))[0]
    state = rules.apply(state, batch(TextClosed, 2), LIVE)
    assert state.put.tolist() == [[1, 1, 1]]


def held_to_the_method(log: Log, space: Space, lane: int) -> None:
    """One text for all, a critique from each, no text twice, none forbidden; what stands is what closes."""
    parties, texts = log.protocol.setting.parties, list[tuple[int, ...]]()
    critics, answers = set[int](), dict[int, bool]()
    put = held = None
    for event, by, package, _, yes in critique_rows(log, lane):
        if event is TextPut:
            assert feasible(space, np.array([package]))[0]
            assert package not in texts
            put, critics = package, set()
            texts.append(package)
        elif event is Criticised:
            assert by not in critics
            critics.add(by)
        elif event in (TextKept, TextDropped):
            assert critics == set(range(parties))
            held = put if event is TextKept else held
            assert held is not None
        elif event is Answer:
            answers[by] = yes
        elif event is AgreementReached:
            assert answers == dict.fromkeys(range(parties), True)
            assert tuple(log.final.put[lane].tolist()) == held
            worth = evaluate(space, np.array([held]))[0]
            assert (worth >= space.reservations).all()
        elif event is TextClosed:
            assert not answers
    assert event in (AgreementReached, NoAgreement)


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
def test_sessions_on_the_shipped_cases_keep_to_the_method(name: str) -> None:
    for case in (shipped(name), short(name, 3, 4)):
        log, space = critique_session(case, range(12)), compile(case)
        for lane in range(12):
            held_to_the_method(log, space, lane)


def on_space(space: Space, lanes: int, seed: int, rounds: int = 2, steps: int = 5) -> Log:
    parties = len(space.parties)
    setting = Setting(parties, 1, len(space.dims), rounds, steps, parties, (1 << parties,) * parties)
    codes = allowed_packages(space)
    seats: list[PartySeat | MediatorSeat] = [
        PartySeat(party_private(space, place, codes), strategy_named("truthful"))
        for place in range(parties)
    ]
    seats.append(MediatorSeat(mediator_private(space, "mediator", codes), mediator_named("critique")))
    return drive(PROTOCOLS[CRITIQUE](setting), seats, seed, range(lanes))


@settings(max_examples=usually(16, 40), deadline=None)
@given(linked_spaces(), st.integers(0, 99))
def test_any_number_of_parties_keep_to_the_method_and_lanes_are_sessions(
    space: Space, seed: int
) -> None:
    many, alone = on_space(space, 4, seed), on_space(space, 1, seed)
    assert many.fingerprint(0) == alone.fingerprint(0)
    for lane in range(4):
        held_to_the_method(many, space, lane)


def seen_by(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, len(log.runs), setting.issues).fingerprint()


def test_two_worlds_what_one_party_criticises_does_not_reach_the_other() -> None:
    """B says this or that of the same texts: A sees the same bytes, B and the mediator do not."""
    case = shipped("canal")
    worlds = []
    for said in ((2, 1, 1), (1, 3, 4)):
        table = arrange(case, compile(case), True)
        players = [Critic((3, 3, 2)), Critic(said)]
        fixed = Fixed([[1, 2, 0], [0, 1, 1]])
        seats = table.seats(players, fixed)
        worlds.append(drive(PROTOCOLS[CRITIQUE](table.setting), seats, 1, range(1)))
    assert seen_by(worlds[0], 0) == seen_by(worlds[1], 0)
    assert seen_by(worlds[0], 2) != seen_by(worlds[1], 2)
    heard = view(worlds[1].happened[:3], 2, 2, 1, 3)
    assert isinstance(heard, MediatorView)
    assert heard.replies[0].tolist() == [[3, 3, 2], [1, 3, 4]]


def test_a_critique_reaches_who_carries_it_and_nobody_else() -> None:
    """In the strait Kesh carries for Orsova, and Vaal carries nothing."""
    log = critique_session(shipped("strait"), range(2))
    setting = log.protocol.setting
    private = [h for h in log.happened if h.batch.event in (Criticised, Answer)]
    assert private
    for happened in private:
        by = happened.batch.by
        assert set(happened.audience.tolist()) == {1 << by | setting.carries[by]}
    assert view(log.happened, setting.parties + 2, 2, 2, setting.issues).heard.tolist() == [0, 0]


def test_mediators_who_lead_in_turn_hear_critiques_of_their_own_rounds() -> None:
    """The second goes on from the text that stands, puts no text that it knows of again, and can close."""
    case = short("strait", 3, 3)
    for sharing in (False, True):
        table = arrange(case, compile(case), True, 3, sharing)
        players = [strategy_named("truthful") for _ in case.parties]
        drafting = [mediator_named("critique") for _ in range(3)]
        log = drive(PROTOCOLS[CRITIQUE](table.setting), table.seats(players, *drafting), 5, range(6))
        for lane in range(6):
            held: tuple[int, ...] | None = None
            put: tuple[int, ...] = ()
            for happened in log.lane(lane):
                turn, event = int(happened.round[0]), happened.batch.event
                if event is TextPut:
                    assert happened.batch.by == 2 + turn
                    put = tuple(happened.batch.package[0].tolist())
                    assert put != held
                elif event is TextKept:
                    held = put
                elif event is Criticised:
                    audience, other = int(happened.audience[0]), {0: 4, 1: 4, 2: 2}[turn]
                    assert audience >> (2 + turn) & 1
                    assert bool(audience >> other & 1) == sharing
                    assert not audience >> (1 - happened.batch.by) & 1, "the other party hears it"


@pytest.mark.parametrize(
    ("said", "fine"),
    [((1, 1), False), ((1, 2), True), ((2, 1), True), ((2, 2), False), ((1, 0), True), ((0, 0), True)],
)
def test_a_critique_asks_for_an_option_that_the_text_does_not_have(
    said: tuple[int, int], fine: bool
) -> None:
    """The text is 0, 1; issues and options are said by one more than their indices."""
    rules = SingleTextCritique(replace(tiny(1, 2), issues=2))
    put = Act(TextPut, HERE, package=np.array([[0, 1]])).batch(2, 1, 2)
    state = rules.apply(rules.start(1), put, HERE)
    act = Act(Criticised, HERE, more=Criticised.numbers(issue=said[:1], option=said[1:], level=[0]))
    assert rules.allowed(state, act.batch(0, 1, 2))[0] == fine


def test_a_critique_of_an_issue_that_there_is_not_is_refused_in_its_lane_only() -> None:
    rules, both = SingleTextCritique(replace(tiny(1, 2), issues=2)), np.ones(2, dtype=np.bool_)
    put = Act(TextPut, both, package=np.array([[0, 1], [0, 1]])).batch(2, 2, 2)
    state = rules.apply(rules.start(2), put, both)
    act = Act(Criticised, both, more=Criticised.numbers(issue=[1, 9], option=[2, 1], level=[0, 0]))
    assert rules.allowed(state, act.batch(0, 2, 2)).tolist() == [True, False]
