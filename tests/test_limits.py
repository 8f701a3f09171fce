"""Limits: what is beyond them is refused at once, in a short sentence that says the limit."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices import limits
from goodoffices.errors import InputError, Problem, UsageError, shorten, within
from goodoffices.limits import DIGITS, MESSAGE_LINE, MESSAGE_LINES, Limit, parsed, wanted, whole
from tests.support.command import goodoffices
from tests.support.malformed import BASE, write_case

LONG = "0." + "3" * 5000
HUGE = "7" * 100_000


def test_every_limit_has_a_unit_and_a_reason() -> None:
    named = [limit for limit in vars(limits).values() if isinstance(limit, Limit)]
    assert named
    assert all(limit.most > 0 and limit.unit and len(limit.reason) > 20 for limit in named)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.50", Decimal("12.50")),
        ("3" * DIGITS.most, None),  # more powers of ten than the limit
        ("0." + "3" * (DIGITS.most - 1), Decimal("0." + "3" * (DIGITS.most - 1))),
        ("0." + "3" * (DIGITS.most + 1), None),
        ("1." + "0" * (DIGITS.most + 1), None),
        ("1e60", Decimal("1e60")),
        ("1e61", None),
        ("nan", None),
        ("inf", None),
        ("ten", None),
    ],
)
def test_parsed_reads_numbers_up_to_the_limits(text: str, number: Decimal | None) -> None:
    assert parsed(text) == number


def test_whole_numbers_beyond_the_limit_stay_decimals_that_are_refused() -> None:
    assert whole("12") == 12
    assert parsed(str(whole("9" * 5000))) is None


@pytest.mark.parametrize("number", [LONG, Decimal(LONG), 10**5000], ids=["text", "decimal", "whole"])
def test_a_number_beyond_the_limit_is_told_the_limit(number: object) -> None:
    assert wanted(number) == "a number of at most 400 digits"
    assert wanted("ten") == wanted(10) == wanted(Decimal(10)) == wanted(None) == "a number"


@pytest.mark.parametrize("number", ["1e61", "-1e-61", "9" * 62])
def test_a_number_too_large_or_too_close_to_zero_is_told_the_limit(number: str) -> None:
    assert parsed(number) is None
    assert wanted(number) == "a number of at most 60 powers of ten"


def test_within_names_the_limit() -> None:
    within("runs", 1_000_000, limits.RUNS)
    with pytest.raises(UsageError, match=r"^runs: expected at most 1,000,000 sessions, found more\.$"):
        within("runs", 1_000_001, limits.RUNS)


def test_a_message_is_short_however_many_and_long_its_problems() -> None:
    problems = [Problem("x" * 90_000, 1, "y" * 90_000, "a number", "z")] * 50_000
    lines = str(InputError(problems)).splitlines()
    assert len(lines) == MESSAGE_LINES.most
    assert lines[-1] == "… and 49,982 more problems."
    assert max(map(len, lines)) <= MESSAGE_LINE.most + 3
    assert len(InputError(problems).problems) == 50_000


def test_shortening_looks_at_no_more_than_it_shows() -> None:
    class Counted(str):
        looked_at = 0

        def __getitem__(self, part: object) -> str:
            Counted.looked_at = len(super().__getitem__(part))  # type: ignore[index]
            return super().__getitem__(part)  # type: ignore[index]

        def __iter__(self) -> None:  # type: ignore[override]
            raise AssertionError("the whole text is gone through")

    assert shorten(Counted("a" * 10_000)) == f"'{'a' * 59}…'"
    assert Counted.looked_at == 61


@pytest.mark.parametrize("long", [LONG, HUGE], ids=["5,000 digits", "100,000 digits"])
@pytest.mark.parametrize(
    "line",
    [
        "reservation: {long}",
        "discount: {long}",
        "cost_per_round: {long}",
        "values: {toll: {line: [[0, {long}], [6, 1]]}}",
        "weights: {toll: {long}}",
        "together: [{over: [toll, notice], values: [], otherwise: {long}}]",
    ],
)
def test_a_number_in_a_case_is_refused_with_the_limit(line: str, long: str, tmp_path: Path) -> None:
    field, _, rest = line.replace("{long}", long).partition(": ")
    changed = re.sub(rf"(?m)^    {field}:( .*)?\n((      .*|       .*)\n)*", "", BASE)
    text = changed.replace("  A:\n", f"  A:\n    {field}: {rest}\n")
    problems = go.check(write_case(tmp_path / "x", text))
    assert "a number of at most 400 digits" in {problem.expected for problem in problems}
    assert len(str(InputError(problems))) < 10_000


@pytest.mark.parametrize("option", ["--runs", "--seed"])
@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, HUGE], ids=["20", "5,000", "100,000"])
def test_options_of_the_command_line_have_limits(option: str, number: str) -> None:
    done = goodoffices("talks", "cases/strait", option, number)
    assert done.returncode == 2
    assert "1,000,000 sessions" in done.stderr or "9,223,372,036,854,775,807" in done.stderr
    assert len(done.stderr.splitlines()) <= 20


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("deals", "cases/canal", "--bridge"), "at most 1,000 packages"),
        (("deals", "cases/canal", "--best"), "at most 1,000 packages"),
        (("talks", "cases/canal", "--jobs"), "at most 256 processes"),
        (("read", "cases/hostage-talks-2024/dispatches", "--jobs"), "at most 256 processes"),
        (("tournament", "tests/data/plan.yaml", "--jobs"), "at most 256 processes"),
    ],
)
@pytest.mark.parametrize("number", ["0", "-1", "9" * 12, "9" * 5000, "x", "1.5"])
def test_every_number_on_the_command_line_has_a_limit(
    command: tuple[str, ...], says: str, number: str
) -> None:
    done = goodoffices(*command, number)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert len(done.stderr.splitlines()) <= 20
