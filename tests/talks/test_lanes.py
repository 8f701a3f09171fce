"""Tables that are played together: every lane is the session that its table would have had alone."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.space import Space, Table, compile, evaluate, from_tables, frontier, packages
from goodoffices.talks import drive
from goodoffices.talks.engine.events import Accept, Mask, Offer
from goodoffices.talks.engine.many_tables import Shared, Streams, drive_together
from goodoffices.talks.engine.players import STRATEGIES, Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat, Seat
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, party_private
from goodoffices.talks.outcomes.measures import Yardstick, measured, solutions
from goodoffices.talks.run import arrange
from goodoffices.talks.tournament.cells import Plan, alone, grouped, played
from goodoffices.talks.tournament.run import cells, play

CASES = Path(__file__).parents[2] / "cases"
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


def test_stackable_players_become_one() -> None:
    rules = PROTOCOLS["alternating-offers"](SETTING)
    made: list[Shared] = []
    original = Shared.__init__

    def kept(self: Shared, *words: Any) -> None:
        original(self, *words)
        made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shared, "__init__", kept)
        names = [("boulware", "tough"), ("linear", "conceder"), ("conceder", "boulware")]
        drive_together(
            rules, [seats_of(space(n, 4), pair) for n, pair in enumerate(names)], 0, range(4)
        )
    assert [len(shared.parts) for shared in made] == [1, 2]


def test_a_player_of_one_session_is_refused() -> None:
    seats = seats_of(space(0, 3), ("boulware", "boulware"))
    seats[1].player.lanes = False
    with pytest.raises(UsageError, match="many sessions at once"):
        drive_together(PROTOCOLS["alternating-offers"](SETTING), [seats], 0, range(2))


def private(name: str, tables: tuple[Table, ...], dims: tuple[int, ...]) -> PartyPrivate:
    codes = np.array(list(np.ndindex(*dims)), dtype=np.int64)
    return PartyPrivate(name, tables, 0, codes, np.zeros(len(codes), dtype=np.int64), dims)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_stacked_values_are_each_partys_own(seed: int) -> None:
    """Tables over one, two and three issues, in any order of issues, and not equally many."""
    draws = np.random.Generator(np.random.Philox(seed))
    privates = []
    for number in range(3):
        dims = tuple(draws.integers(1, 5, 3).tolist())
        scopes = [
            tuple(draws.permutation(3)[: draws.integers(1, 4)].tolist()) for _ in range(number + 1)
        ]
        tables = tuple(
            Table(scope, draws.integers(-99, 99, [dims[issue] for issue in scope])) for scope in scopes
        )
        privates.append(private(str(number), tables, dims))
    which = draws.integers(0, 3, 20)
    rows = np.array(
        [privates[w].codes[draws.integers(0, len(privates[w].codes))] for w in which.tolist()]
    )
    stacked = Stacked(privates, which)
    expected = [int(privates[w].value(row[np.newaxis])[0]) for w, row in zip(which, rows, strict=True)]
    assert stacked.value(rows).tolist() == expected
    for one, begin in zip(privates, stacked.begins.tolist(), strict=True):
        assert np.array_equal(stacked.codes[begin : begin + len(one.codes)], one.codes)


def test_draws_of_several_names_are_those_of_each() -> None:
    runs = range(5, 8)
    rows = np.array([3, 4, 5, 0, 1, 2, 3, 4, 5])
    streams = Streams(7, "a", runs, ("a", "b"), rows)
    a, b = (Stream(7, name, runs).draws("offer", 2).tolist() for name in "ab")
    assert streams.draws("offer", 2).tolist() == b + a + b
    assert streams.of(np.array([4, 0])).draws("offer", 2).tolist() == [a[1], b[0]]
    assert streams.draws("offer", 3).tolist() != b + a + b


def test_acts_of_one_event_are_one_and_keep_every_players_order() -> None:
    class Player:
        random = remembers = False

        def __init__(self, *events: type) -> None:
            self.events = events

        def act(self, view: Any, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
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
    streams = Streams(0, "a", range(1), ("a",), np.zeros(5, dtype=np.int64))
    acts = shared.act(Blind(), "replying", live, streams, 0)  # type: ignore[arg-type]
    found = [(act.event, np.flatnonzero(act.where).tolist()) for act in acts]
    assert found == [(Accept, [0, 2]), (Offer, [0, 1, 2, 4]), (Accept, [1])]
    assert acts[1].package is not None
    assert acts[1].package[:, 0].tolist() == [2, 2, 2, 1, 1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("canal", "strait", "wage-talks"):
        shutil.copytree(CASES / name, tmp_path / name)
    return tmp_path


def plan(**given: object) -> Plan:
    whole: dict[str, object] = {
        "cases": ("canal", "strait", "wage-talks"),
        "protocols": ("alternating-offers",),
        "strategies": ("boulware", "tit-for-tat", "nice"),
        "mediators": ("two-issues",),
        "runs": 2,
        "seed": 1,
        "sample": None,
    }
    return Plan(**{**whole, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given_plan",
    [
        plan(),
        plan(
            protocols=("single-text",),
            mediators=("two-issues", "one-issue"),
            strategies=("truthful", "boulware"),
            cases=("canal", "strait"),
            sample=6,
        ),
    ],
    ids=["parties alone", "with mediators"],
)
def test_a_tournament_has_the_lines_of_its_cells_played_one_by_one(
    folder: Path, given_plan: Plan
) -> None:
    wanted = cells(given_plan, folder)
    out = folder / "out.jsonl"
    play(given_plan, folder, out)
    lines = out.read_text("utf-8").splitlines()[1:]
    one_by_one = [json.dumps(alone(given_plan, folder, cell), sort_keys=True) for cell in wanted]
    assert sorted(lines) == sorted(one_by_one)
    sets = grouped(given_plan, folder, wanted, 1)
    assert len(sets) < len(wanted)
    assert sorted(cell.key for members in sets for cell in members) == sorted(c.key for c in wanted)


def test_sets_are_shared_out_among_processes(folder: Path) -> None:
    given_plan = plan(cases=("canal",))
    wanted = cells(given_plan, folder)
    assert [len(members) for members in grouped(given_plan, folder, wanted, 1)] == [9]
    assert [len(members) for members in grouped(given_plan, folder, wanted, 2)] == [5, 4]
    long = plan(cases=("canal",), runs=3000)
    assert [len(members) for members in grouped(long, folder, wanted, 1)] == [1] * 9


def test_a_cell_that_cannot_be_seated_is_left_to_say_why_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(case: Case, space: Space, *wanted: object) -> NoReturn:
        raise UsageError("expected a mediator, found none")

    given_plan = plan(cases=("canal",))
    wanted = cells(given_plan, folder)
    monkeypatch.setattr("goodoffices.talks.tournament.cells.arrange", nobody)
    monkeypatch.setattr("goodoffices.talks.run.arrange", nobody)
    sets = grouped(given_plan, folder, wanted, 1)
    assert sets == [[cell] for cell in wanted]
    with pytest.raises(UsageError, match="expected a mediator"):
        played(given_plan, folder, sets[0])


def test_one_yardstick_measures_as_each_session_does_alone(folder: Path) -> None:
    one = compile(go.load(folder / "canal"))
    table = arrange(go.load(folder / "canal"), one, False)
    log = drive(
        PROTOCOLS["alternating-offers"](table.setting),
        table.seats([strategy_named("nice"), strategy_named("nice")], mediator_named("two-issues")),
        0,
        range(20),
    )
    utilities, agreed = evaluate(one, log.final.put), log.protocol.within(log.final, "agreed")
    yardstick = Yardstick(one)
    for run in range(20):
        lane = slice(run, run + 1)
        assert (
            yardstick.measure(utilities, agreed).of(lane).means()
            == measured(one, utilities[lane], agreed[lane]).means()
        )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.integers(2, 3))
def test_solutions_in_whole_numbers_are_those_of_the_concepts(seed: int, parties: int) -> None:
    """Few different values and unequal units, so that there are ties and they count."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, 4, 3).tolist() for _ in range(3)] for _ in range(parties)]
    scale = int(draws.integers(1, 5))
    one = from_tables(tables, scale=scale, reservations=draws.integers(0, 4, parties).tolist())
    agreeable, front = zone(one, frontier(one)), frontier(one)
    gains = (front.utilities[list(agreeable.points)] - one.reservations).tolist()
    for places, name in zip(solutions(gains), ("nash", "kalai_smorodinsky"), strict=True):
        assert tuple(agreeable.points[place] for place in places) == CONCEPTS[name](agreeable)
