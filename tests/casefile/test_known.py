"""Preferences known in part: read, written again, and every wrong line named with its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.model import Between, ImportanceOrder, LivesWith, OptionOrder, Prefers, Times
from tests.support.in_part import partial

TEXT = """\
goodoffices: 1
title: The canal
kind: modelled
fictional: true
basis: invented
parties: {A: {name: The canal authority}, B: {name: The shipping league}}
issues:
  convoys: {options: [10, 20, 33]}
  notice: {options: [30, 42, 60]}
  toll: {options: [200, 400, 600]}
linkages: [{forbid: {convoys: 33, notice: 30}}]
preferences:
  B:
    unsaid: open
    reservation: 40
    values:
      convoys: {10: 0, 20: {between: [20, 40], basis: reported}, 33: 60}
      notice: {30: 30, 60: 0}
      toll: {200: 10, 400: 6, 600: 0}
  A:
    unsaid: open
    reservation: {between: [35, 65], basis: inferred, because: [e12]}
    weights: {toll: {between: [10, 30]}}
    known:
      - {most important first: [notice, convoys, toll], basis: stated by the party, because: [e12]}
      - {issue: notice, at least: 2, times: toll}
      - {best first: {convoys: [10, 20, 33]}}
      - {prefers: {convoys: 20, notice: 42, toll: 200}, over: {convoys: 10, notice: 30, toll: 200}}
      - {can live with: {convoys: 33, notice: 60, toll: 400}}
      - {cannot accept: {convoys: 33, notice: 42, toll: 200}}
"""


def test_statements_and_ranges_are_read() -> None:
    """The design's example: each statement keeps its basis, its reason and its line."""
    one = partial(go.load(TEXT))
    assert one.reservation == Between(Fraction(35), Fraction(65), "inferred", ("e12",))
    assert {k.issue: k.weight for k in one.issues}["toll"] == Between(
        Fraction(10), Fraction(30), "invented"
    )
    assert [type(s) for s in one.statements] == [
        ImportanceOrder,
        Times,
        OptionOrder,
        Prefers,
        LivesWith,
        LivesWith,
    ]
    assert (one.statements[0].basis, one.statements[0].because) == ("stated by the party", ("e12",))
    assert [s.line for s in one.statements] == list(range(25, 31))
    assert not one.own_units
    other = partial(go.load(TEXT), "B")
    assert other.own_units
    assert other.issues[1].values == (Fraction(30), None, Fraction(0))


def test_what_rests_on_which_basis_is_counted() -> None:
    counts = go.load(TEXT).numbers_by_basis()
    assert {b: n for b, n in counts.items() if n} == {
        "reported": 1,
        "stated by the party": 1,
        "inferred": 1,
        "invented": 1 + 5 + (1 + 7),
    }


def test_a_case_known_in_part_survives_being_written() -> None:
    for source in (TEXT, Path("cases/strait/in-part.yaml")):
        case = go.load(source)
        assert go.load(dump(case)).partial == case.partial


def test_a_comment_above_a_statement_changes_no_digest() -> None:
    """The line of a statement is no part of what it says."""
    moved = TEXT.replace("preferences:\n", "preferences:\n  # a comment\n")
    assert go.load(moved).digest() == go.load(TEXT).digest()


def test_a_command_that_needs_numbers_says_which_are_missing() -> None:
    with pytest.raises(go.UsageError, match=r"A: the reservation value and .*'convoys'.*--uncertain"):
        go.deals(go.load(TEXT))


@pytest.mark.parametrize(
    ("right", "wrong", "field", "expected", "near"),
    [
        ("unsaid: open\n    reservation: {", "reservation: {", "A.unsaid", "'unsaid: open'", None),
        ("between: [35, 65]", "between: [65, 35]", "A.reservation", "the least first", None),
        ("between: [35, 65]", "between: [35, 65], value: 5", "A.reservation", "either a value", None),
        (
            "between: [35, 65]",
            "at_least: 3, between: [1, 65]",
            "A.reservation",
            "either 'between'",
            None,
        ),
        ("{between: [10, 30]}", "{}", "A.weights.toll", "'between: [least, most]', 'at_least'", None),
        ("{between: [10, 30]}", "-3", "A.weights.toll", "at least 0", None),
        ("weights: {toll", "weights: {tolls", "A.weights.tolls", "an issue of this case", "toll"),
        ("[10, 20, 33]}}", "[10, 20, 10]}}", "[2].best first.convoys", "each option once", None),
        ("[10, 20, 33]}}", "[10, 20, 330]}}", "[2].best first.convoys", "an option of convoys", "33"),
        ("[10, 20, 33]}}", "[10]}}", "[2].best first.convoys", "two or more options", None),
        ("at least: 2", "at least: 0", "known[1].at least", "above 0", None),
        (", times: toll", "", "known[1]", "'issue', 'at least' and 'times'", None),
        (", times: toll", ", times: notice", "known[1]", "two or more different issues", None),
        ("at least: 2", "at leats: 2", "known[1].at leats", "one of", "at least"),
        ("[notice, convoys, toll]", "[notice, notise]", "first[1]", "an issue of this case", "notice"),
        ("over: {convoys: 10, notice", "over: {convoys: 33, notice", "over", "linkages allow", None),
        ("over: {convoys: 10, notice: 30, toll: 200}", "because: []", "known[3]", "'over'", None),
        ("over: {convoys: 10, ", "over: {", "known[3]", "the same issues in both", None),
        ("with: {convoys: 33, ", "with: {", "can live with", "an option for every issue", None),
        (
            "{can live with: {convoys: 33, notice: 60",
            "{over: {convoys: 33, notice: 60",
            "[4]",
            "one",
            None,
        ),
        (
            "notice: {30: 30, 60: 0}",
            "notice: {30: 30}",
            "B.values.notice",
            "at least two numbers",
            None,
        ),
        ("20: {between: [20, 40]", "20: {at_least: 20", "values.convoys.20", "nothing else", None),
        ("unsaid: open\n    reservation: 40", "reservation: 40", "B.unsaid", "'unsaid: open'", None),
        (
            "unsaid: open\n    reservation: 40",
            "unsaid: open\n    discount: 0.9",
            "discount",
            "no cost",
            None,
        ),
    ],
)
def test_wrong_lines(right: str, wrong: str, field: str, expected: str, near: str | None) -> None:
    assert TEXT.count(right) == 1
    text = TEXT.replace(right, wrong)
    with pytest.raises(go.InputError) as error:
        go.load(text)
    found = [p for p in error.value.problems if field in p.field and expected in p.expected]
    assert found, error.value.problems
    assert found[0].near == near
    assert found[0].line


def test_all_problems_are_shown_at_once() -> None:
    text = TEXT.replace("[35, 65]", "[65, 35]").replace("at least: 2", "at least: -1")
    with pytest.raises(go.InputError) as error:
        go.load(text.replace("[10, 20, 33]}}", "[10, 20, 21]}}"))
    assert len(error.value.problems) == 3


def test_a_record_only_case_has_no_statements() -> None:
    with pytest.raises(go.InputError, match="no preferences in a record-only case"):
        go.load(TEXT.replace("kind: modelled", "kind: record-only"))


def test_weights_that_leave_nothing_for_the_rest_are_a_problem() -> None:
    text = TEXT.replace("{toll: {between: [10, 30]}}", "{toll: 70, notice: 40}")
    with pytest.raises(go.InputError, match="weights that add up to 100"):
        go.load(text)


def test_a_case_known_in_part_with_too_many_options_is_refused_before_they_are_listed() -> None:
    large = TEXT.replace(
        "toll: {options: [200, 400, 600]}", "toll: {integers: {from: 1, to: 99001, step: 1}}"
    )
    with pytest.raises(go.InputError, match=r"at most 10,000 options of all issues.*, found 99,007"):
        go.load(large)
