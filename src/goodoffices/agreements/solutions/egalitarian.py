"""The egalitarian solution: the smallest gain is as large as it can be."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def egalitarian(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier whose smallest gain, in the parties' own units, is largest.

    It compares units between parties, which only they can say is fair.

    Kalai, E. (1977), Proportional solutions to bargaining situations, Econometrica 45:1623-1630.
    """
    return zone.best(min)
