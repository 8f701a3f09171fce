"""Written preferences: lines, tables and combinations, as exact values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.casefile.issues import issue_of
from goodoffices.casefile.nodes import Node
from goodoffices.casefile.preferences import preference_of
from goodoffices.casefile.problems import Problems
from goodoffices.casefile.written import WrittenIssue, WrittenPreference
from goodoffices.model import Basis, Issue, Preference, ValueTable
from tests.support.malformed import BASE, write_case

ISSUES = {
    "toll": WrittenIssue.model_validate({"reals": {"from": "0", "to": "6", "step": "1/2"}}),
    "notice": WrittenIssue.model_validate({"options": ["30", "42", "60"]}),
    "crew": WrittenIssue.model_validate({"integers": {"from": "1", "to": "3", "step": "1"}}),
}
VALUES = {
    "toll": {"line": [["0", "0"], ["6", "12"]]},
    "notice": {"30": "1", "42": "2", "60": "3"},
    "crew": {"1": "0", "2.0": "1/3", "3": "-2"},
}


def read(
    written: Mapping[str, object], tmp_path: Path, default: Basis | None = "invented"
) -> tuple[Preference | None, list[str]]:
    """Return preferences over ISSUES, by default with VALUES, and the problems with them."""
    problems = Problems("case.yaml", tmp_path, Node(1, {}))
    issues: dict[str, Issue] = {key: issue_of(key, found, problems) for key, found in ISSUES.items()}
    given = WrittenPreference.model_validate({"reservation": "4", "values": VALUES, **written})
    found = preference_of("A", given, issues, default, problems)
    return found, [f"{p.field}: expected {p.expected}, found {p.found}" for p in problems.found]


def tables(written: Mapping[str, object], tmp_path: Path) -> dict[tuple[str, ...], ValueTable]:
    """Read good preferences; return their tables by scope."""
    found, problems = read(written, tmp_path)
    assert not problems
    assert found is not None
    return {table.scope: table for table in found.tables}


def test_numbers_are_read_exactly(tmp_path: Path) -> None:
    case = go.load(write_case(tmp_path / "x", BASE.replace("reservation: 40", "reservation: 0.1", 1)))
    assert case.preferences[0].reservation == Fraction(1, 10)


def test_a_line_between_points(tmp_path: Path) -> None:
    case = go.load(write_case(tmp_path / "x", BASE))
    toll = next(table for table in case.preferences[0].tables if table.scope == ("toll",))
    assert toll.values == (Fraction(0), Fraction(10), Fraction(20))
    assert toll.numbers == 2


NUMBERS = st.fractions(-50, 50, max_denominator=12)
POINTS = st.builds(
    lambda inner, ends, worths: list(zip(sorted({*inner, *ends}), worths, strict=False)),
    st.lists(st.fractions(0, 6, max_denominator=4), max_size=3),
    st.tuples(st.fractions(-3, 0, max_denominator=4), st.fractions(6, 9, max_denominator=4)),
    st.lists(NUMBERS, min_size=5, max_size=5),
)
"""Two to five points, by number, that cover 0 to 6."""


def interpolated(points: list[tuple[Fraction, Fraction]], number: Fraction) -> Fraction:
    """The value at a number by Lagrange's formula on the first segment that holds it, in fractions."""
    for (low, before), (high, after) in pairwise(points):
        if low <= number <= high:
            return before * (number - high) / (low - high) + after * (number - low) / (high - low)
    raise AssertionError(f"no segment holds {number}")


@given(points=POINTS, order=st.randoms())
def test_a_line_of_two_to_five_points_is_linear_between_them(
    points: list[tuple[Fraction, Fraction]], order: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the order in which the points are written."""
    written = [[number_text(number), number_text(worth)] for number, worth in points]
    order.shuffle(written)  # type: ignore[attr-defined]
    toll = tables({"values": VALUES | {"toll": {"line": written}}}, tmp_path_factory.getbasetemp())
    options = [Fraction(number, 2) for number in range(13)]
    assert toll["toll",].values == tuple(interpolated(points, number) for number in options)
    assert toll["toll",].numbers == len(points)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ([["0", "0"], ["5", "1"]], "points that cover 0 to 6, found 0 to 5"),
        ([["0", "0"], ["5.5", "1"]], "points that cover 0 to 6, found 0 to 5.5"),
        ([["0", "0"], ["1", "1"], ["2", "0"]], "points that cover 0 to 6, found 0 to 2"),
        ([["1/2", "0"], ["6", "1"]], "points that cover 0 to 6, found 0.5 to 6"),
        ([["0", "0"], ["6", "1"], ["6.0", "2"]], "each number once, found one number twice"),
    ],
)
def test_a_line_that_leaves_options_without_a_value_is_refused(
    line: list[list[str]], says: str, tmp_path: Path
) -> None:
    found, problems = read({"values": VALUES | {"toll": {"line": line}}}, tmp_path)
    assert found is None
    assert problems == [f"preferences.A.values.toll.line: expected {says}"]


def test_a_line_over_an_issue_without_options_is_refused(tmp_path: Path) -> None:
    """As when the issue itself is written wrongly: its options are none, and checking goes on."""
    problems = Problems("case.yaml", tmp_path, Node(1, {}))
    given = {"reservation": "4", "values": {"toll": {"line": [["1/2", "0"], ["6", "1"]]}}}
    written = WrittenPreference.model_validate(given)
    issues = {"toll": Issue("toll", "toll", "real", ())}
    assert preference_of("A", written, issues, "invented", problems) is None
    (problem,) = problems.found
    assert (problem.expected, problem.found) == ("points that cover the issue", "0.5 to 6")


def test_a_line_over_named_options_is_refused(tmp_path: Path) -> None:
    line = {"line": [["0", "0"], ["6", "1"]]}
    _, problems = read({"values": VALUES | {"notice": line}}, tmp_path)
    expected = "values for each option (a line needs an issue of numbers)"
    assert problems == [f"preferences.A.values.notice.line: expected {expected}, found a line"]


def test_options_may_be_written_as_other_words_for_their_number(tmp_path: Path) -> None:
    crew = tables({}, tmp_path)["crew",]
    assert crew.values == (Fraction(0), Fraction(1, 3), Fraction(-2))
    assert crew.numbers == 3


def test_options_without_a_value_are_named_up_to_five_and_counted(tmp_path: Path) -> None:
    _, problems = read({"values": VALUES | {"toll": {"0": "1", "7": "1"}}}, tmp_path)
    assert problems == [
        "preferences.A.values.toll.7: expected an option of toll, found '7'",
        "preferences.A.values.toll: expected a value for every option, "
        "found none for '0.5', '1', '1.5', '2', '2.5' and 7 more",
    ]


def test_an_issue_without_values_is_refused_unless_a_combination_has_it(tmp_path: Path) -> None:
    values = {key: VALUES[key] for key in ("toll", "notice")}
    _, problems = read({"values": values}, tmp_path)
    expected = "values for the issue 'crew' (all 0 if it has none)"
    assert problems == [f"preferences.A.values: expected {expected}, found nothing"]
    both = {"over": ["notice", "crew"], "values": [], "otherwise": "1"}
    assert read({"values": values, "together": [both]}, tmp_path)[1] == []


def test_values_of_an_issue_that_is_not_there_are_refused(tmp_path: Path) -> None:
    _, problems = read({"values": VALUES | {"tol": {"1": "1"}}}, tmp_path)
    assert problems == ["preferences.A.values.tol: expected an issue of this case, found 'tol'"]


def test_a_weight_is_kept_and_counted_as_a_number(tmp_path: Path) -> None:
    found = tables({"weights": {"notice": "0.3"}}, tmp_path)
    assert [(table.weight, table.numbers) for table in found.values()] == [
        (Fraction(1), 2),
        (Fraction(3, 10), 4),
        (Fraction(1), 3),
    ]
    _, problems = read({"weights": {"notise": "2"}}, tmp_path)
    assert problems == ["preferences.A.weights.notise: expected an issue with values, found 'notise'"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"discount": "0"}, "discount: expected above 0 and at most 1, found 0"),
        ({"discount": "1.01"}, "discount: expected above 0 and at most 1, found 1.01"),
        ({"cost_per_round": "-0.5"}, "cost_per_round: expected at least 0, found -0.5"),
        ({"reservation": None}, "reservation: expected this field, found nothing"),
        (
            {"reservation": {"basis": "invented"}},
            "reservation.value: expected this field, found nothing",
        ),
        (
            {"weights": {"toll": {"between": ["1", "2"]}}},
            "weights.toll: expected a number, found a range",
        ),
        ({"weights": {"toll": "open"}}, "weights.toll: expected a number, found 'open'"),
    ],
)
def test_a_number_out_of_bounds_or_left_open_is_refused(
    written: Mapping[str, object], says: str, tmp_path: Path
) -> None:
    found, problems = read(written, tmp_path)
    assert found is None
    assert problems == [f"preferences.A.{says}"]


@pytest.mark.parametrize(("discount", "cost"), [("1", "0"), ("0.01", "7")])
def test_a_discount_and_a_cost_are_kept(discount: str, cost: str, tmp_path: Path) -> None:
    written = {"discount": discount, "cost_per_round": cost, "because": ["the minutes", "a letter"]}
    found, _ = read(written, tmp_path)
    assert found is not None
    assert (found.party, found.discount, found.cost_per_round) == (
        "A",
        Fraction(discount),
        Fraction(cost),
    )
    assert found.because == ("the minutes", "a letter")


BASELESS = (
    "preferences.A: expected a basis: reported, stated by the party, inferred, invented or not stated "
    "(here, or once for the whole case), found none"
)


@pytest.mark.parametrize(
    ("written", "default", "bases"),
    [
        ({}, "inferred", ("inferred", "inferred")),
        ({"basis": "reported"}, "inferred", ("reported", "reported")),
        ({"reservation": {"value": "1", "basis": "invented"}}, "inferred", ("invented", "inferred")),
        ({"reservation": {"value": "1"}}, "inferred", ("inferred", "inferred")),
        ({"reservation": {"value": "1", "basis": "invented"}}, None, None),
        ({}, None, None),
    ],
)
def test_numbers_rest_on_the_nearest_basis(
    written: Mapping[str, object], default: Basis | None, bases: tuple[str, str] | None, tmp_path: Path
) -> None:
    """That of the reservation value, of the party, or of the case, in this order."""
    found, problems = read(written, tmp_path, default)
    if bases is None:
        assert problems == [BASELESS]
    else:
        assert found is not None
        assert (found.reservation_basis, found.tables[0].basis) == bases
        assert found.reservation == (1 if "reservation" in written else 4)


def test_a_reservation_value_alone_needs_no_other_basis(tmp_path: Path) -> None:
    """Without values there is nothing else that could rest on anything."""
    written = {"reservation": {"value": "1", "basis": "invented"}, "values": {}}
    _, problems = read(written, tmp_path, None)
    assert BASELESS not in problems
    assert len(problems) == len(ISSUES)


def test_combinations_are_worth_what_is_written_and_otherwise_the_rest(tmp_path: Path) -> None:
    rows = [
        {"notice": "42", "crew": "1", "value": "5"},
        {"notice": "60", "crew": "3.0", "value": "-1/2"},
    ]
    both = {"over": ["notice", "crew"], "values": rows, "otherwise": "2", "basis": "reported"}
    table = tables({"together": [both]}, tmp_path)["notice", "crew"]
    other, half = Fraction(2), Fraction(-1, 2)
    assert table.values == (other, other, other, Fraction(5), other, other, other, other, half)
    assert (table.basis, table.numbers) == ("reported", 3)


def test_otherwise_may_be_nothing(tmp_path: Path) -> None:
    rows = [{"notice": "42", "crew": "1", "value": "5"}]
    both = {"over": ["notice", "crew"], "values": rows, "otherwise": "0"}
    table = tables({"together": [both]}, tmp_path)["notice", "crew"]
    assert table.values == tuple(map(Fraction, (0, 0, 0, 5, 0, 0, 0, 0, 0)))


def test_every_combination_needs_no_otherwise(tmp_path: Path) -> None:
    rows = [
        {"notice": notice, "crew": crew, "value": str(number)}
        for number, (notice, crew) in enumerate((n, c) for n in ("30", "42", "60") for c in "123")
    ]
    table = tables({"together": [{"over": ["notice", "crew"], "values": rows}]}, tmp_path)
    assert table["notice", "crew"].values == tuple(map(Fraction, range(9)))
    assert (table["notice", "crew"].numbers, table["notice", "crew"].basis) == (9, "invented")
    _, problems = read({"together": [{"over": ["notice", "crew"], "values": rows[:-1]}]}, tmp_path)
    expected = "a value for every combination, or 'otherwise: 0'"
    assert problems == [f"preferences.A.together[0]: expected {expected}, found none for 60 with 3"]


ROWS = {
    "again": (
        {"notice": "30", "crew": "1.0", "value": "6"},
        "",
        "each combination once, found 30 with 1 again",
    ),
    "no number": ({"notice": "30", "crew": "2", "value": "x"}, "value", "a number, found 'x'"),
    "no option": (
        {"notice": "31", "crew": "2", "value": "1"},
        "notice",
        "an option of notice, found '31'",
    ),
    "no field": (
        {"notice": "30", "crew": "2"},
        "",
        "the fields notice, crew, value, found notice, crew",
    ),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_wrong_row_of_combinations_is_refused(kind: str, tmp_path: Path) -> None:
    """A combination given twice is refused, as it is in a CSV table: neither row wins in silence."""
    row, field, says = ROWS[kind]
    rows = [{"notice": "30", "crew": "1", "value": "5"}, row]
    both = {"over": ["notice", "crew"], "values": rows, "otherwise": "0"}
    found, problems = read({"together": [both]}, tmp_path)
    place = "preferences.A.together[0].values[1]" + (f".{field}" if field else "")
    assert found is None
    assert problems == [f"{place}: expected {says}"]


@pytest.mark.parametrize("kind", [kind for kind in ROWS if kind != "no field"])
def test_a_wrong_row_of_a_csv_table_is_refused_likewise(kind: str, tmp_path: Path) -> None:
    row, field, says = ROWS[kind]
    text = "notice,value,crew\n30,5,1\n" + f"{row['notice']},{row['value']},{row['crew']}\n"
    (tmp_path / "both.csv").write_text(text)
    both = {"over": ["notice", "crew"], "values": "both.csv", "otherwise": "0"}
    found, problems = read({"together": [both]}, tmp_path)
    assert found is None
    assert problems == [f"{field}: expected {says}"]


def test_each_wrong_row_is_reported(tmp_path: Path) -> None:
    rows = [{"notice": "31", "crew": "1", "value": "5"}, {"notice": "30", "crew": "4", "value": "5"}]
    both = {"over": ["notice", "crew"], "values": rows, "otherwise": "0"}
    assert read({"together": [both]}, tmp_path)[1] == [
        "preferences.A.together[0].values[0].notice: expected an option of notice, found '31'",
        "preferences.A.together[0].values[1].crew: expected an option of crew, found '4'",
    ]


def test_one_issue_cannot_be_combined_with_itself(tmp_path: Path) -> None:
    both = {"over": ["notice", "notice"], "values": [], "otherwise": "0"}
    _, problems = read({"together": [both]}, tmp_path)
    expected = "two or more different issues"
    assert problems == [f"preferences.A.together[0].over: expected {expected}, found notice, notice"]


def test_values_of_one_issue_may_stand_in_a_csv_table(tmp_path: Path) -> None:
    (tmp_path / "crew.csv").write_text("crew,value\n3,1\n1.0,2\n2,1/4\n")
    table = tables({"values": VALUES | {"crew": "crew.csv"}}, tmp_path)["crew",]
    assert table.values == (Fraction(2), Fraction(1, 4), Fraction(1))
    assert table.numbers == 3


@pytest.mark.parametrize("text", ["9" * 70 + "/7", "-" + "9" * 70 + "/7", "1/" + "9" * 70, "1/0"])
def test_a_fraction_is_no_larger_and_no_closer_to_zero_than_a_decimal_may_be(text: str) -> None:
    assert parse_number(text) is None
    assert parse_number("9" * 70 + "/" + "7" * 70) is not None


@given(st.fractions(-(10**9), 10**9, max_denominator=10**6))
def test_a_number_is_read_back_as_it_was_written(number: Fraction) -> None:
    text = number_text(number)
    assert parse_number(text) == number
    assert "e" not in text
