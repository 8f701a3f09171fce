"""Constituencies that ratify: read, written again, and every wrong line named with its place."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.model import Acceptance, ValueTable
from tests.support.homes import GROUPS, canal_with


def test_constituencies_are_read(tmp_path: Path) -> None:
    """In the party's units, with a table of their own, and with options that are never accepted."""
    case = go.load(canal_with(tmp_path, GROUPS))
    party = case.parties[1]
    assert party.quota == Fraction(1, 2)
    shippers, crews, council = party.voters
    assert shippers.accepts == Acceptance(Fraction(45), "invented", numbers=1)
    own = ValueTable(("notice",), (Fraction(20), Fraction(10), Fraction(0)), "invented", 3)
    assert crews.accepts == Acceptance(Fraction(10), "invented", (own,), numbers=4)
    assert council.accepts == Acceptance(None, "invented", never=(("toll", "600"),), numbers=0)
    assert [group.weight for group in party.voters] == [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    assert [group.veto for group in party.voters] == [False, False, True]
    plain = go.load("cases/canal")
    assert case.numbers_by_basis()["invented"] == plain.numbers_by_basis()["invented"] + 5


def test_constituencies_survive_being_written(tmp_path: Path) -> None:
    case = go.load(canal_with(tmp_path / "first", GROUPS))
    (tmp_path / "case.yaml").write_text(dump(case))
    assert go.load(tmp_path).parties == case.parties


def test_a_case_without_ratification_keeps_its_digest(tmp_path: Path) -> None:
    """Results of earlier versions carry it: a field that a case does not use is no part of it."""
    case = go.load("cases/canal")
    assert case.digest() == "d5821f82d8a8fdd2ba8daa44b250c4f208b6fd64ea12697859b7c4cfba6cedf1"
    assert go.load(canal_with(tmp_path, GROUPS)).digest() != replace(case, id="canal").digest()


@pytest.mark.parametrize(
    ("right", "wrong", "field", "expected", "near"),
    [
        ("quota: 1/2", "quota: 0", "ratification.quota", "above 0 and at most 1", None),
        ("quota: 1/2", "quota: 3/2", "ratification.quota", "above 0 and at most 1", None),
        ("quota: 1/2", "quota: most", "ratification.quota", "a number", None),
        ("    ratification: {quota: 1/2}\n", "", "shippers.accepts", "ratification", None),
        ("weight: 0.5, accepts", "accepts", "shippers", "a 'weight' or 'veto: true'", None),
        ("weight: 0.5", "weight: -1", "shippers.weight", "at least 0", None),
        ("weight: 0.5", "weight: 0", "shippers.weight", "above 0", None),
        ("accepts: {at_least: 45}", "accepts: {}", "shippers.accepts", "'at_least: …' or", None),
        (", accepts: {at_least: 45}", "", "shippers.weight", "'accepts' beside", None),
        ("accepts: {at_least: 10}", "accepts: {never: {toll: [200]}}", "crews.accepts", "beside", None),
        ("42: 10, ", "", "crews.values.notice", "a value for every option", None),
        ("values: {notice", "values: {notise", "crews.values.notise", "an issue", "notice"),
        ("toll: [600]", "tol: [600]", "council.accepts.never.tol", "an issue", "toll"),
        ("toll: [600]", "toll: [60]", "council.accepts.never.toll", "an option", "600"),
        ("toll: [600]", "toll: []", "council.accepts.never.toll", "at least one option", None),
        ("veto: true", "veto: yes", "council.veto", "true or false", None),
        ("accepts: {never", "accept: {never", "council.accept", "accepts", "accepts"),
    ],
)
def test_a_wrong_line_is_a_problem_with_its_place(
    tmp_path: Path, right: str, wrong: str, field: str, expected: str, near: str | None
) -> None:
    assert right in GROUPS
    problems = go.check(canal_with(tmp_path, GROUPS.replace(right, wrong, 1)))
    assert any(
        problem.field.endswith(field)
        and expected in problem.expected
        and problem.near == near
        and problem.line is not None
        for problem in problems
    ), problems


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    wrong = GROUPS.replace("1/2", "2").replace("[600]", "[601]").replace("weight: 0.5", "weight: -1")
    assert len(go.check(canal_with(tmp_path, wrong))) == 3


def test_a_record_only_case_has_no_ratification(tmp_path: Path) -> None:
    path = canal_with(tmp_path, GROUPS) / "case.yaml"
    text = path.read_text().replace("kind: modelled", "kind: record-only")
    path.write_text(text[: text.index("preferences:")])
    fields = {problem.field for problem in go.check(path.parent)}
    assert "parties.B.ratification" in fields
    assert "parties.B.constituencies.crews.values" in fields
