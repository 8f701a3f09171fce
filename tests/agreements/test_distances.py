"""Distances of packages, against plain loops."""

from __future__ import annotations

from math import dist, isnan

from hypothesis import given, settings

from goodoffices.agreements import Landmarks, integer_zone, zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.space import Space, evaluate, frontier, packages
from tests.support.spaces import spaces
from tests.support.thorough import usually


@settings(max_examples=usually(25, 60))
@given(spaces())
def test_distances_are_to_the_nearest_point_in_shares_of_the_ranges(space: Space) -> None:
    front, rows = frontier(space), evaluate(space, packages(space))
    points = front.utilities.tolist()
    ranges = [max(column) - min(column) or 1 for column in zip(*points, strict=True)]

    def scaled(utilities: list[int]) -> list[float]:
        return [utility / span for utility, span in zip(utilities, ranges, strict=True)]

    agreeable = zone(space, front)
    targets = [
        range(len(points)),
        CONCEPTS["nash"](agreeable),
        CONCEPTS["kalai_smorodinsky"](agreeable),
    ]
    found = Landmarks(front, integer_zone(space, front)).distances(rows)
    for indices, distances in zip(targets, found, strict=True):
        for row, distance in zip(rows.tolist(), distances.tolist(), strict=True):
            if not indices:
                assert isnan(distance)
            else:
                nearest = min(dist(scaled(row), scaled(points[point])) for point in indices)
                assert abs(distance - nearest) < 1e-9
