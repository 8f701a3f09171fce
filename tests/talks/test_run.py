"""Runs of many sessions: results, refusals, and the same runs whatever the number of jobs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices import agreements
from goodoffices.errors import RecordOnlyError, UsageError
from goodoffices.space import compile
from goodoffices.talks import TalksResult, arrange, drive
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from tests.support.cases import ROOT, STRAIT, pressed_case, shipped

run_module = import_module("goodoffices.talks.run")


def test_agreements_are_acceptable_and_feasible() -> None:
    case = shipped("strait")
    space = compile(case)
    for protocol in go.talks.PROTOCOLS:
        result = go.talks.run(case, protocol, runs=1 if protocol == "shuttle" else 50, seed=3)
        assert result.agreed == sum(count for _, count in result.packages)
        for package, _ in result.packages:
            row = go.space.encode(space, package)[np.newaxis]
            assert go.space.feasible(space, row)[0]
            assert (go.space.evaluate(space, row)[0] >= space.reservations).all()


def test_discount_and_cost_are_taken_off() -> None:
    """A worse reservation for delay does not change who agrees, only what it is worth."""
    case = shipped("canal")
    costly = replace(
        case,
        preferences=tuple(replace(p, cost_per_round=p.cost_per_round + 5) for p in case.preferences),
    )
    free, paid = (go.talks.run(c, "single-text", runs=40, seed=2) for c in (case, costly))
    for party in ("A", "B"):
        before, after = free.mean_utilities[party], paid.mean_utilities[party]
        assert before is not None
        assert after == pytest.approx(before - 5)


@pytest.mark.parametrize(
    ("kind", "near"), [("protocol", "single-text"), ("strategy", "boulware"), ("mediator", "one-issue")]
)
def test_an_unknown_name_gets_its_near_miss(kind: str, near: str) -> None:
    case = shipped("canal")
    with pytest.raises(UsageError, match=f"Did you mean '{near}'"):
        go.talks.run(case, **{kind: near + "e"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"strategy": {"A": "boulware"}}, "strategy: expected a name, a class or a player, or a list"),
        ({"strategy": 3}, "strategy: expected a name, a class or a player"),
        ({"runs": 0}, "runs: expected a whole number of at least 1, found '0'"),
        ({"runs": "5"}, "runs: expected a whole number of at least 1, found '5'"),
        ({"runs": 10, "jobs": 0}, "jobs: expected a whole number of at least 1, found '0'"),
    ],
)
def test_an_argument_of_another_kind_is_told_what_is_expected(given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        go.talks.run(shipped("canal"), **given)


@pytest.mark.parametrize(
    "function",
    [
        go.deals,
        go.talks.run,
        agreements.ask,
        agreements.robust,
        agreements.ratify,
        go.stability.stability,
        go.phases.schedule,
        go.space.compile,
    ],
)
@pytest.mark.parametrize("given", ["cases/canal", Path("cases/canal")])
def test_a_path_in_place_of_a_case_is_told_how_it_is_loaded(function: Any, given: Any) -> None:
    with pytest.raises(UsageError, match=r"found the path 'cases/canal'. Load it first: go.load"):
        function(given)
    with pytest.raises(UsageError, match="expected a case, found an object of the type dict"):
        function({})


def test_a_record_only_case_is_not_simulated() -> None:
    with pytest.raises(RecordOnlyError, match="record-only"):
        go.talks.run(shipped("hostage-talks-2024"))


@cache
def three_shuttles(jobs: int | None) -> TalksResult:
    return go.talks.run(shipped("canal"), "shuttle", runs=3, seed=5, jobs=jobs)


def test_as_many_jobs_as_there_are_cores_are_the_same_runs() -> None:
    assert three_shuttles(None).to_json() == three_shuttles(1).to_json()


def test_runs_in_parallel_are_the_same_runs() -> None:
    one, two = three_shuttles(1), three_shuttles(2)
    assert one == two
    assert one.to_json() == two.to_json()
    assert [t.text() for t in one.transcripts] == [t.text() for t in two.transcripts]


def test_a_mediator_that_does_not_play_a_protocol_is_refused() -> None:
    case = shipped("canal")
    with pytest.raises(UsageError, match=r"plays shuttle \(carrying, learning\), found 'two-issues'"):
        go.talks.run(case, "shuttle", mediator="two-issues")
    table = arrange(case, compile(case), True)
    players = [strategy_named("truthful") for _ in case.parties]
    seats = table.seats(players, mediator_named("learning"))
    with pytest.raises(UsageError, match="one session at a time"):
        drive(PROTOCOLS["shuttle"](table.setting), seats, 1, range(2))


def test_a_talk_with_several_mediators_is_said_to_be_led_by_them_and_minuted_over_their_channels() -> (
    None
):
    case = shipped("strait")
    found = go.talks.run(
        case, "single-text", runs=3, seed=2, mediator=("two-issues", "one-issue"), sharing=True
    )
    assert found.mediator == "two-issues / one-issue"
    first, _, second = found.transcripts[0].text().partition("## Round 2")
    assert "Bryn puts a text to all" in first
    assert "Orsova answers yes, privately to Bryn, carried by Kesh." in first
    assert "Kesh puts a text to all" in second
    assert "Bryn puts" not in second


def test_more_mediators_than_reach_every_party_are_refused_with_those_that_do() -> None:
    case = go.load(STRAIT.parent / "canal")
    with pytest.raises(
        UsageError, match="expected 2 mediators with a channel or a relay to every party, found"
    ):
        go.talks.run(case, "single-text", mediator=("one-issue", "one-issue"))


def test_pressure_comes_off_what_an_agreement_is_worth_to_its_party_alone() -> None:
    with_cost = pressed_case()
    free = replace(
        with_cost, parties=(replace(with_cost.parties[0], constituencies=()), *with_cost.parties[1:])
    )
    paid, kept = (go.talks.run(c, "single-text", runs=20, seed=2) for c in (with_cost, free))
    [gap, none] = [kept.mean_utilities[p] - paid.mean_utilities[p] for p in ("A", "B")]  # type: ignore[operator]
    assert gap == pytest.approx(3 * (paid.mean_rounds - 1))
    assert gap > 0
    assert none == 0


@pytest.mark.parametrize(
    "protocol", ["alternating-offers", "single-text-critique", "double-blind-batch"]
)
def test_many_logs_hold_the_sessions_of_a_single_one(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, told = pressed_case(), list[tuple[int, int]]()
    whole = go.talks.run(case, protocol, runs=20, seed=2)
    monkeypatch.setattr(run_module, "AT_ONCE", 7)
    parts = go.talks.run(
        case, protocol, runs=20, seed=2, progress=lambda done, of: told.append((done, of))
    )
    assert parts == whole
    assert told[-1] == (20, 20)
    assert told == sorted(told)
    table = arrange(case, compile(case), PROTOCOLS[protocol].needs_mediator)
    kind = PROTOCOLS[protocol]
    talks = run_module._Talks(
        kind(table.setting), table, [kind.usual_strategy] * 2, [kind.usual_mediator], 2
    )
    logs = list(talks.logs(range(20)))
    monkeypatch.setattr(run_module, "AT_ONCE", 100)
    [log] = talks.logs(range(20))
    each = [part.fingerprint(lane) for part in logs for lane in range(len(part.runs))]
    assert [len(part.runs) for part in logs] == [7, 7, 6]
    assert each == [log.fingerprint(lane) for lane in range(20)]
    [late] = talks.logs(range(13, 20))
    assert each[13:] == [late.fingerprint(lane) for lane in range(7)]


def test_memory_does_not_grow_with_the_number_of_sessions() -> None:
    """Beside what it takes to load the package: a million sessions would take 500 MB at 500 bytes each."""
    program = (
        "import resource, sys, goodoffices as go\n"
        "go.talks.run(go.load('cases/canal'), runs=int(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    few, many = (
        int(
            subprocess.run(
                [sys.executable, "-c", program, runs], cwd=ROOT, capture_output=True, check=True
            ).stdout
        )
        for runs in ("4096", "32768")
    )
    # 48 bytes a session are kept, a reference to its worth and five measures; joining them takes as many
    assert many - few <= 8
