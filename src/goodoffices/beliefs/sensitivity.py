"""How much of a result each single unknown would settle, from profiles that exist already.

The first-order index (Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, chapter 1): the
variance of the result's mean given an input, as a share of the result's variance. It is estimated over bins
of equal size, less what chance alone puts between bins. Inputs may depend on each other; the index then says
how much knowing an input would settle, not what the input causes.
"""

from __future__ import annotations

import numpy as np

from goodoffices.beliefs.layout import Floats

BINS = 40
"""Bins of an input: enough for a curve, and 50 profiles in each of 2,000."""


def first_order(given: Floats, result: Floats, bins: int = BINS) -> float:
    """Return the share of a result's variance that knowing an input would settle, from 0 to 1.

    Args:
        given: the input, (profiles,).
        result: the result, (profiles,).
        bins: number of bins of the input.
    """
    total = float(result.var())
    bins = min(bins, len(result) // 10)
    if total == 0 or bins < 2 or float(np.ptp(given)) == 0:
        return 0.0
    parts = np.array_split(result[np.argsort(given, kind="stable")], bins)
    sizes = np.array([len(part) for part in parts])
    means = np.array([part.mean() for part in parts])
    noise = np.array([part.var(ddof=1) for part in parts]) / sizes
    between = float(((means - result.mean()) ** 2 * sizes).sum() / sizes.sum())
    # Means of bins differ by chance too: by the noise, less its share in the overall mean.
    chance = float((noise * sizes).sum() / sizes.sum()) * (1 - 1 / bins)
    return float(np.clip((between - chance) / total, 0.0, 1.0))
