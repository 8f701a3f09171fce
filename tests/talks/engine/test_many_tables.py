"""Tables played together: every lane is the session that its table would have alone."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.space import Integers, Space, from_tables, packages
from goodoffices.talks import drive
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Happened, Mask
from goodoffices.talks.engine.events import Accept, Offer
from goodoffices.talks.engine.many_tables import Shared, drive_together
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import STRATEGIES, Act, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat, Seat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import ManyStreams, Moves, Stream, stream_of
from goodoffices.talks.engine.views import party_private
from goodoffices.talks.strategies.tough import Tough

IN_LANES = sorted(name for name, make in STRATEGIES.items() if make().lanes and make().offers)

SETTING = Setting(parties=2, mediators=0, issues=3, rounds=2, steps=12, lead=2, carries=(0, 0))


def space(seed: int, options: int) -> Space:
    """Two parties and three issues; sizes differ from seed to seed."""
    draws = np.random.Generator(np.random.Philox(seed))
    sizes = draws.integers(2, options + 1, 3)
    tables = [[draws.integers(0, 99, size).tolist() for size in sizes] for _ in range(2)]
    return from_tables(tables, scale=1, reservations=draws.integers(0, 120, 2).tolist())


def seats_of(one: Space, names: tuple[str, ...]) -> list[Seat]:
    codes = packages(one)
    return [PartySeat(party_private(one, p, codes), strategy_named(n)) for p, n in enumerate(names)]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(0, 9), st.data())
def test_a_lane_of_many_tables_is_the_session_alone(
    seed: int, runs: int, first: int, data: st.DataObject
) -> None:
    rules = PROTOCOLS["alternating-offers"](SETTING)
    names = st.tuples(st.sampled_from(IN_LANES), st.sampled_from(IN_LANES))
    chosen = data.draw(st.lists(names, min_size=1, max_size=6))
    spaces = [space(seed + number, 2 + number) for number in range(3)]
    tables = [(spaces[number % 3], pair) for number, pair in enumerate(chosen)]
    together = drive_together(
        rules, [seats_of(one, pair) for one, pair in tables], seed, range(first, first + runs)
    )
    for number, (one, pair) in enumerate(tables):
        for run in range(runs):
            lane = number * runs + run
            by_itself = drive(rules, seats_of(one, pair), seed, range(first + run, first + run + 1))
            assert together.fingerprint(lane) == by_itself.fingerprint(0)
            assert together.runs[lane] == first + run
            for register in ("phase", "round", "put", "answers"):
                final = getattr(together.final, register)[lane]
                assert np.array_equal(final, getattr(by_itself.final, register)[0])


def test_every_pair_of_strategies_with_seats_at_several_tables() -> None:
    rules, tables, which = PROTOCOLS["alternating-offers"](SETTING), [], []
    for seed in (3, 4):
        one = space(seed, 4)
        mine = [dict(zip(IN_LANES, _both(one, place), strict=True)) for place in range(2)]
        for pair in product(IN_LANES, repeat=2):
            tables.append([mine[0][pair[0]], mine[1][pair[1]]])
            which.append((one, pair))
    log = drive_together(rules, tables, 5, range(2))
    seen = set()
    for number, (one, pair) in enumerate(which):
        by_itself = drive(rules, seats_of(one, pair), 5, range(2))
        for run in range(2):
            assert log.fingerprint(2 * number + run) == by_itself.fingerprint(run)
            seen.add(by_itself.fingerprint(run))
    # parties that misreport to mediators make the offers of others, so that many sessions are alike
    assert len(seen) > 4 * len(IN_LANES)


def _both(one: Space, place: int) -> list[Seat]:
    own = party_private(one, place, packages(one))
    return [PartySeat(own, strategy_named(name)) for name in IN_LANES]


def parts_at(tables: list[list[Seat]]) -> list[int]:
    """How many players sit at each place once those that stack were made one."""
    made: list[Shared] = []
    original = Shared.__init__

    def kept(self: Shared, *words: Any) -> None:
        original(self, *words)
        made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shared, "__init__", kept)
        drive_together(PROTOCOLS["alternating-offers"](SETTING), tables, 0, range(4))
    return [len(shared.parts) for shared in made]


def test_stackable_players_become_one() -> None:
    names = [("boulware", "tough"), ("linear", "conceder"), ("conceder", "boulware")]
    assert parts_at([seats_of(space(n, 4), pair) for n, pair in enumerate(names)]) == [1, 2]


class Softer(Tough):
    """Inherits a way of stacking, and does not say that it is right for itself."""

    def accepts(self, turn: PartyTurn, offered: Integers, aspiration: Integers) -> Mask:
        return np.ones(len(offered), dtype=np.bool_)


def test_a_class_that_adds_to_a_stackable_one_is_not_stacked() -> None:
    tables = [seats_of(space(n, 4), ("tough", "tough")) for n in range(3)]
    for seats in tables[1:]:
        seats[1] = PartySeat(cast(PartySeat, seats[1]).private, Softer())
    assert parts_at(tables) == [1, 3]


def test_a_player_of_one_session_is_refused() -> None:
    seats = seats_of(space(0, 3), ("boulware", "boulware"))
    seats[1].player.lanes = False
    with pytest.raises(UsageError, match="many sessions at once"):
        drive_together(PROTOCOLS["alternating-offers"](SETTING), [seats], 0, range(2))


def test_draws_of_several_names_are_those_of_each() -> None:
    runs = range(5, 8)
    rows = np.array([3, 4, 5, 0, 1, 2, 3, 4, 5])
    each = [stream_of(7, 0, name, runs) for name in "ab"]
    streams = ManyStreams(each, rows)
    a, b = (one.draws("offer", 2).tolist() for one in each)
    assert streams.draws("offer", 2).tolist() == b + a + b
    assert streams.of(np.array([4, 0])).draws("offer", 2).tolist() == [a[1], b[0]]
    later = [one.draws("offer", 3).tolist() for one in each]
    assert streams.draws("offer", 3).tolist() == later[1] + later[0] + later[1] != b + a + b
    # lanes that have moved more often than others are at their own draw
    moved = np.array([2, 2, 3, 3, 2, 2, 2, 2, 3])
    both = zip(moved == 3, later[1] + later[0] + later[1], b + a + b, strict=True)
    assert streams.draws("offer", moved).tolist() == [new if so else old for so, new, old in both]


def test_acts_of_one_event_are_one_and_keep_every_players_order() -> None:
    class Player:
        random = remembers = False

        def __init__(self, *events: type) -> None:
            self.events = events

        def act(self, view: Any, phase: str, live: Mask, stream: Stream, move: Moves) -> list[Act]:
            rows = np.full((len(live), 2), len(self.events))
            return [Act(event, live, package=rows) for event in self.events]

    class Blind:
        def of(self, lanes: Any) -> Blind:
            return self

    parts = [
        (Player(Accept, Offer), np.array([0, 2])),
        (Player(Offer, Accept), np.array([1])),
        (Player(Offer), np.array([3, 4])),
    ]
    shared = Shared(parts, 5, 2)
    live = np.array([True, True, True, False, True])
    streams = ManyStreams([stream_of(0, 0, "a", range(1))], np.zeros(5, dtype=np.int64))
    acts = shared.act(Blind(), Phase("replying"), live, streams, 0)  # type: ignore[arg-type]
    found = [(act.event, np.flatnonzero(act.where).tolist()) for act in acts]
    assert found == [(Accept, [0, 2]), (Offer, [0, 1, 2, 4]), (Accept, [1])]
    assert acts[1].package is not None
    assert acts[1].package[:, 0].tolist() == [2, 2, 2, 1, 1]


class Ear(Tough):
    """Keeps the packages that others offer."""

    stacks = False

    def hear(self, happened: Happened) -> None:
        self.told = [*getattr(self, "told", []), (happened.batch.by, happened.batch.package.tolist())]


def test_a_player_that_hears_is_told_of_its_own_tables_only() -> None:
    rules = PROTOCOLS["alternating-offers"](SETTING)
    ears, alone = [Ear(), Ear()], [Ear(), Ear()]

    def seats(number: int, ear: Ear) -> list[Seat]:
        one = space(number, 3)
        codes = packages(one)
        own = party_private(one, 0, codes)
        return [PartySeat(own, ear), *seats_of(one, ("tough", "tough"))[1:]]

    drive_together(rules, [seats(number, ear) for number, ear in enumerate(ears)], 5, range(1))
    for number, ear in enumerate(alone):
        drive(rules, seats(number, ear), 5, range(1))
    assert [ear.told for ear in ears] == [ear.told for ear in alone]
    assert ears[0].told != ears[1].told
