"""Intervals from independent batches: they cover what they should, and never say more than was seen."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.agreements.uncertain.intervals import T, interval, mean_interval


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_nineteen_of_twenty_intervals_cover_the_share(share: float) -> None:
    draws = np.random.Generator(np.random.Philox(4))
    inside = 0
    for _ in range(600):
        batches = draws.binomial(200, share, 10) / 200
        low, high = interval(batches, float(batches.mean()), 2000)
        inside += low <= share <= high
    assert 0.92 <= inside / 600 <= 0.985


def test_what_all_profiles_show_is_still_not_certain() -> None:
    """With 2,000 profiles and no refusal, up to 3.7 in 2,000 may refuse."""
    low, high = interval(np.ones(10), 1.0, 2000)
    assert high == 1.0
    assert 1 - low == pytest.approx(3.69 / 2000, rel=0.01)
    assert interval(np.zeros(10), 0.0, 2000)[0] == 0.0
    assert interval(np.ones(10), 1.0, None) == (1.0, 1.0)


def test_means_of_batches() -> None:
    found = mean_interval([1.0, 2.0, 3.0])
    half = T[2] * 1.0 / np.sqrt(3)
    assert found == pytest.approx((2.0, 2.0 - half, 2.0 + half))
