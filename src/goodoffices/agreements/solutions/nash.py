"""The Nash solution: the largest product of gains over the reservation values."""

from fractions import Fraction
from math import prod

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def nash(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier with the largest product of gains; none unless all can gain something.

    Nash, J. F. (1950), The bargaining problem, Econometrica 18:155-162.
    """
    return zone.strict().best(lambda gains: prod(gains, start=Fraction(1)))
