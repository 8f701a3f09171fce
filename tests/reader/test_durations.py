"""Lengths of time that are terms are figures; how long something took, and how old it is, are not."""

from __future__ import annotations

import re

import pytest

from goodoffices.reader.durations import spread_over, term


def found_in(text: str) -> list[tuple[str, str]]:
    """Return the numbers of a text that are terms, each with its unit."""
    numbers = re.finditer(r"\d+|\b(?:two|three|five|twelve)\b", text)
    told = ((match[0], term(text, *match.span())) for match in numbers)
    return [(number, unit) for number, unit in told if unit]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sides signed a 60-day truce on Monday.", ("60", "days")),
        ("The pact could only be renewed for 90 days.", ("90", "days")),
        ("The permit runs for two years.", ("two", "years")),
        ("The college says three years.", ("three", "years")),
        ("Peru agreed to withdraw within 30 days.", ("30", "days")),
        ("The truce was extended by 72 hours.", ("72", "hours")),
        ("The contract is for 18 months.", ("18", "months")),
        ("An extension of 6 weeks was asked for.", ("6", "weeks")),
    ],
)
def test_a_term_has_a_unit(text: str, expected: tuple[str, str]) -> None:
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They met for two hours.",
        "The union is 12 years old.",
        "The truce held for 72 hours.",
        "After five days of talks they left.",
        "He was mayor for 12 years.",
        "It ended 3 days ago.",
        "A three-year-old boat sank.",
    ],
)
def test_other_lengths_of_time_are_no_terms(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The lake is filled over 60 days.", True), ("There were over 60 days of rain.", False)],
)
def test_over_before_a_length_of_time(text: str, expected: bool) -> None:
    at = text.index("over")
    assert spread_over(text, at, at + len("over 60")) == expected
