"""Statements that contradict each other: a smallest set, each with its line; and none where all can hold."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.beliefs.profiles import profiles_of
from goodoffices.casefile.conflicts import conflict
from goodoffices.model.conditions import conditions
from tests.support.in_part import row, square, tree, with_known

ORDERS: list[dict[str, Any]] = [
    {"best first": {"convoys": [10, 20, 33]}},
    {"best first": {"notice": [60, 42, 30]}},
    {"best first": {"toll": [600, 400, 200]}},
]
FIRST = {"convoys": 20, "notice": 42, "toll": 200}
SECOND = {"convoys": 33, "notice": 60, "toll": 200}


def refused(known: list[dict[str, Any]], **more: Any) -> list[str]:
    """Return the fields of the problems of a case in which A has said some things."""
    with pytest.raises(go.InputError) as error:
        with_known(known, **more)
    return [problem.field for problem in error.value.problems]


def test_the_canal_names_the_two_of_four_statements() -> None:
    """RC-1: reversing a statement is inconsistent; the monotone values and another one are not in it."""
    other = {"prefers": FIRST, "over": {"convoys": 10, "notice": 30, "toll": 200}}
    known: list[dict[str, Any]] = [
        *ORDERS,
        other,
        {"prefers": SECOND, "over": FIRST},
        {"prefers": FIRST, "over": SECOND},
    ]
    assert refused(known) == ["preferences.A.known[4]", "preferences.A.known[5]"]


def test_without_lines_the_other_statement_is_named_by_its_field() -> None:
    with pytest.raises(go.InputError, match=r"a contradiction with preferences\.A\.known\[1\]"):
        with_known([{"can live with": FIRST}, {"cannot accept": FIRST}])


@pytest.mark.parametrize(
    ("known", "more", "fields"),
    [
        ([{"best first": {"toll": [200, 400]}}, {"best first": {"toll": [400, 200]}}], {}, [0, 1]),
        (
            [
                {"most important first": ["toll", "notice"]},
                {"issue": "notice", "at least": 1, "times": "toll"},
            ],
            {},
            [0, 1],
        ),
        ([{"can live with": FIRST}, {"cannot accept": FIRST}], {}, [0, 1]),
        (
            # At most 10 for the toll, yet more than half of the notice, which has more than half of the rest.
            [
                {"issue": "toll", "at least": 0.6, "times": "notice"},
                {"issue": "notice", "at least": 2, "times": "convoys"},
            ],
            {"weights": {"toll": {"at_most": 10}}},
            ["weights.toll", 0, 1],
        ),
        # Every option of the toll is within nothing of each other, so the toll cannot matter most.
        (
            [{"issue": "notice", "at least": 1, "times": "toll"}, {"best first": {"toll": [200, 400]}}],
            {"weights": {"toll": {"at_least": 60}}},
            ["weights.toll", 0],
        ),
        ([{"can live with": FIRST}], {"reservation": {"between": [101, 120]}}, ["reservation", 0]),
        ([{"cannot accept": FIRST}], {"values": {"toll": {200: 5, 600: 9}}, "reservation": -1}, [0]),
    ],
)
def test_smallest_sets(
    known: list[dict[str, Any]], more: dict[str, Any], fields: list[int | str]
) -> None:
    expected = [f"preferences.A.{f if isinstance(f, str) else f'known[{f}]'}" for f in fields]
    assert sorted(refused(known, **more)) == sorted(expected)


def test_a_contradiction_through_the_best_option_is_found() -> None:
    """The toll's options all lie close together by comparisons, so it cannot be the most important issue.

    Importance is the span of an issue's worth; its best and worst option are not settled here.
    """
    known: list[dict[str, Any]] = [
        {"prefers": {"toll": 400, "notice": 30}, "over": {"toll": 200, "notice": 60}},
        {"prefers": {"toll": 200, "notice": 30}, "over": {"toll": 400, "notice": 60}},
        {"prefers": {"toll": 600, "notice": 30}, "over": {"toll": 200, "notice": 60}},
        {"prefers": {"toll": 200, "notice": 30}, "over": {"toll": 600, "notice": 60}},
        {"prefers": {"toll": 600, "notice": 30}, "over": {"toll": 400, "notice": 60}},
        {"prefers": {"toll": 400, "notice": 30}, "over": {"toll": 600, "notice": 60}},
        {"most important first": ["toll", "notice"]},
    ]
    assert len(refused(known)) >= 2
    assert with_known(known[:-1]).partial


def test_statements_drawn_from_a_preference_never_contradict_each_other() -> None:
    """Whatever a drawn preference would say truthfully fits, since the preference itself does."""
    issues = square(3, 3)
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, issues))
    drawn = profiles_of(case.partial[0], case.issues, 100, seed=3)
    for k in range(12):
        cells, weights = drawn.cells[k].reshape(3, 3), drawn.importance[k]
        order = [f"i{i}" for i in (-weights).argsort()]
        best = [f"o{o}" for o in (-cells[1]).argsort()]
        packages = sorted(
            ((a, b, c) for a in range(3) for b in range(3) for c in range(3)),
            key=lambda at: -(cells[0, at[0]] + cells[1, at[1]] + cells[2, at[2]]),
        )
        known: list[dict[str, Any]] = [
            {"most important first": order},
            {"best first": {"i1": best}},
            *(
                {"prefers": row(*a), "over": row(*b)}
                for a, b in zip(packages[:4], packages[9:13], strict=True)
            ),
        ]
        assert with_known(known, issues).partial[0].statements


def test_every_condition_of_a_conflict_is_needed() -> None:
    """Leave any of them out, and the others can hold together."""
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}))
    assert conflict(conditions(case.partial[0], case.issues)) == ()
