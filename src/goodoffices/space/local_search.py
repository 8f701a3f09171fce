"""Good packages of a space that is too entangled for exact answers: drawn, then improved step by step.

Nothing is promised of them but that they are feasible, that their utilities are exact, and that none of them
dominates another.
"""

from __future__ import annotations

from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.packages import evaluate, feasible
from goodoffices.space.graph.space import Codes, Integers, Scope, Space
from goodoffices.space.zopa.uniform import Sampler, countable

DRAWN = 4096
"""Packages that are drawn: enough to see every party's range of utilities."""
CLIMBED = 512
"""Climbs, each from another of the first packages drawn; their number bounds the time, about a second."""
SWEEPS = 12
"""Times a climb goes over all issues at the most; most climbs end after 3 to 5."""
MENDINGS = 60
"""Times that packages which break a linkage are changed before they are left out."""


def sampled_packages(
    space: Space, seed: int = 0, deadline: float | None = None
) -> tuple[Codes, Integers]:
    """Return feasible packages (packages, issues) and their utilities (packages, parties).

    Each climb goes up a weighted sum of the parties' utilities, issue by issue (Besag, J. 1986,
    Journal of the Royal Statistical Society B 48:259-302), with weights drawn uniformly; the packages
    after each sweep are kept.

    Args:
        space: the packages.
        seed: seed of all draws.
        deadline: of ``time.monotonic``; no sweep begins after it.
    """
    rows = drawn(space, DRAWN, seed)
    utilities = evaluate(space, rows)
    if not len(rows):
        return rows, utilities
    draws = np.random.Generator(np.random.Philox(seed + 1))
    climbing = rows[:CLIMBED].copy()  # (climbs, issues)
    ranges = np.maximum(np.ptp(utilities, axis=0), 1)  # (parties,)
    # Utilities are compared as shares of each party's range, or the larger scale would win.
    weights = draws.dirichlet(np.ones(len(space.parties)), len(climbing)) / ranges  # (climbs, parties)
    found = [rows]
    for _ in range(SWEEPS):
        if deadline is not None and monotonic() > deadline:
            break
        before = climbing.copy()
        for issue in range(len(space.dims)):
            score = np.zeros((len(climbing), space.dims[issue]))
            for party, tables in enumerate(space.tables):
                for table in (table for table in tables if issue in table.scope):
                    entries = along(table.scope, table.values, climbing, issue)
                    score += weights[:, party, None] * entries
            # Options that break a linkage are never chosen.
            score[_broken(space, climbing, issue) > 0] = -np.inf
            _move(climbing, issue, score)
        found.append(climbing.copy())
        # Every climb has reached its top.
        if np.array_equal(before, climbing):
            break
    rows = np.concatenate(found)
    return rows, evaluate(space, rows)


def drawn(space: Space, many: int, seed: int) -> Codes:
    """Return up to ``many`` feasible packages, (packages, issues), drawn uniformly if they can be counted.

    If not, packages are drawn from all and mended, issue by issue, by the option that breaks the
    fewest linkages (Minton, S. et al. 1992, Artificial Intelligence 58:161-205); packages that stay
    infeasible are left out.
    """
    if countable(space):
        return Sampler.of(space).draw(many, seed)
    draws = np.random.Generator(np.random.Philox(seed))
    rows = np.stack([draws.integers(0, dim, many) for dim in space.dims], axis=1)
    for _ in range(MENDINGS):
        wrong = np.flatnonzero(~feasible(space, rows))
        if not len(wrong):
            break
        for issue in range(len(space.dims)):
            some = rows[wrong]
            broken = _broken(space, some, issue)
            _move(some, issue, -broken - draws.random(broken.shape) / 2)  # ties are broken by chance
            rows[wrong] = some
    return rows[feasible(space, rows)]


def along(scope: Scope, values: np.ndarray, rows: Codes, issue: int) -> np.ndarray:
    """Return a table's entries for each package and each option of an issue: (packages, options)."""
    axis = scope.index(issue)
    others = tuple(rows[:, i] for i in scope if i != issue)
    moved = np.moveaxis(values, axis, -1)
    return moved[others] if others else np.broadcast_to(moved, (len(rows), *moved.shape))


def _broken(space: Space, rows: Codes, issue: int) -> NDArray[np.int64]:
    """Return how many linkages each option of an issue would break in each package: (packages, options)."""
    broken = np.zeros((len(rows), space.dims[issue]), dtype=np.int64)
    for rule in (rule for rule in space.rules if issue in rule.scope):
        broken += ~along(rule.scope, rule.allowed, rows, issue)
    return broken


def _move(rows: Codes, issue: int, score: np.ndarray) -> None:
    """Change each package, in place, to the option with the highest score, unless its own is as high."""
    best = score.argmax(axis=1)
    points = np.arange(len(rows))
    better = score[points, best] > score[points, rows[:, issue]]
    rows[better, issue] = best[better]
