"""Fallback bargaining: an agreement from rankings alone; all parties fall back in step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.agreements.advice.proposals import Proposal, proposals
from goodoffices.agreements.units import JSON
from goodoffices.space import Integers, Space, evaluate, packages


@dataclass(frozen=True, slots=True)
class Fallback:
    """The result of fallback bargaining: at an impasse ``depth`` is 0 and there are no packages."""

    depth: int
    packages: tuple[Proposal, ...]

    def to_json(self) -> JSON:
        return {"depth": self.depth, "packages": [each.to_json() for each in self.packages]}


def fallback(space: Space) -> Fallback:
    """Return the packages that every party has among its best ``depth``, at the smallest such depth.

    Packages of equal utility share a rank: that of the last of them. No party falls below its
    reservation value; if some party would have to, the result is an impasse.

    Brams, S. J. & Kilgour, D. M. (2001), Fallback bargaining, Group Decision and Negotiation 10:287-316.

    Raises:
        UsageError: there are too many packages to rank.
    """
    rows = packages(space)
    utilities = evaluate(space, rows)
    acceptable = np.all(utilities >= space.reservations, axis=1)
    if not acceptable.any():
        return Fallback(0, ())
    worst = np.max([_ranks(column) for column in utilities.T], axis=0)
    depth = int(worst[acceptable].min())
    return Fallback(depth, proposals(space, rows[acceptable & (worst == depth)]))


def _ranks(utilities: Integers) -> Integers:
    """Return for each package the number of packages at least as good: 1 for a single best."""
    return np.asarray(len(utilities) - np.searchsorted(np.sort(utilities), utilities, side="left"))
