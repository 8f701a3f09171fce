"""Means with intervals: against tables, and against how often they hold."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.talks.outcomes.estimates import (
    Estimate,
    difference,
    mean_of,
    mean_of_all,
    share_of,
    student,
)


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    # Student 1908; the values of the common tables.
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (29, 2.045), (199, 1.972)],
)
def test_quantiles_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=0.004)


@pytest.mark.parametrize(
    ("number", "sessions", "low", "high"),
    # Wilson's interval as Newcombe (1998, Statistics in Medicine 17:857-872) tabulates it.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_have_wilsons_interval(number: int, sessions: int, low: float, high: float) -> None:
    found = share_of(number, sessions)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_sessions_without_variation_have_an_interval_all_the_same() -> None:
    few, many = mean_of([0.6] * 3), mean_of([0.6] * 200)
    assert few.low < 0.2
    assert few.high > 0.85
    assert 0.58 < many.low < 0.6 < many.high < 0.61
    assert mean_of([1.0] * 5).high == 1.0
    assert mean_of([0.0] * 5).low == 0.0


@pytest.mark.parametrize("sessions", [5, 30])
def test_an_interval_holds_the_mean_about_as_often_as_it_says(sessions: int) -> None:
    draws = np.random.Generator(np.random.Philox(7))
    mean, runs = 0.5, 2000
    held = sum(
        found.low <= mean <= found.high
        for found in (mean_of(draws.beta(2, 2, sessions).tolist()) for _ in range(runs))
    )
    assert held / runs >= 0.95 - 3 * (0.95 * 0.05 / runs) ** 0.5


def test_a_difference_has_the_interval_of_both() -> None:
    one, other = Estimate(0.7, 0.6, 0.8, 50), Estimate(0.4, 0.3, 0.5, 50)
    gap, low, high = difference(one, other)
    assert gap == pytest.approx(0.3)
    assert (low, high) == pytest.approx((0.3 - 0.02**0.5, 0.3 + 0.02**0.5))
    assert difference(one, one)[1] < 0 < difference(one, one)[2]


def test_the_mean_of_cells_has_the_interval_of_its_parts() -> None:
    parts = [Estimate(0.2, 0.1, 0.4, 10), Estimate(0.6, 0.5, 0.7, 10)]
    found = mean_of_all(parts)
    assert (found.mean, found.sessions) == (0.4, 20)
    assert (found.low, found.high) == pytest.approx((0.4 - 0.02**0.5 / 2, 0.4 + 0.05**0.5 / 2))
