"""The utilitarian solution: the largest sum of gains."""

from fractions import Fraction

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def utilitarian(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier with the largest sum of gains, in the parties' own units.

    It adds up units of different parties, which only they can say is fair.

    Harsanyi, J. C. (1955), Cardinal welfare, individualistic ethics, and interpersonal comparisons of
    utility, Journal of Political Economy 63:309-321.
    """
    return zone.best(lambda gains: sum(gains, Fraction(0)))
