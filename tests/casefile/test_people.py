"""Constituencies in a written case: pressure is read, written again, and wrong lines are named."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.model import Pressure
from tests.support.cases import CASES

PRESSURE = "pressure: {from_round: 2, cost_per_round: 1/2, basis: invented}"


def written_case(folder: Path, pressure: str) -> Path:
    """The strait with a line about pressure at its families."""
    text = (CASES / "strait" / "case.yaml").read_text()
    wants = "        wants: all of the crew home in one group\n"
    assert wants in text
    copy = folder / "strait"
    shutil.copytree(CASES / "strait", copy)
    (copy / "case.yaml").write_text(text.replace(wants, f"{wants}        {pressure}\n"))
    return copy


def test_pressure_is_read_and_written_again(tmp_path: Path) -> None:
    case = go.load(written_case(tmp_path, PRESSURE))
    group = case.parties[0].constituencies[0]
    assert group.pressure == Pressure(2, Fraction(1, 2), "invented")
    plain = go.load(CASES / "strait")
    assert case.numbers_by_basis()["invented"] == plain.numbers_by_basis()["invented"] + 1
    again = tmp_path / "again" / "case.yaml"
    again.parent.mkdir()
    again.write_text(dump(case))
    assert go.load(again.parent).parties[0].constituencies[0] == group
    assert "WrittenPressure" in go.casefile.schema()["$defs"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("pressure", "field", "expected"),
    [
        (PRESSURE.replace("1/2", "0"), "cost_per_round", "above 0"),
        (PRESSURE.replace("1/2", "-3"), "cost_per_round", "above 0"),
        (PRESSURE.replace("1/2", "much"), "cost_per_round", "a number"),
        (PRESSURE.replace("2,", "99,"), "from_round", "rounds of the talks"),
        (PRESSURE.replace("2,", "0,"), "from_round", "1"),
        (PRESSURE.replace("from_round", "from_rond"), "from_rond", ""),
    ],
)
def test_pressure_written_wrong_is_a_problem_with_its_place(
    tmp_path: Path, pressure: str, field: str, expected: str
) -> None:
    problems = go.check(written_case(tmp_path, pressure))
    assert any(
        problem.field.endswith(f"pressure.{field}") and expected in problem.expected
        for problem in problems
    )
    assert all("families" in problem.field for problem in problems)
