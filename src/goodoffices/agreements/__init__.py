"""What could be agreed: solutions as functions of a frontier, and ways on from a package on the table."""

from goodoffices.agreements.bridging import bridging
from goodoffices.agreements.deals import Deals, Point, Solutions, Zopa, deals, deals_of
from goodoffices.agreements.fallback import Fallback, fallback
from goodoffices.agreements.gains import Zone, zone
from goodoffices.agreements.improvements import improvements
from goodoffices.agreements.nearest import nearest
from goodoffices.agreements.standing import Standing, stands
from goodoffices.agreements.tradeoffs import (
    Concession,
    Trade,
    best_for,
    fixed,
    importance,
    least_concession,
    logrolling,
    top,
    weighted_nash,
)

__all__ = [
    "Concession",
    "Deals",
    "Fallback",
    "Point",
    "Solutions",
    "Standing",
    "Trade",
    "Zone",
    "Zopa",
    "best_for",
    "bridging",
    "deals",
    "deals_of",
    "fallback",
    "fixed",
    "importance",
    "improvements",
    "least_concession",
    "logrolling",
    "nearest",
    "stands",
    "top",
    "weighted_nash",
    "zone",
]
