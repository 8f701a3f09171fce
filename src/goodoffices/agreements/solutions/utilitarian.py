"""The utilitarian solution: the largest sum of gains."""

from fractions import Fraction

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def utilitarian(zone: Zone) -> tuple[int, ...]:
    """Return the points with the largest sum of gains, in the parties' own units.

    The sum adds units of different parties; only the parties can say if that is fair.

    Harsanyi, J. C. (1955), Cardinal welfare, individualistic ethics, and interpersonal comparisons of
    utility, Journal of Political Economy 63:309-321.
    """
    return zone.best(lambda gains: sum(gains, Fraction(0)))
