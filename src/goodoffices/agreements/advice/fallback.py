"""Fallback bargaining: an agreement from rankings alone, each side falling back a step at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.space import Codes, Integers, Space, evaluate, packages


@dataclass(frozen=True, slots=True, eq=False)
class Fallback:
    """Where falling back ends: ``depth`` 0 and no packages when impasse comes first."""

    depth: int
    packages: Codes


def fallback(space: Space) -> Fallback:
    """The packages that every party has among its best ``depth``, at the smallest such depth.

    Parties fall back together through their rankings (packages worth the same share a rank: the place
    of the last of them), and none falls below its reservation value, which stands as impasse.

    Brams, S. J. & Kilgour, D. M. (2001), Fallback bargaining, Group Decision and Negotiation 10:287-316.

    Raises:
        UsageError: there are too many packages to rank one by one.
    """
    rows = packages(space)
    utilities = evaluate(space, rows)
    open_to_all = np.all(utilities >= space.reservations, axis=1)
    if not open_to_all.any():
        return Fallback(0, rows[:0])
    worst = np.max([_ranks(utilities[:, p]) for p in range(utilities.shape[1])], axis=0)
    depth = int(worst[open_to_all].min())
    return Fallback(depth, rows[open_to_all & (worst == depth)])


def _ranks(utilities: Integers) -> Integers:
    """How many packages are at least as good: 1 for a single best."""
    return np.asarray(len(utilities) - np.searchsorted(np.sort(utilities), utilities, side="left"))
