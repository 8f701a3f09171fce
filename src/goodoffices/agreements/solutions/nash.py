"""The Nash solution: the largest product of gains over the reservation values."""

from math import prod

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def nash(zone: Zone) -> tuple[int, ...]:
    """Return the points with the largest product of gains; empty if no point gives every party a gain.

    Nash, J. F. (1950), The bargaining problem, Econometrica 18:155-162.
    """
    return zone.strict().best(prod)
