"""The Kalai-Smorodinsky solution: gains in proportion to each party's ideal gain."""

from math import prod
from operator import mul

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def kalai_smorodinsky(zone: Zone) -> tuple[int, ...]:
    """Return the points whose smallest share of the ideal gain is largest.

    Packages are discrete, so equal shares may not exist; maximising the smallest share is the nearest
    rule that always has an answer. Empty if no point gives every party a gain.

    Kalai, E. & Smorodinsky, M. (1975), Other solutions to Nash's bargaining problem, Econometrica
    43:513-518.
    """
    # a share is gain / ideal; multiplied by the product of all ideals it needs no division
    others = [prod(zone.ideal[:p] + zone.ideal[p + 1 :]) for p in range(len(zone.ideal))]
    return zone.strict().best(lambda gains: min(map(mul, gains, others)))
