"""Good packages of a space that is too entangled for exact answers: drawn, then changed for the better.

Nothing is promised of them but that they are feasible, that their utilities are exact, and that none of them
dominates another.
"""

from __future__ import annotations

from time import monotonic

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.packages import evaluate, feasible
from goodoffices.space.graph.space import Codes, Integers, Space
from goodoffices.space.zopa.uniform import Sampler, countable

DRAWN, CLIMBED = 4096, 512
"""How many packages are drawn, and how many climbs begin from the first of them."""
SWEEPS = 12
MENDINGS = 60


def sampled_packages(
    space: Space, seed: int = 0, deadline: float | None = None
) -> tuple[Codes, Integers]:
    """Feasible packages (packages, issues) and their utilities (packages, parties).

    Each climb goes up a weighted sum of the parties' utilities, one issue at a time (Besag, J. 1986, Journal
    of the Royal Statistical Society B 48:259-302), with weights drawn uniformly; what it meets is kept. After
    the ``deadline`` (of ``time.monotonic``) no sweep begins.
    """
    rows = drawn(space, DRAWN, seed)
    utilities = evaluate(space, rows)
    if not len(rows):
        return rows, utilities
    draws = np.random.Generator(np.random.Philox(seed + 1))
    here = rows[:CLIMBED].copy()
    spans = np.maximum(np.ptp(utilities, axis=0), 1)
    weights = draws.dirichlet(np.ones(len(space.parties)), len(here)) / spans
    found = [rows]
    for _ in range(SWEEPS):
        if deadline is not None and monotonic() > deadline:
            break
        before = here.copy()
        for issue in range(len(space.dims)):
            score = np.zeros((len(here), space.dims[issue]))
            for party, tables in enumerate(space.tables):
                for table in (table for table in tables if issue in table.scope):
                    score += weights[:, party, None] * along(table.scope, table.values, here, issue)
            score[_broken(space, here, issue) > 0] = -np.inf
            _move(here, issue, score)
        found.append(here.copy())
        if np.array_equal(before, here):
            break
    rows = np.concatenate(found)
    return rows, evaluate(space, rows)


def drawn(space: Space, many: int, seed: int) -> Codes:
    """Feasible packages, up to ``many``: each as likely where linkages can be counted through.

    Elsewhere packages are drawn from all and mended, one issue at a time, by the option that breaks the
    fewest linkages (Minton, S. et al. 1992, Artificial Intelligence 58:161-205); others are left out.
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
            _move(some, issue, -broken - draws.random(broken.shape) / 2)
            rows[wrong] = some
    return rows[feasible(space, rows)]


def along(scope: tuple[int, ...], values: np.ndarray, rows: Codes, issue: int) -> np.ndarray:
    """A table's entries for packages with each option of an issue in their place: (packages, options)."""
    axis = scope.index(issue)
    others = tuple(rows[:, i] for i in scope if i != issue)
    moved = np.moveaxis(values, axis, -1)
    return moved[others] if others else np.broadcast_to(moved, (len(rows), *moved.shape))


def _broken(space: Space, rows: Codes, issue: int) -> NDArray[np.int64]:
    """How many linkages each option of an issue breaks in packages: (packages, options)."""
    broken = np.zeros((len(rows), space.dims[issue]), dtype=np.int64)
    for rule in (rule for rule in space.rules if issue in rule.scope):
        broken += ~along(rule.scope, rule.allowed, rows, issue)
    return broken


def _move(rows: Codes, issue: int, score: np.ndarray) -> None:
    """Take the option with the highest score where that is higher than what there is, in place."""
    best = score.argmax(axis=1)
    places = np.arange(len(rows))
    better = score[places, best] > score[places, rows[:, issue]]
    rows[better, issue] = best[better]
