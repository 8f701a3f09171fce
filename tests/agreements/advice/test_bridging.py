"""Packages to bridge, on the canal."""

from __future__ import annotations

from goodoffices.agreements import bridging, zone
from goodoffices.space import Space, decode, frontier


def test_bridging_starts_from_the_even_package(canal: Space) -> None:
    """RC-1: bridging from each side's ideal is (33,60,400)."""
    front = frontier(canal)
    chosen = bridging(front, zone(canal, front))
    assert tuple(decode(canal, front.packages[chosen[0]]).values()) == ("33", "60", "400")
    assert len(set(chosen)) == 3
