"""The equal-loss solution: the largest loss from the ideal is as small as it can be."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def equal_loss(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier whose largest loss from the most each could gain is smallest.

    Losses are in the parties' own units.

    Chun, Y. (1988), The equal-loss principle for bargaining problems, Economics Letters 26:103-106.
    """
    return zone.best(lambda gains: -max(map(lambda ideal, gain: ideal - gain, zone.ideal, gains)))
