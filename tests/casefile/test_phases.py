"""Phases in a written case: read, written again, and every wrong line named with its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.model import Delivery, OwedTable, Phases, Precedence
from tests.support.homes import PHASES, canal_with

MORE = (
    PHASES.replace("units: 30", "units: 2").replace("units: 60", "units: 1")
    + """\
  tables:
    - of: [people, days]
      party: A
      values: [{people: 1, days: 1, value: 7}]
      otherwise: 0
  before:
    - {first: {people: 1}, then: days}
  guarantee: {A: 10, B: 1/2}
"""
)


def test_phases_are_read(tmp_path: Path) -> None:
    phases = go.load(canal_with(tmp_path, phases=MORE)).phases
    people = Delivery(
        *("people", "people", "A", "B", 2, Fraction(5, 2), Fraction(4), "invented", None),
        *("red-cross", "crossing logged"),
    )
    days = Delivery(
        *("days", "days", "B", "A", 1, Fraction(6, 5), Fraction(2), "invented", None),
        *("kesh", "24 h without report"),
    )
    worth = tuple(map(Fraction, (0, 0, 0, 7, 0, 0)))
    assert phases == Phases(
        deliveries=(people, days),
        agreed={"convoys": "33", "notice": "60"},
        tables=(OwedTable(("people", "days"), "A", worth, "invented", 2),),
        before=(Precedence({"people": 1}, "days"),),
        guarantee={"A": Fraction(10), "B": Fraction(1, 2)},
        guarantee_basis="invented",
    )
    assert sum(phases.numbers_by_basis().values()) == 4 + 2 + 2


def test_phases_survive_being_written(tmp_path: Path) -> None:
    case = go.load(canal_with(tmp_path / "first", phases=MORE))
    (tmp_path / "case.yaml").write_text(dump(case))
    assert go.load(tmp_path).phases == case.phases


def test_a_table_may_be_a_file(tmp_path: Path) -> None:
    inside = "values: [{people: 1, days: 1, value: 7}]\n      otherwise: 0"
    folder = canal_with(tmp_path, phases=MORE.replace(inside, "csv: joint.csv"))
    rows = [(p, d, 7 * (p == d == 1)) for p in range(3) for d in range(2)]
    lines = ["people,days,value", *(",".join(map(str, row)) for row in rows)]
    (folder / "joint.csv").write_text("\n".join(lines))
    phases = go.load(folder).phases
    assert phases is not None
    assert phases.tables[0].values == tuple(Fraction(row[2]) for row in rows)
    (folder / "joint.csv").write_text("\n".join([*lines[:-1], "2,x,0", "2,9,nought"]))
    problems = go.check(folder)
    assert [(Path(p.file).name, p.line, p.field) for p in problems] == [
        ("joint.csv", 7, "days"),
        ("joint.csv", 8, "days"),
        ("joint.csv", 8, "value"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "field", "expected", "near"),
    [
        ("by: A", "by: a-side", "deliveries.people.by", "a party", None),
        ("by: A, to: B", "by: A, to: A", "deliveries.people.to", "another party", None),
        ("units: 2,", "units: 0,", "deliveries.people.units", "at least 1", None),
        ("units: 2,", "units: 1.5,", "deliveries.people.units", "a whole number", None),
        ("cost: 2.5", "cost: -2", "deliveries.people.cost", "at least 0", None),
        ("cost: 2.5", "cost: high", "deliveries.people.cost", "a number", None),
        ("worth: 4", "worht: 4", "deliveries.people.worht", "worth", "worth"),
        ("convoys: 33", "convois: 33", "for.convois", "an issue", "convoys"),
        ("convoys: 33", "convoys: 330", "for.convoys", "an option", "33"),
        ("notice: 60", "notice: 30", "for", "no linkage forbids", None),
        ("of: [people, days]", "of: [people, day]", "tables[0].of", "a delivery", "days"),
        ("of: [people, days]", "of: [people, people]", "tables[0].of", "different", None),
        ("party: A", "party: C", "tables[0].party", "a party", None),
        ("      otherwise: 0\n", "", "tables[0]", "otherwise", None),
        ("people: 1, days: 1, value", "people: 3, days: 1, value", "[0].people", "from 0 to 2", None),
        ("people: 1, days: 1, value", "people: 0, days: 0, value", "tables[0]", "the value 0", None),
        ("then: days", "then: dais", "before[0].then", "a delivery", "days"),
        ("then: days", "then: people", "before[0]", "kept together", None),
        ("first: {people: 1}", "first: {people: 3}", "before[0].first.people", "at most the 2", None),
        ("guarantee: {A: 10", "guarantee: {C: 10", "guarantee.C", "a party", None),
        ("guarantee: {A: 10", "guarantee: {A: -1", "guarantee.A", "at least 0", None),
    ],
)
def test_a_wrong_line_is_a_problem_with_its_place(
    tmp_path: Path, right: str, wrong: str, field: str, expected: str, near: str | None
) -> None:
    assert right in MORE
    problems = go.check(canal_with(tmp_path, phases=MORE.replace(right, wrong, 1)))
    assert any(
        problem.field.endswith(field)
        and expected in problem.expected
        and problem.near == near
        and problem.line is not None
        for problem in problems
    ), problems


def test_a_table_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    wrong = MORE.replace("units: 2,", "units: 3000,").replace("units: 1,", "units: 3000,")
    (problem,) = go.check(canal_with(tmp_path, phases=wrong))
    assert "2,000,000" in problem.expected


def test_more_deliveries_than_an_array_has_axes_are_refused(tmp_path: Path) -> None:
    more = "".join(f"    d{n}: {{by: A, to: B, units: 1, cost: 1, worth: 1}}\n" for n in range(29))
    (problem,) = go.check(canal_with(tmp_path, phases=PHASES + more))
    assert (problem.expected, problem.found) == ("at most 30 deliveries", "31")


def test_a_record_only_case_has_no_phases(tmp_path: Path) -> None:
    path = canal_with(tmp_path) / "case.yaml"
    text = path.read_text().replace("kind: modelled", "kind: record-only")
    path.write_text(text[: text.index("preferences:")] + PHASES)
    assert [problem.field for problem in go.check(path.parent)] == ["phases"]
