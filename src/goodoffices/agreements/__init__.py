"""What could be agreed: solutions as functions of a frontier."""

from goodoffices.agreements.deals import Deals, Point, Solutions, Zopa, deals

__all__ = ["Deals", "Point", "Solutions", "Zopa", "deals"]
