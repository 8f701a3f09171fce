"""The Kalai-Smorodinsky solution: gains in proportion to the most that each could gain."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def kalai_smorodinsky(zone: Zone) -> tuple[int, ...]:
    """Places in the frontier whose smallest share of the ideal gain is largest.

    Packages are discrete, so equal shares may not exist; the largest smallest share is what is left of
    the rule. None unless all can gain something.

    Kalai, E. & Smorodinsky, M. (1975), Other solutions to Nash's bargaining problem, Econometrica
    43:513-518.
    """
    return zone.strict().best(
        lambda gains: min(gain / ideal for gain, ideal in zip(gains, zone.ideal, strict=True))
    )
