"""How many packages a frontier may have and how long it may take, foretold from a sample of packages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.space import Space, drawn, evaluate, in_64_bits, size, undominated

FEW_PARTIES = 4
"""Parties below which frontiers are small, and nothing needs to be foretold."""
SAMPLE = 8192
"""Packages of the sample: they are drawn and compared in a tenth of a second."""
PART = 4
"""The growth of the frontier is that from this part of the sample to the whole sample."""
SECONDS_PER_UTILITY = 15e-6
"""Seconds for each party's utility of each undominated package: comparing, solutions and printing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """About how many packages may be undominated, and how many seconds their agreements may take."""

    packages: int
    seconds: float


def foretold(space: Space) -> Cost | None:
    """Return what the frontier of many parties may cost; None for few parties or few packages.

    With many parties hardly any package is dominated, however short the computation of the frontier itself.
    The share of undominated packages falls as packages become more, by a power that a sample shows.
    """
    many, parties = size(space), len(space.parties)
    if parties < FEW_PARTIES or many <= SAMPLE:
        return None
    try:
        vectors = evaluate(in_64_bits(space), drawn(in_64_bits(space), SAMPLE, 0))
    except UsageError:
        return None
    # Packages come in the order they were drawn, so that the first of them are a sample too.
    part = _undominated(vectors[: SAMPLE // PART])
    whole = _undominated(vectors)
    if not part:
        return None
    power = np.log(whole / part) / np.log(PART)
    found = float(min(many, whole * (many / SAMPLE) ** power))
    return Cost(round(found), found * parties * SECONDS_PER_UTILITY)


def _undominated(vectors: np.ndarray) -> int:
    return int(undominated(np.unique(vectors, axis=0)).sum())
