"""All mediators: they are what they say, their lanes are sessions, and numbers do not pass through them."""

from __future__ import annotations

from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.talks import Log
from goodoffices.talks.engine.players import MEDIATORS
from goodoffices.talks.engine.views import view
from goodoffices.testing import check_mediator
from tests.support.cases import session, shipped, short, with_reservation


@pytest.mark.parametrize("name", sorted(MEDIATORS))
def test_mediators_are_what_they_say(name: str) -> None:
    made = MEDIATORS[name]()
    length = TALKS if made.lanes else ALONE
    check_mediator(MEDIATORS[name], short("canal", *length), made.protocols[0])


TALKS = 2, 15
"""Rounds and steps: a player remembers and draws in fifteen steps as it does in the forty of a case."""
ALONE = 2, 4
"""The same of a player that says it plays sessions singly: there are no lanes to hold against them."""
PLAYED = [
    ("mediator-vote", "random-flip"),
    ("mediator-vote", "fixed-order-flip"),
    ("mediator-feedback", "feedback"),
]


def seen_by(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, len(log.runs), setting.issues).fingerprint()


@pytest.mark.parametrize(("protocol", "mediator"), PLAYED)
def test_two_worlds_the_other_sides_numbers_do_not_reach_a_party(protocol: str, mediator: str) -> None:
    """A refuses everything, so nothing public turns on B: B answers otherwise, and A sees the same bytes.

    The mediator sees it; and A does see what comes of it where B wants what A wants, and texts turn on that.
    """
    hard = with_reservation(shipped("canal"), 0, 1000)
    worlds = [
        session(with_reservation(hard, 1, value), protocol, runs=range(6), mediator=mediator)
        for value in (0, 95)
    ]
    said = [
        [
            (bool(y), int(m))
            for h in log.happened
            if h.batch.by == 1
            for y, m in zip(h.batch.yes, h.batch.more[:, 0], strict=True)
        ]
        for log in worlds
    ]
    assert said[0] != said[1]
    assert seen_by(worlds[0], 0) == seen_by(worlds[1], 0)
    assert seen_by(worlds[0], 2) != seen_by(worlds[1], 2)
    case = shipped("canal")
    wishes = replace(case.preferences[0], party=case.preferences[1].party)
    alike = replace(case, preferences=(case.preferences[0], wishes))
    assert seen_by(session(case, protocol, runs=range(6), mediator=mediator), 0) != seen_by(
        session(alike, protocol, runs=range(6), mediator=mediator), 0
    )


@pytest.mark.parametrize(("protocol", "mediator"), PLAYED)
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_lanes_are_sessions(name: str, protocol: str, mediator: str) -> None:
    case = short(name, *TALKS)
    check_mediator(MEDIATORS[mediator], case, protocol)
    many = session(case, protocol, runs=range(3, 12), mediator=mediator)
    for lane in (0, 4, 8):
        alone = session(case, protocol, runs=range(3 + lane, 4 + lane), mediator=mediator)
        assert many.fingerprint(lane) == alone.fingerprint(0)


@pytest.mark.parametrize(("protocol", "mediator"), PLAYED)
def test_strategies_may_differ_between_parties(protocol: str, mediator: str) -> None:
    """Whoever makes offers elsewhere votes and compares as the truthful do: so one table of results."""
    case = shipped("canal")
    mixed = go.talks.run(
        case, protocol, runs=6, seed=2, strategy=("boulware", "tough"), mediator=mediator
    )
    plain = go.talks.run(case, protocol, runs=6, seed=2, mediator=mediator)
    assert mixed.each == plain.each
