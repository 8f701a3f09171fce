"""Sessions: a lane of many is the session alone, and a resumed run is the same run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import ProtocolError
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Happened
from goodoffices.talks.engine.events import Answer, Criticised, TextClosed, TextPut
from goodoffices.talks.engine.players import Act, Horizon, mediator_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import Session
from goodoffices.talks.engine.views import Notebook, PartyPrivate
from goodoffices.talks.strategies.time_dependent import TimeDependent
from goodoffices.talks.strategies.truthful import Truthful
from tests.support.cases import LANED, seats_of, session, shipped
from tests.support.golden import SESSIONS
from tests.support.parties import truthful


@pytest.mark.parametrize(("name", "protocol", "strategy"), SESSIONS)
def test_a_lane_of_many_is_the_session_alone_byte_for_byte(
    name: str, protocol: str, strategy: str
) -> None:
    case = shipped(name)
    many = session(case, protocol, runs=range(12), parties=strategy)
    for run in (0, 1, 5, 11):
        alone = session(case, protocol, runs=range(run, run + 1), parties=strategy)
        assert many.fingerprint(run) == alone.fingerprint(0)


def test_lanes_differ_from_each_other() -> None:
    many = session(shipped("strait"), "single-text", runs=range(5))
    assert len({many.fingerprint(run) for run in range(5)}) == 5


@pytest.mark.parametrize(("name", "protocol", "strategy"), SESSIONS)
def test_resumed_runs_are_the_same(name: str, protocol: str, strategy: str) -> None:
    case = shipped(name)
    late = session(case, protocol, runs=range(5, 9), parties=strategy)
    many = session(case, protocol, runs=range(9), parties=strategy)
    assert [late.fingerprint(lane) for lane in range(4)] == [
        many.fingerprint(lane) for lane in range(5, 9)
    ]


@settings(max_examples=3)
@given(seed=st.integers(0, 10**6))
def test_every_session_ends(seed: int) -> None:
    """Sixty sessions of each protocol: twenty draw as differently as twenty seeds."""
    case = shipped("canal")
    for protocol in LANED:
        result = go.talks.run(case, protocol, runs=20, seed=seed)
        assert result.agreed + sum(result.breakdowns.values()) == 20


@pytest.mark.parametrize("protocol", ["double-blind-batch", "post-settlement"])
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_a_lane_of_many_is_the_session_alone(name: str, protocol: str) -> None:
    case = shipped(name)
    table = arrange(case, compile(case), True)

    def played(runs: range) -> Log:
        seats = table.seats(truthful(case), mediator_named("two-issues"))
        return drive(PROTOCOLS[protocol](table.setting), seats, 7, runs)

    many = played(range(12))
    assert len({many.fingerprint(run) for run in range(12)}) > 6
    for run in (0, 5, 11):
        assert played(range(run, run + 1)).fingerprint(0) == many.fingerprint(run)


def test_a_session_shows_who_may_act_and_what_has_reached_each_seat() -> None:
    log = session(shipped("canal"), "single-text-critique")
    playing = Session(log.protocol)
    # that there is no agreement can be said once a text stands
    assert playing.may() == {2: (TextPut, TextClosed)}
    for number, happened in enumerate(log.happened, 1):
        playing.play(happened.batch)
        # views are asked for now and then, and are then those of a log read from the beginning
        if number % 3 == 0:
            for seat in range(3):
                seen = Notebook(seat, *seats_of(log), log.protocol.setting.strong)
                for earlier in log.happened[:number]:
                    seen.note(earlier)
                assert playing.view(seat).fingerprint() == seen.view().fingerprint()
    assert playing.may() == {}
    assert playing.log().fingerprint(0) == log.fingerprint(0)


def test_what_does_not_exist_or_is_forbidden_is_not_played() -> None:
    log = session(shipped("canal"), "single-text-critique")
    rules, here = log.protocol, np.ones(1, dtype=np.bool_)
    playing = Session(rules)
    for package, why in (([0, 0, 3], "names what there is not"), ([2, 0, 0], "linkages forbid it")):
        with pytest.raises(ProtocolError, match=why):
            playing.play(Act(TextPut, here, package=np.array([package])).batch(2, 1, 3))
    playing.play(Act(TextPut, here, package=np.array([[0, 0, 0]])).batch(2, 1, 3))
    for issue, option, allowed in ((3, 3, True), (3, 4, False), (1, 99, False), (0, 0, True)):
        more = Criticised.numbers(issue=[issue], option=[option], level=[0])
        batch = Act(Criticised, here, more=more).batch(0, 1, 3)
        assert bool(rules.allowed(playing.state, batch)[0]) is allowed


class Ear(TimeDependent):
    """Concedes evenly, and keeps what it hears; it may play at many tables at once."""

    stacks = False
    told: list[Happened]

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.told = []

    def hear(self, happened: Happened) -> None:
        self.told.append(happened)


def test_a_player_that_hears_is_told_every_event_that_reached_it_at_once() -> None:
    case = shipped("wage-talks")
    table = arrange(case, compile(case), False)
    ears = [Ear(1.0), Ear(5.0)]
    rules = PROTOCOLS["alternating-offers"](table.setting)
    log = drive(rules, table.seats(ears, mediator_named("two-issues")), 3, range(4))
    assert len({int(happened.batch.where.sum()) for happened in log.happened}) > 1
    for seat, ear in enumerate(ears):
        assert len(ear.told) == len(log.happened)
        for told, happened in zip(ear.told, log.happened, strict=True):
            where = happened.batch.where
            assert told.batch.where.tolist() == where.tolist()
            assert told.batch.package[where].tolist() == happened.batch.package[where].tolist()
            # nothing of other lanes, and nothing of who else heard it
            assert not told.batch.package[~where].any()
            assert told.audience.tolist() == (where << seat).tolist()


def test_a_player_is_not_told_what_did_not_reach_it() -> None:
    """A private answer reaches the party itself and the mediator, not the other party."""

    class Quiet(Truthful):
        def hear(self, happened: Happened) -> None:
            heard.append((happened.batch.event, happened.batch.by))

    heard: list[tuple[type, int]] = []
    case = shipped("canal")
    table = arrange(case, compile(case), True)
    players = [Quiet(), *truthful(case)[1:]]
    log = drive(
        PROTOCOLS["single-text"](table.setting),
        table.seats(players, mediator_named("two-issues")),
        3,
        range(1),
    )
    whole = [(happened.batch.event, happened.batch.by) for happened in log.happened]
    assert heard == [(event, by) for event, by in whole if event is not Answer or by == 0]
    assert (Answer, 1) in whole
