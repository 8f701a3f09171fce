"""Each page on adding something has code that works as it stands: as a plug-in, an entry point, and given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.cli.main import app
from goodoffices.cli.plugins import VARIABLE
from goodoffices.registry import forgetting, plug_in
from tests.support.cases import CASES
from tests.support.pages import blocks

EXTEND = Path(__file__).parents[2] / "docs" / "extend"
CANAL = str(CASES / "canal")
REPORT = "Ann Lee said the bridge would open on Monday. Who pays for it?\n"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    with forgetting():
        yield


def plugin(kind: str, folder: Path) -> str:
    """Write the code of a page to a file outside the package, and return its path."""
    path = folder / f"my_{kind}.py"
    path.write_text(blocks(EXTEND / f"{kind}.md", "python")[0])
    return str(path)


def printed(*words: str) -> Any:
    """Return what a command prints as JSON."""
    result = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert result.stdout, result.output
    return json.loads(result.stdout)


def module(kind: str, folder: Path) -> ModuleType:
    return plug_in(plugin(kind, folder))


def test_a_concept_is_in_every_list_of_solutions(tmp_path: Path) -> None:
    found = printed("deals", CANAL, "--plugin", plugin("concept", tmp_path))["solutions"]
    assert len(found) == len(printed("deals", CANAL)["solutions"])
    assert found["relative_utilitarian"]


def test_a_concept_is_chosen_by_its_name_or_given_itself(tmp_path: Path) -> None:
    mine = module("concept", tmp_path).relative_utilitarian
    case = go.load(CANAL)
    given = go.deals(case, concepts=["nash", mine]).solutions
    assert [name for name, _ in given.items()] == ["nash", "relative_utilitarian"]
    assert given.relative_utilitarian == go.deals(case).solutions.relative_utilitarian


def test_a_folder_of_a_new_format_is_a_case_for_every_command(tmp_path: Path) -> None:
    mine = plugin("format", tmp_path)
    scenario = tmp_path / "scenario"
    scenario.mkdir()
    (scenario / "scores.txt").write_text(blocks(EXTEND / "format.md", "text")[0])
    assert printed("deals", str(scenario), "--plugin", mine)["packages"] == 4
    made = printed("convert", str(scenario), str(tmp_path / "made"), "--plugin", mine)
    assert go.load(tmp_path / "made").issues == go.load(scenario).issues
    assert made["written"] == [str(tmp_path / "made" / "case.yaml")]


def test_a_reader_adds_what_the_rules_do_not_find(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    mine = plugin("reader", tmp_path)
    words = ("read", str(report), "--reader", "rules", "--reader", "questions")
    assert printed(*words, "--plugin", mine)["statements"]
    reading = go.read(report, readers=["rules", module("reader", tmp_path).read_questions])
    assert [e.span.text.strip() for e in reading.entries if e.kind == "note"] == ["Who pays for it?"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_is_known_to_other_processes(tmp_path: Path, jobs: int) -> None:
    plug_in(plugin("reader", tmp_path))
    reports = [tmp_path / f"{name}.txt" for name in "abc"]
    for report in reports:
        report.write_text(REPORT)
    found = go.reader.read_all(reports, jobs=jobs, readers=["questions"])
    assert [[e.id for e in one.entries] for one in found.readings] == [
        [f"{name}:question-1"] for name in "abc"
    ]


def test_a_strategy_plays_the_same_in_other_processes(tmp_path: Path) -> None:
    """Micro plays one session at a time, so that sessions go to other processes."""
    words = ("talks", CANAL, "--runs", "3", "--strategy", "eleventh-hour/micro", "--seed", "4")
    mine = plugin("strategy", tmp_path)
    alone = printed(*words, "--jobs", "1", "--plugin", mine)
    assert alone["strategy"] == "eleventh-hour / micro"
    assert printed(*words, "--jobs", "2", "--plugin", mine) == alone


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_strategy_or_a_mediator_is_given_as_a_class_or_a_player(tmp_path: Path, jobs: int) -> None:
    mine, case = module("strategy", tmp_path).EleventhHour, go.load(CANAL)
    named = go.talks.run(case, strategy=("eleventh-hour", "micro"), runs=3, seed=4)
    for given in (mine, mine()):
        found = go.talks.run(case, strategy=(given, "micro"), runs=3, seed=4, jobs=jobs)
        assert found.each == named.each
        assert found.packages == named.packages
    lottery = module("mediator", tmp_path).Lottery
    led = go.talks.run(case, "single-text", mediator="lottery", runs=3, seed=4)
    for third in (lottery, lottery()):
        found = go.talks.run(case, "single-text", mediator=third, runs=3, seed=4, jobs=jobs)
        assert (found.each, found.mediator) == (led.each, "lottery" if third is lottery else "Lottery")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_tournament_plays_what_plug_ins_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        f"cases: [{CANAL}]\nprotocols: [single-text]\nstrategies: [eleventh-hour]\n"
        "mediators: [lottery, one-issue]\nruns: 2\n"
    )
    added = (plugin("strategy", tmp_path), plugin("mediator", tmp_path))
    monkeypatch.setenv(VARIABLE, os.pathsep.join(added))
    found = printed("tournament", str(plan), "--out", str(tmp_path / jobs), "--jobs", jobs)
    assert [row["mediator"] for row in found["mediators"]] == ["lottery", "one-issue"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_entry_point_is_found_without_an_option(tmp_path: Path, jobs: str) -> None:
    plugin("strategy", tmp_path)
    facts = tmp_path / "my_package-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1\n")
    (facts / "entry_points.txt").write_text(
        "[goodoffices.strategies]\neleventh-hour = my_strategy:EleventhHour\n"
    )
    words = [
        "talks",
        CANAL,
        "--runs",
        "3",
        "--strategy",
        "eleventh-hour/micro",
        "--jobs",
        jobs,
        "--json",
    ]
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-m", "goodoffices", *words],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["strategy"] == "eleventh-hour / micro", done.stderr


def test_a_name_that_no_plug_in_has_is_told_with_theirs(tmp_path: Path) -> None:
    plug_in(plugin("strategy", tmp_path))
    with pytest.raises(go.UsageError, match=r"eleventh-hour.*Did you mean 'eleventh-hour'\?"):
        go.talks.run(go.load(CANAL), strategy="eleventh")


@pytest.mark.parametrize("kind", ["protocol", "event"])
def test_a_protocol_is_played_by_its_name_and_as_a_class(tmp_path: Path, kind: str) -> None:
    name, made = {"protocol": ("first-signed", "FirstSigned"), "event": ("marks", "Marks")}[kind]
    mine = plugin(kind, tmp_path)
    found = printed("talks", CANAL, "--protocol", name, "--runs", "5", "--seed", "4", "--plugin", mine)
    given = go.talks.run(go.load(CANAL), getattr(plug_in(mine), made), runs=5, seed=4)
    assert json.loads(json.dumps(given.to_json())) == found
    assert found["agreed"]


def test_the_sentence_of_an_event_is_in_the_minutes(tmp_path: Path) -> None:
    words = ["talks", CANAL, "--protocol", "marks", "--runs", "1", "--minutes"]
    result = CliRunner().invoke(app, [*words, "--plugin", plugin("event", tmp_path)])
    assert " of 9, privately to " in " ".join(result.stdout.split())


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("kind", ["protocol", "event"])
def test_a_protocol_and_its_event_are_known_to_other_processes(
    tmp_path: Path, kind: str, jobs: str
) -> None:
    plan = tmp_path / "plan.yaml"
    name, led = {"protocol": ("first-signed", "one-after-another"), "event": ("marks", "lowest-mark")}[
        kind
    ]
    plan.write_text(
        f"cases: [{CANAL}]\nprotocols: [{name}]\nstrategies: [truthful, emphatic]\n"
        f"mediators: [{led}]\nruns: 2\n"
    )
    mine = plugin(kind, tmp_path)
    found = printed("tournament", str(plan), "--jobs", jobs, "--plugin", mine)
    assert (found["cells"], found["mediators"][0]["runs"]) == (4, 8)
