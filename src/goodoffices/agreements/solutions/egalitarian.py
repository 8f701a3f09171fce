"""The egalitarian solution: gains as equal as packages allow, at the highest level."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def egalitarian(zone: Zone) -> tuple[int, ...]:
    """Return the points whose smallest gain, in the parties' own units, is largest.

    Packages are discrete, so gains are seldom equal. If points tie on the smallest gain, those whose
    gains lie closest together are returned (leximin prefers those that give more). The comparison
    mixes units of different parties; only the parties can say if that is fair.

    Kalai, E. (1977), Proportional solutions to bargaining situations, Econometrica 45:1623-1630.
    """
    return zone.best(lambda gains: [min(gains), min(gains) - max(gains)])
