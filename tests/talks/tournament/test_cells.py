"""Cells of a tournament: grouped and played together as alone."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.space import Space
from goodoffices.talks.tournament.cells import cells, grouped
from goodoffices.talks.tournament.plan import Plan
from goodoffices.talks.tournament.run import play
from goodoffices.talks.tournament.sessions import alone, played
from tests.support.cases import CASES


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
    one_by_one = [
        json.dumps(alone(given_plan, go.load(folder / cell.case), cell), sort_keys=True)
        for cell in wanted
    ]
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
    monkeypatch.setattr(sys.modules["goodoffices.talks.run"], "arrange", nobody)
    sets = grouped(given_plan, folder, wanted, 1)
    assert sets == [[cell] for cell in wanted]
    with pytest.raises(UsageError, match="expected a mediator"):
        played(given_plan, {"canal": go.load(folder / "canal")}, sets[0])
