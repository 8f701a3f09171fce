"""Bridging: a few packages that all parties could accept, as different as possible."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.agreements.gains import Zone
from goodoffices.space import Frontier


def bridging(front: Frontier, zone: Zone, how_many: int = 3) -> tuple[int, ...]:
    """Return the indices of frontier points to propose: the most even first, then the most different.

    The first has the largest smallest share of the ideal gains. Each next point differs in the most
    issues from those already chosen; if several do, it is the most even of them.
    """
    gains_at = dict(zip(zone.points, zone.gains, strict=True))
    chosen: list[int] = []

    def evenness(point: int) -> Fraction:
        pairs = zip(gains_at[point], zone.ideal, strict=True)
        return min(Fraction(gain, ideal) if ideal else Fraction(0) for gain, ideal in pairs)

    def difference(point: int) -> int:
        rows = front.packages
        return min((int((rows[point] != rows[other]).sum()) for other in chosen), default=0)

    while len(chosen) < min(how_many, len(gains_at)):
        left = [point for point in zone.points if point not in chosen]
        chosen.append(max(left, key=lambda point: (difference(point), evenness(point), -point)))
    return tuple(chosen)
