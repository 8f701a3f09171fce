"""The weighted Nash solution: the product of gains, each to the power of its party's weight."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from goodoffices.agreements.gains import Zone
from goodoffices.errors import UsageError


def weighted_nash(zone: Zone, weights: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Places in the frontier with the largest product of gains, each to the power of its party's weight.

    Weights are whole or fractions and above 0; compared exactly. None unless all can gain something.

    Kalai, E. (1977), Nonsymmetric Nash solutions and replications of 2-person bargaining, International
    Journal of Game Theory 6:129-133.

    Raises:
        UsageError: a weight is not above 0, or weights so fine that exact powers would not end in time.
    """
    common = int(np.lcm.reduce([weight.denominator for weight in weights]))
    powers = [int(weight * common) for weight in weights]
    if min(powers) <= 0 or max(powers) > 1000:
        raise UsageError("weights: expected numbers above 0 whose ratios are at most 1 to 1000.")

    def product(gains: tuple[Fraction, ...]) -> Fraction:
        out = Fraction(1)
        for gain, power in zip(gains, powers, strict=True):
            out *= gain**power
        return out

    return zone.strict().best(product)
