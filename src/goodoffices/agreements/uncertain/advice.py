"""Fallback bargaining and bridging when preferences are known in part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from goodoffices.agreements.uncertain.drawn import Sample
from goodoffices.agreements.uncertain.robust import Robust, Survivor
from goodoffices.agreements.uncertain.search import spread_evenly
from goodoffices.agreements.units import JSON
from goodoffices.errors import UsageError
from goodoffices.outlined import Outlined
from goodoffices.space import decode, packages, size
from goodoffices.space.shares import utilities

RANKED = 20_000
"""Packages that are ranked at the most: a ranking of so many takes two milliseconds."""
LOOKED_AT = 500
"""Joint profiles in which fallback bargaining is carried out."""
PROMISING = 0.5
"""Share of the best joint share that a package needs to be a bridge."""


@dataclass(frozen=True, slots=True, repr=False)
class Fallbacks(Outlined):
    """How often each package is the outcome of fallback bargaining.

    Attributes:
        packages: each with the share of joint profiles, the most frequent first. A profile with several
            outcomes counts for each of them.
        impasse: share of joint profiles in which a party would fall below its reservation value.
    """

    packages: tuple[tuple[Mapping[str, str], float], ...]
    impasse: float
    profiles: int

    def to_json(self) -> JSON:
        return {
            "packages": [{"package": dict(p), "share": share} for p, share in self.packages],
            "impasse": self.impasse,
            "profiles": self.profiles,
        }


def fallbacks(sample: Sample, shown: int = 20) -> Fallbacks:
    """Return the outcomes of fallback bargaining over drawn preferences.

    Brams, S. J. & Kilgour, D. M. (2001), Fallback bargaining, Group Decision and Negotiation 10:287-316.

    Raises:
        UsageError: there are too many packages to rank.
    """
    every = size(sample.agenda)
    if every > RANKED:
        raise UsageError(f"fallback: expected at most {RANKED:,} packages, found {every:,}.")
    codes = packages(sample.agenda)
    many = min(LOOKED_AT, sample.many)
    counts, impasses = np.zeros(len(codes)), 0
    parts = [spread_evenly(one, many) for one in sample.drawn]
    worths = [utilities(sample.agenda.dims, one, codes) for one in parts]
    for k in range(many):
        worst = np.zeros(len(codes), dtype=np.int64)
        acceptable = np.ones(len(codes), dtype=np.bool_)
        for one, worth in zip(parts, worths, strict=True):
            own = worth[k % len(worth)]
            # How many packages are at least as good; equal ones share the rank of the last of them.
            ranks = len(own) - np.searchsorted(np.sort(own), own, side="left")
            worst = np.maximum(worst, ranks)
            acceptable &= own >= one.floor[k % len(worth)] - 1e-9
        if not acceptable.any():
            impasses += 1
            continue
        depth = worst[acceptable].min()
        counts[acceptable & (worst == depth)] += 1
    order = [int(i) for i in np.argsort(-counts, kind="stable")[:shown] if counts[i]]
    found = tuple((decode(sample.agenda, codes[i]), float(counts[i]) / many) for i in order)
    return Fallbacks(found, impasses / many, many)


def robust_bridges(found: Robust, many: int = 3) -> tuple[Survivor, ...]:
    """Return packages to bridge: the most robust first, then the most different that are robust as well.

    Packages with less than half of the best joint share are left out. Of equally different packages the
    more robust comes first.
    """
    best = max((one.joint for one in found.survivors), default=0.0)
    left = [one for one in found.survivors if one.joint > 0 and one.joint >= PROMISING * best]
    chosen: list[Survivor] = []
    while left and len(chosen) < many:

        def differs(one: Survivor) -> int:
            return min(
                (sum(one.package[i] != other.package[i] for i in one.package) for other in chosen),
                default=0,
            )

        following = max(left, key=lambda one: (differs(one), one.joint))
        chosen.append(following)
        left.remove(following)
    return tuple(chosen)
