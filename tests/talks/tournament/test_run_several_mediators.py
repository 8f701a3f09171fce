"""Several mediators in one cell of a tournament: the rule of ``goodoffices talks``, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from operator import ne
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.cli.main import app
from goodoffices.errors import InputError, UsageError
from goodoffices.talks.engine.events import Answer, Voted
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import MEDIATORS, in_turn
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Log, Seat
from goodoffices.talks.tournament.cells import Cell, cells, grouped
from goodoffices.talks.tournament.plan import Plan, read_plan
from goodoffices.talks.tournament.run import play
from goodoffices.talks.tournament.sessions import alone, played
from goodoffices.talks.tournament.summary import by_mediator, summary
from tests.support.cases import DATA, ROOT, shipped
from tests.support.thorough import spread, usually

PLAN = DATA / "mediators.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases")
    for name in ("canal", "strait", "wage-talks"):
        shutil.copytree(ROOT / "cases" / name, made / name)
    return made


@pytest.fixture(scope="module")
def shorter(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strait with fifteen steps a round, in which players draw and remember as they do in forty."""
    made = tmp_path_factory.mktemp("shorter")
    shutil.copytree(folder / "strait", made / "strait")
    case = made / "strait" / "case.yaml"
    text = case.read_text("utf-8")
    assert text.count("steps: 40") == 1
    case.write_text(text.replace("steps: 40", "steps: 15"), "utf-8")
    return made


def plan(*mediators: str, **given: object) -> Plan:
    usual = Plan(("strait",), ("single-text",), ("truthful",), mediators, 3, 1, None)
    return replace(usual, **given)  # type: ignore[arg-type]


def led(found: Sequence[Cell]) -> list[tuple[str, str, bool]]:
    return [(cell.protocol, cell.mediator, cell.sharing) for cell in found]


def test_a_plan_names_several_as_the_command_line_does(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "cases: [strait]\nprotocols: [single-text]\nmediators: [one-issue, two-issues / one-issue]\n"
        "share: [false, true, true]\n"
    )
    found = read_plan(path)
    assert found.mediators == ("one-issue", "two-issues/one-issue")
    assert found.share == (False, True)
    path.write_text(
        "cases: [strait]\nprotocols: [single-text]\nmediators: two-issues/one-issue\nshare: true\n"
    )
    assert (read_plan(path).mediators, read_plan(path).share) == (("two-issues/one-issue",), (True,))
    path.write_text("cases: [strait]\n")
    assert read_plan(path).share == (False,)


def test_everything_wrong_with_mediators_is_told_at_once_with_the_near_miss(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "cases: [strait]\nprotocols: [single-text, shuttle]\n"
        "mediators: [two-isues/one-isue/, learning/one-issue, one-issue]\nshare: [perhaps]\nseed: x\n"
    )
    with pytest.raises(InputError) as caught:
        read_plan(path)
    said = [(problem.field, problem.found, problem.near) for problem in caught.value.problems]
    assert said == [
        ("mediators", "'two-isues'", "two-issues"),
        ("mediators", "'one-isue'", "one-issue"),
        ("mediators", "''", None),
        ("seed", "'x'", None),
        ("share", "'perhaps'", None),
        ("mediators", "'learning/one-issue'", None),
    ]
    assert "one that plays single-text or shuttle, or several that all do" in str(caught.value)


def test_sharing_needs_somebody_to_share_with(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("cases: [strait]\nprotocols: [single-text]\nmediators: [one-issue]\nshare: true\n")
    with pytest.raises(InputError, match=r"share: expected .* as in 'two-issues/one-issue'"):
        read_plan(path)
    strait = shipped("strait")
    with pytest.raises(UsageError, match=r"sharing: expected .* as in 'two-issues/one-issue'"):
        go.talks.run(strait, "single-text", mediator="one-issue", sharing=True)
    with pytest.raises(UsageError, match=r"found alternating-offers, which needs none"):
        go.talks.run(strait, mediator="one-issue/two-issues", sharing=True)


def test_all_unknown_names_are_refused_by_the_command_too() -> None:
    words = ["talks", str(ROOT / "cases" / "strait"), "--protocol", "single-text"]
    done = CliRunner().invoke(app, [*words, "--mediator", "two-isues/one-isue"])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception).count("Did you mean") == 2
    done = CliRunner().invoke(
        app, ["talks", str(ROOT / "cases" / "canal"), "--mediator", "one-issue/anealing"]
    )
    assert "Did you mean 'annealing'" in str(done.exception)


def test_cells_with_several_are_played_either_way_and_others_once(folder: Path) -> None:
    wanted = plan(
        "two-issues/one-issue",
        "learning",
        "learning/learning",
        protocols=("alternating-offers", "single-text", "shuttle"),
        strategies=("boulware",),
        share=(False, True),
    )
    assert led(cells(wanted, folder)) == [
        ("alternating-offers", "two-issues/one-issue", False),
        ("single-text", "two-issues/one-issue", False),
        ("single-text", "two-issues/one-issue", True),
        ("shuttle", "learning", False),
        ("shuttle", "learning/learning", False),
        ("shuttle", "learning/learning", True),
    ]


ENTRIES = st.lists(st.sampled_from(sorted(MEDIATORS)), min_size=1, max_size=3).map("/".join)


@settings(max_examples=40)
@given(
    st.lists(ENTRIES, min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(sorted(PROTOCOLS)), min_size=1, max_size=4, unique=True),
    st.sampled_from([(False,), (True,), (False, True), (True, False)]),
)
def test_cells_are_those_that_a_slow_count_finds(
    mediators: list[str], protocols: list[str], share: tuple[bool, ...]
) -> None:
    wanted = plan(*mediators, protocols=tuple(protocols), share=share, strategies=("boulware", "nice"))
    slow = set()
    for protocol, entry, sharing in product(protocols, mediators, (False, True)):
        names = entry.split("/")
        if not PROTOCOLS[protocol].needs_mediator:
            slow |= {(protocol, mediators[0], False)}
        elif not all(protocol in MEDIATORS[name]().protocols for name in names):
            continue
        elif len(names) == 1:
            slow |= {(protocol, entry, False)}
        elif sharing in share:
            slow |= {(protocol, entry, sharing)}
    found = cells(wanted, ROOT / "cases")
    assert set(led(found)) == slow
    assert len(found) == 4 * len(slow)
    assert len({cell.key for cell in found}) == len(found)


def test_cases_with_too_few_mediators_are_all_named_before_anything_is_played(folder: Path) -> None:
    wanted = plan("one-issue", "one-issue/two-issues", cases=("canal", "strait", "wage-talks"))
    with pytest.raises(UsageError) as caught:
        play(wanted, folder, folder / "never.jsonl")
    lines = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["canal", "wage-talks"]
    assert all(
        "expected 2 mediators with a channel or a relay to every party" in line for line in lines
    )
    assert not (folder / "never.jsonl").exists()


def test_where_nobody_mediates_several_do_no_harm(folder: Path) -> None:
    """The canal has one mediator that reaches both sides; offers need none."""
    alike = [
        alone(given_plan, go.load(folder / "canal"), cells(given_plan, folder)[0])["utilities"]
        for given_plan in (
            plan(name, cases=("canal",), protocols=("alternating-offers",), strategies=("boulware",))
            for name in ("two-issues", "two-issues/one-issue/annealing")
        )
    ]
    assert alike[0] == alike[1]


PAIRS = plan(
    "two-issues",
    "two-issues/one-issue",
    "one-issue/two-issues",
    "annealing/one-issue",
    "feedback/feedback",
    protocols=("single-text", "single-text-votes", "mediator-feedback"),
    share=(False, True),
    strategies=("truthful", "boulware"),
)


@pytest.fixture(scope="module")
def whole(shorter: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], Path]:
    """What the pairs come to, and the file of it."""
    path = tmp_path_factory.mktemp("whole") / "whole.jsonl"
    return play(PAIRS, shorter, path), path


def test_cells_played_together_are_those_played_alone_and_by_the_command(
    shorter: Path, whole: tuple[list[dict[str, Any]], Path]
) -> None:
    wanted = cells(PAIRS, shorter)
    sets = grouped(PAIRS, shorter, wanted, 1)
    assert sorted(cell.key for one in sets for cell in one) == sorted(cell.key for cell in wanted)
    assert {len({(len(cell.leading), cell.sharing) for cell in one}) for one in sets} == {1}
    assert max(len({cell.mediator for cell in one}) for one in sets) == 3
    case = go.load(shorter / "strait")
    for cell, result in spread([*zip(wanted, whole[0], strict=True)], 30):
        assert cell.case == "strait"
        assert result == json.loads(json.dumps(alone(PAIRS, case, cell)))
        if cell.strategies != ("boulware", "truthful"):
            # the command seats the same strategies whoever leads: a pair in which they differ is enough
            continue
        said = go.talks.run(
            case,
            cell.protocol,
            runs=3,
            seed=1,
            strategy=cell.strategies,
            mediator=cell.mediator,
            sharing=cell.sharing,
        )
        assert said.mediator == " / ".join(in_turn(cell.mediator))
        assert result["utilities"] == [list(worth) if worth else None for worth in said.each]


def test_who_leads_in_which_order_comes_out_differently(folder: Path) -> None:
    """Were one played for the other, its results would be the other's; sharing tells little more."""
    longer = replace(PAIRS, runs=60)
    found = {
        (cell.mediator, cell.sharing): alone(longer, go.load(folder / cell.case), cell)["utilities"]
        for cell in cells(longer, folder)
        if set(cell.strategies) == {"truthful"}
        and cell.protocol in ("single-text", "mediator-feedback")
    }
    one, other = "two-issues/one-issue", "one-issue/two-issues"
    assert found[one, False] != found[other, False]
    assert found[one, False] != found["two-issues", False]
    assert found[one, True] == found[one, False]
    # the feedback mediator of the next round heard one comparison more where they share, which seldom decides
    shared, apart = (found["feedback/feedback", sharing] for sharing in (True, False))
    assert 0 < sum(map(ne, shared, apart)) <= 3


def test_cells_that_share_are_played_with_sharing_and_the_others_without(
    shorter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the others hear is in no line, so the tables themselves are looked at."""
    seen = []

    def watched(protocol: Protocol, tables: Sequence[Sequence[Seat]], seed: int, runs: range) -> Log:
        log = drive_together(protocol, tables, seed, runs)
        heard = {
            int(h.audience[0]).bit_count() for h in log.happened if h.batch.event in (Answer, Voted)
        }
        seen.append((len(protocol.setting.leads), protocol.setting.sharing, min(heard)))
        return log

    monkeypatch.setattr("goodoffices.talks.tournament.sessions.drive_together", watched)
    wanted = replace(PAIRS, protocols=("single-text", "single-text-votes"))
    found = cells(wanted, shorter)
    given = {name: go.load(shorter / name) for name in wanted.cases}
    for group in grouped(wanted, shorter, found, 1):
        played(wanted, given, group)
    # Tavland speaks with Bryn and with Kesh itself: two hear it, and where they share both of them and itself
    assert sorted(set(seen)) == [(1, False, 2), (2, False, 2), (2, True, 3)]
    assert {cell.sharing for cell in found} == {False, True}


@pytest.mark.parametrize("kept", usually([20], [0, 20]))
def test_a_file_cut_anywhere_goes_on_where_it_was(
    shorter: Path, tmp_path: Path, kept: int, whole: tuple[list[dict[str, Any]], Path]
) -> None:
    results, path = whole
    lines = path.read_bytes().splitlines(keepends=True)
    out = tmp_path / "cut.jsonl"
    out.write_bytes(b"".join(lines[: 1 + kept]) + lines[-1][:30])
    steps: list[int] = []
    again = play(PAIRS, shorter, out, jobs=2, progress=lambda _, done, total: steps.append(done))
    assert again == results
    assert len(steps) == len(results) - kept
    assert sorted(out.read_bytes().splitlines()) == sorted(line.strip() for line in lines)


KILLED = """
import os, signal, sys
from pathlib import Path
import goodoffices.talks.tournament.cells as cells
from goodoffices.talks.tournament.plan import read_plan
from goodoffices.talks.tournament.run import play
cells.LANES = 4
def at(word, done, total):
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
play(read_plan(path), path.parent, path.with_suffix(".jsonl"), 1, at)
"""


def test_a_killed_tournament_is_finished_by_the_command(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "strait", tmp_path / "strait")
    path = tmp_path / "plan.yaml"
    path.write_text(
        "cases: [strait]\nprotocols: [single-text]\nstrategies: [truthful]\nruns: 2\nseed: 1\n"
        "mediators: [one-issue, one-issue/two-issues, two-issues/one-issue]\nshare: [false, true]\n"
    )
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    out = path.with_suffix(".jsonl")
    before = out.read_bytes()
    assert 2 < before.count(b"\n") < 6
    found = CliRunner().invoke(app, ["tournament", str(path), "--json"])
    assert found.exit_code == 0, found.output
    assert out.read_bytes().startswith(before)
    mine = read_plan(path)
    assert play(mine, tmp_path, out) == play(mine, tmp_path, tmp_path / "again.jsonl")
    assert json.loads(found.stdout)["cells"] == 5


def test_manifest_lines_summary_and_table_name_them(tmp_path: Path) -> None:
    library = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed (the extra 'parquet')"
    )
    lines, file = tmp_path / "out.jsonl", tmp_path / "out.parquet"
    words = ["tournament", str(PLAN), "--out", str(lines)]
    done = CliRunner().invoke(app, [*words, "--parquet", str(file), "--json"])
    assert done.exit_code == 0, done.output
    head, *results = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert head["manifest"]["mediators"][1] == "two-issues/one-issue"
    assert head["manifest"]["share"] == [False, True]
    led_by = {(r["protocol"], r["mediator"], r["sharing"]) for r in results}
    assert ("single-text-votes", "annealing/one-issue", True) in led_by
    assert len(led_by) == 8
    said = json.loads(done.stdout)["mediators"]
    assert {(one["protocol"], one["mediator"], one["sharing"]) for one in said} == led_by
    assert sum(one["agreed"] for one in said) == sum(r["agreed"] for r in results)
    assert sum(one["runs"] for one in said) == 50 * len(results)
    rows = library.read_table(file).to_pylist()
    columns = ("protocol", "mediator", "sharing", "strategies", "run", "utilities")
    assert sorted([str([row[name] for name in columns]) for row in rows]) == sorted(
        str([*(r[name] for name in columns[:4]), run, worth])
        for r in results
        for run, worth in enumerate(r["utilities"])
    )
    shown = CliRunner().invoke(app, words)
    assert "sharing" in shown.output
    assert "Joint gain: share of the possible joint gain" in " ".join(shown.output.split())
    for one in said:
        assert (
            0 <= one["joint_gain"]["low"] <= one["joint_gain"]["mean"] <= one["joint_gain"]["high"] <= 1
        )
        assert one["agreement"]["mean"] == one["agreed"] / one["runs"]
        assert one["answers"] > 0
        assert one["heard_by_parties"] == 0
    gains = [one["joint_gain"]["mean"] for one in said]
    assert gains == sorted(gains, reverse=True)


def result(mediator: str, sharing: bool, pair: tuple[str, str], worth: float) -> dict[str, object]:
    return {
        "case": "c",
        "protocol": "single-text",
        "mediator": mediator,
        "sharing": sharing,
        "strategies": list(pair),
        "reservations": [0.0, 0.0],
        "utilities": [[worth, worth], None],
        "runs": 2,
        "agreed": 1,
    }


def test_the_summary_keeps_cells_apart_that_differ_in_who_leads_or_shares() -> None:
    both = [("x", "y"), ("y", "x"), ("x", "x"), ("y", "y")]
    results = [
        result(mediator, sharing, pair, place)
        for place, (mediator, sharing) in enumerate([("a", False), ("a/b", False), ("a/b", True)])
        for pair in both
    ]
    found = summary(results)
    assert [(line.strategy, line.seats) for line in found.lines] == [("x", 12), ("y", 12)]
    assert [
        (one.mediator, one.sharing, one.cells, one.runs, one.agreed) for one in by_mediator(results)
    ] == [
        ("a", False, 4, 8, 4),
        ("a/b", False, 4, 8, 4),
        ("a/b", True, 4, 8, 4),
    ]
