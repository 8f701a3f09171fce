"""Numbers in the amounts of reports, in digits and in words."""

from __future__ import annotations

import pytest

from goodoffices.record.numbers_in_words import number_and_unit, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("about 1,200 men", 1200.0),
        ("twelve", 12.0),
        ("Forty-five", 45.0),
        ("twenty-one thousand", 21_000.0),
        ("2.5 million", 2_500_000.0),
        ("two hundred and forty men", 240.0),
        ("two hundred two-day permits", 200.0),
        ("a hundred and five nurses", 105.0),
        ("half a million", 500_000.0),
        ("two and a half thousand", 2_500.0),
        ("1 200 euros", 1200.0),
        ("12,5 per cent", 12.5),
        ("some of them", None),
    ],
)
def test_the_first_number_of_a_text(text: str, number: float | None) -> None:
    assert number_in(text) == number


def test_a_number_of_two_words_has_the_unit_behind_both() -> None:
    assert number_and_unit("forty-five days") == (45.0, "day")
    assert number_and_unit("a 60-day truce") == (60.0, "day")
