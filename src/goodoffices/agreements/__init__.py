"""What could be agreed: solutions as functions of a frontier, and ways on from a package on the table."""

from goodoffices.agreements.bridging import bridging
from goodoffices.agreements.deals import Deals, Point, Solutions, Zopa, deals, deals_of
from goodoffices.agreements.fallback import Fallback, fallback
from goodoffices.agreements.gains import Zone, zone
from goodoffices.agreements.improvements import improvements
from goodoffices.agreements.nearest import nearest

__all__ = [
    "Deals",
    "Fallback",
    "Point",
    "Solutions",
    "Zone",
    "Zopa",
    "bridging",
    "deals",
    "deals_of",
    "fallback",
    "improvements",
    "nearest",
    "zone",
]
