"""A conflict in a case file: read, written again, and every wrong field named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from tests.support.conflicts import ELMIRA, case_with, tree_with


def test_a_conflict_survives_being_written(tmp_path: Path) -> None:
    judged = {
        "moe": {
            "way_out": {"judgement": "no", "by": "an analyst", "because": ["e3"]},
            "settle": 3,
            "continue": 1,
            "attempt": 2,
        }
    }
    for conflict in (ELMIRA, {**ELMIRA, "ripeness": judged}):
        case = case_with(conflict)
        assert go.load(dump(case)).conflict == case.conflict


def test_a_ranking_known_in_part_survives_being_written() -> None:
    some = {"moe": ["7", ["3", "4"]], "local": []}
    case = case_with({**ELMIRA, "preferences": some, "unsaid": "open"})
    assert case.conflict is not None
    assert case.conflict.ranks["moe"] == (-1, -1, 1, 1, -1, -1, 0, -1, -1)
    assert case.conflict.ranks["uniroyal"] == case.conflict.ranks["local"] == (-1,) * 9
    assert set(case.conflict.left_out()) == {"moe", "uniroyal", "local"}
    assert go.load(dump(case)).conflict == case.conflict


def test_what_it_rests_on_is_counted() -> None:
    before = case_with(ELMIRA).numbers_by_basis()["invented"]
    judged = {"moe": {"stalemate": {"judgement": "yes", "by": "me", "basis": "reported"}}}
    after = case_with({**ELMIRA, "ripeness": judged}).numbers_by_basis()
    assert (before, after["invented"], after["reported"]) == (3, 3, 1)


@pytest.mark.parametrize(
    ("change", "field", "expected", "near"),
    [
        ({"states": {"1": ["delya"]}}, "stability.states.1[0]", "an option of 'stability'", "delay"),
        ({"irreversible": {"taken": ["modfy"]}}, "irreversible.taken[0]", "an option", "modify"),
        ({"preferences": {"moe": ["1"]}}, "preferences.moe", "every state", None),
        ({"preferences": {"moe": list("1123456789")}}, "preferences.moe[1]", "each state once", None),
        ({"preferences": {"moe": [*"123456789", "x"]}}, "preferences.moe[9]", "a state", None),
        ({"options": {"moe": {"a": "A"}}}, "stability.options", "two or more parties", None),
        (
            {"options": {**ELMIRA["options"], "locals": {"q": "Q"}}},
            "options.locals",
            "a party",
            "local",
        ),
        (
            {"options": {**ELMIRA["options"], "local": {"delay": "D"}}},
            "local.delay",
            "each option once",
            None,
        ),
        (
            {"ripeness": {"moe": {"settle": 3}}},
            "ripeness.moe",
            "'settle', 'continue' and 'attempt'",
            None,
        ),
        ({"ripeness": {"moe": {"stalemate": {"judgement": "yes"}}}}, "moe.stalemate", "'by: …'", None),
        (
            {"ripeness": {"moe": {"stalemate": {"judgement": "perhaps"}}}},
            "judgement",
            "one of 'yes'",
            None,
        ),
        (
            {"priorities": {"moe": [{"taken": ["modify"]}]}},
            "priorities.moe",
            "a ranking or priorities",
            None,
        ),
    ],
)
def test_wrong_fields(change: dict[str, Any], field: str, expected: str, near: str | None) -> None:
    tree = tree_with(ELMIRA)
    tree["stability"] = {**ELMIRA, **change}
    if "preferences" in change:
        tree["stability"]["preferences"] = {**ELMIRA["preferences"], **change["preferences"]}
    with pytest.raises(go.InputError) as error:
        go.load(tree)
    found = [p for p in error.value.problems if field in p.field and expected in p.expected]
    assert found, error.value.problems
    assert found[0].near == near


def test_too_many_states_are_refused() -> None:
    options = {"a": {f"x{n}": "x" for n in range(6)}, "b": {f"y{n}": "y" for n in range(5)}}
    with pytest.raises(go.InputError, match="at most 1,024 states, or 'states' that lists"):
        case_with({"options": options, "priorities": {"a": [{"taken": ["x0"]}], "b": []}})


def test_fewer_states_may_be_ranked_in_part() -> None:
    options = {"a": {f"x{n}": "x" for n in range(4)}, "b": {f"y{n}": "y" for n in range(3)}}
    conflict = {"options": options, "priorities": {"a": [{"taken": ["x0"]}], "b": []}, "unsaid": "open"}
    assert len(case_with(conflict).conflict.states) == 128  # type: ignore[union-attr]
    del conflict["priorities"]
    with pytest.raises(go.InputError, match="at most 64 states where rankings are known in part"):
        case_with(conflict)


def told(**change: Any) -> list[tuple[str, str]]:
    """Return the problems of Elmira's conflict after a change: the field, and what was expected."""
    with pytest.raises(go.InputError) as error:
        case_with({**ELMIRA, **change})
    return [(one.field.removeprefix("stability."), one.expected) for one in error.value.problems]


def test_a_state_that_is_ranked_by_a_wrong_name_is_not_said_to_be_left_out() -> None:
    rankings = {**ELMIRA["preferences"], "moe": [*"73485126", "nine"]}
    assert told(preferences=rankings) == [("preferences.moe[8]", "a state")]
    rankings["moe"] = list("734851266")
    assert told(preferences=rankings) == [("preferences.moe[8]", "each state once")]


def test_a_party_whose_name_is_misspelt_is_not_said_to_have_no_ranking() -> None:
    rankings = {("mo" if name == "moe" else name): one for name, one in ELMIRA["preferences"].items()}
    assert told(preferences=rankings) == [("preferences.mo", "a party with options")]
    del rankings["local"]
    assert ("", "'preferences' or 'priorities' of 'local'") in [
        (field.removeprefix("stability"), expected) for field, expected in told(preferences=rankings)
    ]


MANY: dict[str, Any] = {
    "options": {"a": {f"x{n}": "x" for n in range(4)}, "b": {f"y{n}": "y" for n in range(3)}},
    "priorities": {"b": []},
}
"""128 states: more than may be ranked in part."""


def test_the_limit_of_rankings_in_part_is_told_only_if_the_case_says_unsaid() -> None:
    def said(**change: Any) -> list[tuple[str, str]]:
        with pytest.raises(go.InputError) as error:
            case_with({**MANY, **change})
        return [(one.field, one.expected) for one in error.value.problems]

    assert said(preferences={"a": ["none"]}) == [("stability.preferences.a", "every state")]
    assert said(preferences={"a": ["none"]}, unsaid="open") == [
        ("stability.unsaid", "at most 64 states where rankings are known in part")
    ]


def test_a_record_only_case_has_no_conflict() -> None:
    with pytest.raises(go.InputError, match="no stability in a record-only case"):
        case_with(ELMIRA, kind="record-only", preferences={})
