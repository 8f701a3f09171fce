"""The egalitarian solution: gains as equal as packages allow, at the highest level."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def egalitarian(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier whose smallest gain, in the parties' own units, is largest.

    Packages are discrete, so gains are seldom quite equal: among places with the same smallest gain it
    takes those whose gains lie closest together (leximin, beside it, takes those that give more).
    It compares units between parties, which only they can say is fair.

    Kalai, E. (1977), Proportional solutions to bargaining situations, Econometrica 45:1623-1630.
    """
    return zone.best(lambda gains: [min(gains), min(gains) - max(gains)])
