"""Tournaments: nothing played twice, nothing lost, and a summary that can be checked by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.errors import InputError, UsageError
from goodoffices.talks.tournament.cells import cells
from goodoffices.talks.tournament.plan import Plan, read_plan
from goodoffices.talks.tournament.run import play
from goodoffices.talks.tournament.summary import summary
from tests.support.cases import CASES
from tests.support.command import goodoffices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CASES / "canal", tmp_path / "canal")
    return tmp_path


def plan(**given: object) -> Plan:
    whole: dict[str, object] = {
        "cases": ("canal",),
        "protocols": ("alternating-offers",),
        "strategies": ("boulware", "conceder", "tough"),
        "mediators": ("two-issues",),
        "runs": 3,
        "seed": 1,
        "sample": None,
    }
    return Plan(**{**whole, **given})  # type: ignore[arg-type]


def test_every_pair_plays_in_both_roles(folder: Path) -> None:
    found = cells(plan(), folder)
    assert len(found) == 9
    assert {cell.strategies for cell in found} >= {("boulware", "tough"), ("tough", "boulware")}
    assert len(cells(plan(sample=4), folder)) == 4
    assert cells(plan(sample=4), folder) == cells(plan(sample=4), folder)


def test_a_mediator_makes_no_cell_with_a_protocol_it_does_not_play(folder: Path) -> None:
    given = plan(
        protocols=("single-text", "shuttle"),
        mediators=("one-issue", "learning"),
        strategies=("truthful",),
    )
    assert [(cell.protocol, cell.mediator) for cell in cells(given, folder)] == [
        ("single-text", "one-issue"),
        ("shuttle", "learning"),
    ]


@pytest.mark.parametrize("kept", [0, 1, 5, 9])
def test_what_was_played_is_not_played_again(folder: Path, kept: int) -> None:
    whole = play(plan(), folder, folder / "whole.jsonl")
    lines = (folder / "whole.jsonl").read_bytes().splitlines(keepends=True)
    out = folder / "cut.jsonl"
    out.write_bytes(b"".join(lines[: 1 + kept]) + lines[-1][:20])
    steps: list[int] = []
    again = play(plan(), folder, out, progress=lambda _, done, total: steps.append(done))
    assert again == whole
    assert len(steps) == 9 - kept
    assert sorted(out.read_bytes().splitlines()) == sorted(line.strip() for line in lines)


def test_two_at_a_time_is_the_same(folder: Path) -> None:
    assert play(plan(), folder, folder / "a.jsonl") == play(plan(), folder, folder / "b.jsonl", jobs=2)


def test_another_plans_results_are_refused(folder: Path) -> None:
    play(plan(sample=1), folder, folder / "out.jsonl")
    with pytest.raises(UsageError, match="another one"):
        play(plan(sample=1, seed=2), folder, folder / "out.jsonl")


RESULT = json.dumps({"agreed": 1, "key": "x"}).encode()
"""A line that has the keys of a result only in part."""


@pytest.mark.parametrize(
    "data",
    [
        b"precious, no newline",
        b"line 1\nline 2",
        b"[]\n",
        b"\xff\x00",
        b"[" * 100_000,
        b"3" * 5_000,
        b"{}\n",
        b"{plan}garbage\n",
        b"{plan}[]\n",
        b"{plan}" + RESULT + b"\n",
        b"{plan}my own note",
    ],
)
def test_a_file_that_is_no_results_stays_as_it_is(folder: Path, data: bytes) -> None:
    out, given = folder / "out.jsonl", plan(sample=1)
    play(given, folder, folder / "known.jsonl")
    manifest = (folder / "known.jsonl").read_bytes().splitlines(keepends=True)[0]
    data = data.replace(b"{plan}", manifest)
    out.write_bytes(data)
    with pytest.raises(InputError, match=r"out.jsonl:\d: expected the results of a tournament"):
        play(given, folder, out)
    assert out.read_bytes() == data


def test_a_file_that_belongs_to_something_else_gets_no_lock_beside_it(folder: Path) -> None:
    (folder / "notes.txt").write_text("precious")
    before = sorted(folder.iterdir())
    with pytest.raises(InputError):
        play(plan(), folder, folder / "notes.txt")
    (folder / "link.jsonl").symlink_to("notes.txt")
    with pytest.raises(UsageError, match="found a link"):
        play(plan(), folder, folder / "link.jsonl")
    assert sorted(folder.iterdir()) == sorted([*before, folder / "link.jsonl"])


def test_a_file_cut_within_its_manifest_is_begun_anew(folder: Path) -> None:
    whole = play(plan(sample=2), folder, folder / "whole.jsonl")
    out = folder / "cut.jsonl"
    out.write_bytes((folder / "whole.jsonl").read_bytes()[:30])
    assert play(plan(sample=2), folder, out) == whole


def test_tournaments_on_one_file_at_once_play_each_cell_once(folder: Path) -> None:
    (folder / "plan.yaml").write_text("cases: [canal]\nstrategies: [boulware, nice]\nruns: 2\n")
    command = [sys.executable, "-m", "goodoffices", "tournament", str(folder / "plan.yaml"), "--json"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    said = {one.communicate(timeout=120)[0] for one in started}
    assert [one.returncode for one in started] == [0, 0, 0]
    assert len(said) == 1
    lines = (folder / "plan.jsonl").read_text().splitlines()
    assert len(lines) == 5
    assert len({json.loads(line)["key"] for line in lines[1:]}) == 4


def test_a_plan_with_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("cases: []\nstrategies: [boulwar]\nrun: 3\nseed: -1\n")
    with pytest.raises(InputError) as caught:
        read_plan(path)
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    assert "'boulwar'" in text
    assert "'boulware'" in text
    assert "'runs'" in text


def test_the_summary_by_hand() -> None:
    def cell(one: str, two: str, first: float, second: float) -> dict[str, object]:
        return {
            "case": "c",
            "protocol": "p",
            "mediator": "m",
            "strategies": [one, two],
            "reservations": [0.0, 0.0],
            "utilities": [[first, second], None],
        }

    results = [cell("x", "x", 4, 4), cell("x", "y", 8, 0), cell("y", "x", 0, 8), cell("y", "y", 4, 4)]
    found = summary(results)
    # seat 0 of x ends with 2 and 4, of y with 0 and 2, over a range of 0 to 4: .5 and 1 against 0 and .5
    assert [(line.strategy, line.mean, line.seats) for line in found.lines] == [
        ("x", 0.75, 4),
        ("y", 0.25, 4),
    ]
    assert found.pairs[("x", "y")] < 0.2


def test_the_command(folder: Path) -> None:
    (folder / "plan.yaml").write_text("cases: [canal]\nstrategies: [boulware, nice]\nruns: 2\n")
    done = goodoffices("tournament", folder / "plan.yaml", "--json")
    assert done.returncode == 0
    assert {line["strategy"] for line in json.loads(done.stdout)["strategies"]} == {"boulware", "nice"}
