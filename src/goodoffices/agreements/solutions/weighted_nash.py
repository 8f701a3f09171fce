"""The weighted Nash solution: the product of gains, each to the power of its party's weight."""

from __future__ import annotations

from fractions import Fraction
from math import lcm, prod

from goodoffices.agreements.gains import Amount, Gains, Zone
from goodoffices.errors import UsageError


def weighted_nash(zone: Zone, weights: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Return the points with the largest product of gains, each to the power of its party's weight.

    Products are compared exactly. Empty if no point gives every party a gain.

    Kalai, E. (1977), Nonsymmetric Nash solutions and replications of 2-person bargaining, International
    Journal of Game Theory 6:129-133.

    Args:
        zone: the zone of possible agreement.
        weights: bargaining power of each party, above 0, as a fraction.

    Raises:
        UsageError: a weight is not above 0, or the weights need powers above 1000.
    """
    common = lcm(*(weight.denominator for weight in weights))
    powers = [int(weight * common) for weight in weights]
    if min(powers) <= 0 or max(powers) > 1000:
        raise UsageError("weights: expected numbers above 0 whose ratios are at most 1 to 1000.")

    def product(gains: Gains) -> Amount:
        return prod(map(pow, gains, powers), start=Fraction(1))

    return zone.strict().best(product)
