"""What could be agreed: solutions as functions of a frontier, and ways on from a package on the table."""

from goodoffices.agreements.advice.bridging import bridging
from goodoffices.agreements.advice.by_name import (
    Best,
    Fallen,
    Proposal,
    Ways,
    best_of_each,
    bridges,
    fallen_back,
    ways,
)
from goodoffices.agreements.advice.drop_issue import without
from goodoffices.agreements.advice.fallback import Fallback, fallback
from goodoffices.agreements.advice.improvements import improvements
from goodoffices.agreements.advice.nearest import nearest
from goodoffices.agreements.advice.position import Standing, stands
from goodoffices.agreements.advice.tradeoffs import (
    Concession,
    Trade,
    best_for,
    fixed,
    importance,
    least_concession,
    logrolling,
    top,
)
from goodoffices.agreements.deals import (
    LONG,
    Deals,
    Point,
    Solutions,
    Zopa,
    deals,
    deals_of,
    deals_on,
    seconds_for,
)
from goodoffices.agreements.gains import Zone, zone
from goodoffices.agreements.solutions.weighted_nash import weighted_nash
from goodoffices.agreements.wording import certificate_words, inside_words, rounding_words, zone_words

__all__ = [
    "LONG",
    "Best",
    "Concession",
    "Deals",
    "Fallback",
    "Fallen",
    "Point",
    "Proposal",
    "Solutions",
    "Standing",
    "Trade",
    "Ways",
    "Zone",
    "Zopa",
    "best_for",
    "best_of_each",
    "bridges",
    "bridging",
    "certificate_words",
    "deals",
    "deals_of",
    "deals_on",
    "fallback",
    "fallen_back",
    "fixed",
    "importance",
    "improvements",
    "inside_words",
    "least_concession",
    "logrolling",
    "nearest",
    "rounding_words",
    "seconds_for",
    "stands",
    "top",
    "ways",
    "weighted_nash",
    "without",
    "zone",
    "zone_words",
]
