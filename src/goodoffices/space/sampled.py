"""Good packages of a space that is too entangled for exact answers: drawn, then changed for the better.

Nothing is promised of them but that they are feasible, that their utilities are exact, and that none of them
dominates another.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space.factors import Codes, Integers, Space
from goodoffices.space.packages import evaluate, feasible
from goodoffices.space.sampling import Sampler

DRAWN, CLIMBED = 4096, 512
"""How many packages are drawn, and how many climbs begin from the first of them."""
SWEEPS = 12


def sampled_packages(space: Space, seed: int = 0) -> tuple[Codes, Integers]:
    """Feasible packages (packages, issues) and their utilities (packages, parties).

    Each climb goes up a weighted sum of the parties' utilities, one issue at a time (Besag, J. 1986, Journal
    of the Royal Statistical Society B 48:259-302), with weights drawn uniformly; what it meets is kept.
    """
    rows = Sampler.of(space).draw(DRAWN, seed)
    utilities = evaluate(space, rows)
    if not len(rows):
        return rows, utilities
    draws = np.random.Generator(np.random.Philox(seed + 1))
    here, at = rows[:CLIMBED].copy(), utilities[:CLIMBED].copy()
    spans = np.maximum(np.ptp(utilities, axis=0), 1)
    weights = draws.dirichlet(np.ones(len(space.parties)), len(here)) / spans
    found, worth = [rows], [utilities]
    for _ in range(SWEEPS):
        before = here.copy()
        for issue, dim in enumerate(space.dims):
            for option in range(dim):
                tried = here.copy()
                tried[:, issue] = option
                values = evaluate(space, tried)
                better = feasible(space, tried) & (((values - at) * weights).sum(axis=1) > 0)
                here[better], at[better] = tried[better], values[better]
        found.append(here.copy())
        worth.append(at.copy())
        if np.array_equal(before, here):
            break
    return np.concatenate(found), np.concatenate(worth)
