"""Numbers, lists, plurals and suggestions in English."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.wording import (
    amount,
    count,
    did_you_mean,
    listing,
    mean_text,
    percent,
    sentence,
    title,
    unknown,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1234567, "1,234,567"), (Fraction(1, 3), "0.3333"), (Fraction(24691, 2), "1.235e+04")],
)
def test_whole_amounts_are_written_in_full_and_others_to_four_digits(
    value: Fraction, text: str
) -> None:
    assert amount(value) == text


def test_a_count_has_the_plural_of_its_noun() -> None:
    assert [count(n, "package") for n in (0, 1, 2000)] == ["0 packages", "1 package", "2,000 packages"]
    assert [count(n, "party", "parties") for n in (1, 2)] == ["1 party", "2 parties"]


def test_a_list_has_an_and_before_its_last_word() -> None:
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        *("", "a", "a and b", "a, b and c")
    ]


def test_concepts_have_titles() -> None:
    assert [title(one) for one in ("nash", "kalai_smorodinsky", "equal_loss")] == [
        *("Nash", "Kalai–Smorodinsky", "equal loss")
    ]


def test_a_suggestion_is_made_only_if_a_word_is_close() -> None:
    assert did_you_mean("tolls", ["toll", "convoys"]) == " Did you mean 'toll'?"
    assert did_you_mean("xyz", ["toll", "convoys"]) == ""
    assert unknown("issue", "tol", ["toll", "convoys"]) == (
        "issue: expected one of convoys, toll, found 'tol'. Did you mean 'toll'?"
    )


def test_a_sentence_begins_with_a_capital_and_ends_once() -> None:
    assert [sentence(words) for words in ("who denies it", "It is so.", "no deal,”", "“No!”", "")] == [
        *("Who denies it.", "It is so.", "No deal,”.", "“No!”", ".")
    ]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        *((0.0, "0%"), (0.0001, "under 0.1%"), (0.004, "0.4%"), (0.256, "26%")),
        *((0.995, "99.5%"), (0.9999, "over 99.9%"), (1.0, "100%"), (1.2, "120%"), (-0.2, "-20%")),
    ],
)
def test_only_none_is_0_per_cent_and_only_all_is_100(share: float, text: str) -> None:
    assert percent(share) == text


def test_a_mean_of_counts_has_one_digit_at_the_most() -> None:
    assert [mean_text(value) for value in (1.01, 1.145, 2.0, 1234.56)] == ["1", "1.1", "2", "1,234.6"]
