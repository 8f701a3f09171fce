"""Intervals of shares from independent batches of profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.beliefs.layout import Floats

T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
"""97.5th percentile of Student's distribution, by degrees of freedom."""


def interval(batches: Floats, share: float, profiles: int | None) -> tuple[float, float]:
    """Return a 95% interval of a share, from batches that share nothing.

    Args:
        batches: the share in each batch, (batches,).
        share: the share in all.
        profiles: number of profiles that could have shown something else; None if the share is certain. If
            all show the same, the interval still allows for rarer cases.
    """
    if profiles is None:
        return share, share
    half = _half_width(batches)
    unseen = 1.0 - 0.025 ** (1.0 / profiles)
    low = share - half if share < 1.0 else share - max(half, unseen)
    high = share + half if share > 0.0 else share + max(half, unseen)
    return float(max(low, 0.0)), float(min(high, 1.0))


def mean_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of a number that each batch found, with a 95% interval."""
    found = np.array(values)
    mean, half = float(found.mean()), _half_width(found)
    return mean, mean - half, mean + half


def _half_width(batches: Floats) -> float:
    """Return half the width of Student's interval of the mean of independent batches."""
    return float(T[len(batches) - 1] * float(batches.std(ddof=1)) / np.sqrt(len(batches)))
