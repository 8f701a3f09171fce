"""Annealing mediators that change one or two issues: their texts and their choices."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.space import Space, compile, feasible, from_tables
from goodoffices.talks import Log, drive
from goodoffices.talks.engine.events import TextDropped, TextKept, TextPut
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import (
    MEDIATORS,
    Horizon,
    MediatorPlayer,
    mediator_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import Moves, Stream, stream_of
from goodoffices.talks.engine.views import (
    MediatorPrivate,
    MediatorView,
    allowed_packages,
    mediator_private,
    party_private,
    view,
)
from goodoffices.talks.mediators.annealing import DRAWN, MOST_OWED
from goodoffices.talks.mediators.hill_climb import TRIES
from goodoffices.testing import check_mediator
from tests.support.cases import CASES, shipped
from tests.support.thorough import usually

VOTES = "single-text-votes"
VOTED = Phase("voted", events=(TextKept, TextDropped))
MOST = {"annealing": 1, "annealing-two-issues": 2}

ROUNDS, STEPS = 2, 9


def seen(lanes: int, issues: int, parties: int = 2) -> MediatorView:
    found = view([], parties, parties, lanes, issues)
    assert isinstance(found, MediatorView)
    return found


def brought(space: Space) -> MediatorPrivate:
    return mediator_private(space, "m", allowed_packages(space))


def prepared(name: str, private: MediatorPrivate, lanes: int) -> MediatorPlayer:
    player = mediator_named(name)
    player.prepare(private, Horizon(ROUNDS, STEPS, lanes, len(private.dims)))
    return player


def slow_text(
    private: MediatorPrivate, held: list[int] | None, most: int, stream: Stream, move: Moves
) -> list[int]:
    """The next text of one run from its draws: whole numbers, a draw falling on places by its high bits."""

    def on(purpose: str, places: int) -> int:
        return (int(stream.draws(purpose, move)[0]) >> 32) * places >> 32

    afresh: list[int] = private.codes[on("any", len(private.codes))].tolist()
    if held is None:
        return afresh
    for attempt in range(TRIES):
        text = list(held)
        for change in range(1 + on(f"many {attempt}", most)):
            issue = on(f"issue {attempt} {change}", len(private.dims))
            options = private.dims[issue]
            shift = 1 + on(f"option {attempt} {change}", max(options - 1, 1))
            text[issue] = (text[issue] + shift) % options
        if text != held and private.allows(np.array([text]))[0]:
            return text
    return afresh


@pytest.mark.parametrize("name", MOST)
@pytest.mark.parametrize("case", ["canal", "strait"])
def test_texts_are_those_of_a_slow_twin(case: str, name: str) -> None:
    space = compile(go.load(CASES / case))
    private, lanes = brought(space), 40
    player = prepared(name, private, lanes)
    now = seen(lanes, len(space.dims))
    now.held[:] = private.codes[np.arange(lanes) * 7 % len(private.codes)]
    now.has_held[:] = np.arange(lanes) % 5 > 0
    for move in (0, 3, 11):
        stream = stream_of(4, 0, "m", range(lanes))
        [act] = player.act(now, Phase("drafting"), np.ones(lanes, dtype=np.bool_), stream, move)
        assert act.event is TextPut
        assert act.package is not None
        assert feasible(space, act.package).all()
        for lane in range(lanes):
            held = now.held[lane].tolist() if now.has_held[lane] else None
            alone = stream_of(4, 0, "m", range(lane, lane + 1))
            assert act.package[lane].tolist() == slow_text(private, held, MOST[name], alone, move)


def test_how_often_two_issues_change_is_what_the_draws_make_it() -> None:
    """Four issues with two options: one change half of the time. Of two, a quarter fall on one issue and undo
    each other, so that it draws again: two in (1/2 * 3/4) / (1 - 1/2 * 1/4) = 3/7 of texts."""
    space = from_tables([[[0, 1]] * 4] * 2)
    lanes = 7000
    now = seen(lanes, 4)
    now.has_held[:] = True
    counts = {}
    for name in MOST:
        player = prepared(name, brought(space), lanes)
        [act] = player.act(now, Phase("drafting"), now.has_held, stream_of(1, 0, "m", range(lanes)), 0)
        assert act.package is not None
        counts[name] = np.bincount(act.package.sum(axis=1), minlength=3) / lanes
    assert counts["annealing"].tolist() == [0, 1, 0]
    assert counts["annealing-two-issues"][:3] == pytest.approx([0, 4 / 7, 3 / 7], abs=0.02)


@dataclass
class SlowChoice:
    """Whether one run's text stands, vote by vote, and whom the mediator overrode how often."""

    owed: list[int] = field(default_factory=lambda: [0, 0, 0])

    def keeps(self, votes: list[int], drawn: int, turn: int, step: int) -> bool:
        """Votes from 1, a strong no, to 4, a strong yes; ``drawn`` from 0 up to ``DRAWN``."""
        if all(vote > 2 for vote in votes):
            return True
        left = ROUNDS * STEPS - turn * STEPS - step
        against = [place for place, vote in enumerate(votes) if vote == 2]
        if 1 in votes or votes.count(4) < len(against) or drawn / DRAWN >= left / (ROUNDS * STEPS):
            return False
        if any(self.owed[place] - min(self.owed) >= MOST_OWED for place in against):
            return False
        for place in against:
            self.owed[place] += 1
        return True


@settings(max_examples=usually(12, 30), deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), min_size=1, max_size=ROUNDS * STEPS)
)
def test_which_text_stands_is_what_a_slow_twin_says(ballots: list[list[int]]) -> None:
    space, lanes = from_tables([[[0, 1]] * 3] * 3), 5
    for name in MOST:
        player, slow = prepared(name, brought(space), lanes), [SlowChoice() for _ in range(lanes)]
        for move, votes in enumerate(ballots):
            now = seen(lanes, 3, 3)
            turn, step = divmod(move, STEPS)
            now.round[:], now.step[:], now.votes[:] = turn, step, [vote - 1 for vote in votes]
            kept, _ = player.act(
                now, VOTED, np.ones(lanes, dtype=np.bool_), stream_of(2, 0, "m", range(lanes)), move
            )
            draws = stream_of(2, 0, "m", range(lanes)).draws("override", move)
            drawn = [(int(draw) >> 32) * DRAWN >> 32 for draw in draws]
            assert kept.event is TextKept
            assert kept.where.tolist() == [
                slow[lane].keeps(votes, drawn[lane], turn, step) for lane in range(lanes)
            ]


def session(name: str, space: Space, lanes: int, steps: int) -> Log:
    setting = Setting(2, 1, len(space.dims), 1, steps, 2, (4, 4))
    codes = allowed_packages(space)
    seats: list[PartySeat | MediatorSeat] = [
        PartySeat(party_private(space, place, codes), strategy_named("truthful")) for place in range(2)
    ]
    seats.append(MediatorSeat(mediator_private(space, "mediator", codes), mediator_named(name)))
    return drive(PROTOCOLS[VOTES](setting), seats, 3, range(lanes))


def test_two_issues_cross_where_every_single_change_is_worse_for_all() -> None:
    """Two issues of two options; alike they are worth 10 at 0 and 20 at 1 to both, and otherwise nothing.

    From 0, 0 each single change gets a no from both, which is never overridden: of four first texts, one is
    stuck there, one is best, and two go to either; so half end at the best. With two changes at once all do.
    """
    both = {(0, 1): np.array([[10, 0], [0, 20]])}
    space = from_tables([[[0, 0], [0, 0]]] * 2, linked=[both, both])
    lanes, ends = 1000, {}
    for name in MOST:
        log = session(name, space, lanes, 60)
        ends[name] = (log.final.held == 1).all(axis=1).mean()
        stuck = (log.final.held == 0).all(axis=1).mean()
        assert ends[name] + stuck == 1
    assert ends["annealing"] == pytest.approx(0.5, abs=0.05)
    assert ends["annealing-two-issues"] == 1


@pytest.mark.parametrize("case", ["canal", "strait"])
def test_it_is_what_it_says_and_lanes_are_sessions(case: str) -> None:
    check_mediator(MEDIATORS["annealing-two-issues"], go.load(CASES / case), VOTES)


def test_a_user_can_name_it() -> None:
    case = shipped("strait")
    found = go.talks.run(case, VOTES, mediator="annealing-two-issues", runs=20, seed=1)
    assert found.mediator == "annealing-two-issues"
    assert found.each != go.talks.run(case, VOTES, mediator="annealing", runs=20, seed=1).each
