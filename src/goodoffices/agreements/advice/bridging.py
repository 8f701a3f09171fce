"""Bridging: a few packages all could accept, as different from each other as they can be."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.agreements.gains import Zone
from goodoffices.space import Frontier


def bridging(front: Frontier, zone: Zone, how_many: int = 3) -> tuple[int, ...]:
    """Places in the frontier to put to the parties: the most even first, then the most different.

    The first has the largest smallest share of the ideal gains; each next one differs from those already
    chosen in the most issues, and among those is the most even.
    """
    places = dict(zip(zone.points, zone.gains, strict=True))
    chosen: list[int] = []

    def evenness(place: int) -> Fraction:
        return min(
            gain / ideal if ideal else gain * 0
            for gain, ideal in zip(places[place], zone.ideal, strict=True)
        )

    def difference(place: int) -> int:
        rows = front.packages
        return min((int((rows[place] != rows[other]).sum()) for other in chosen), default=0)

    while len(chosen) < min(how_many, len(places)):
        left = [place for place in zone.points if place not in chosen]
        chosen.append(max(left, key=lambda place: (difference(place), evenness(place), -place)))
    return tuple(chosen)
