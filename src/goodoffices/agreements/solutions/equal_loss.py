"""The equal-loss solution: the largest loss from the ideal gain as small as possible."""

from operator import sub

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def equal_loss(zone: Zone) -> tuple[int, ...]:
    """Return the points at which the largest loss from a party's ideal gain is smallest.

    Losses are in the parties' own units.

    Chun, Y. (1988), The equal-loss principle for bargaining problems, Economics Letters 26:103-106.
    """
    return zone.best(lambda gains: -max(map(sub, zone.ideal, gains)))
