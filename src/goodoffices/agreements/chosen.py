"""The packages that solution concepts choose, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.wording import title

if TYPE_CHECKING:
    from goodoffices.agreements.deals import Deals, Point

TIES = 5
"""Packages of a solution that are shown if more tie; results.json has all of them."""


def chosen(deals: Deals) -> list[tuple[Point, list[str]]]:
    """Return each package that a solution concept chooses, once, with the concepts; Nash comes first.

    Of packages that tie by the hundred, the first few stand for all.
    """
    found: dict[tuple[tuple[str, str], ...], tuple[Point, list[str]]] = {}
    for concept, points in sorted(deals.solutions.items(), key=lambda known: known[0] != "nash"):
        shown = f", of which {TIES} are shown" if len(points) > TIES else ""
        tied = f" (a tie of {len(points):,}{shown})" if len(points) > 1 else ""
        for point in points[:TIES]:
            key = tuple(point.package.items())
            found.setdefault(key, (point, []))[1].append(title(concept) + tied)
    return list(found.values())
