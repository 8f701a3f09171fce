"""The smallest change that makes a package acceptable to all parties."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Codes, Space, evaluate, feasible

Test = Callable[[Codes], NDArray[np.bool_]]
"""Returns the mask of packages that are good enough: (packages, issues) -> (packages,)."""
MOST_CHANGES = 2_000_000
"""Changes of the same issues that are compared at the most: about a second."""


def nearest(space: Space, package: Codes, most: int = 3, good: Test | None = None) -> Codes:
    """Return the acceptable packages that change the fewest issues of a package.

    Args:
        space: the packages' space.
        package: option codes, shape (issues,).
        most: the largest number of issues to change.
        good: the test that packages must pass in place of every party's reservation value.

    Returns:
        Option codes, shape (packages, issues): the package itself if it is acceptable, no rows if no
        change of up to ``most`` issues makes it so.
    """
    may_suffice = _within_reach(space, package) if good is None else lambda issues: True
    test = _at_reservation(space) if good is None else good
    for changed in range(most + 1):
        found = [
            rows
            for issues in combinations(range(len(space.dims)), changed)
            if prod(space.dims[i] - 1 for i in issues) <= MOST_CHANGES
            and may_suffice(set(issues))
            and len(rows := _acceptable(space, package, issues, test))
        ]
        if found:
            return np.concatenate(found)
    return package[np.newaxis][:0]


def _within_reach(space: Space, package: Codes) -> Callable[[set[int]], bool]:
    """Return a quick test that rules out sets of issues whose change cannot be enough.

    A party's tables that contain a changed issue can rise to their maximum at most; if that does not
    make up for what the party lacks to its reservation value, no change of these issues does.
    """
    short = (space.reservations - evaluate(space, package[np.newaxis])[0]).tolist()
    rises = [
        [
            (set(t.scope), int(t.values.max()) - int(t.values[tuple(package[list(t.scope)])]))
            for t in tables
        ]
        for tables in space.tables
    ]

    def may_suffice(issues: set[int]) -> bool:
        return all(
            sum(rise for scope, rise in tables if scope & issues) >= gap
            for tables, gap in zip(rises, short, strict=True)
        )

    return may_suffice


def _at_reservation(space: Space) -> Test:
    def good(rows: Codes) -> NDArray[np.bool_]:
        return np.asarray(np.all(evaluate(space, rows) >= space.reservations, axis=1))

    return good


def _acceptable(space: Space, package: Codes, issues: tuple[int, ...], good: Test) -> Codes:
    """Return the acceptable packages that differ from ``package`` in exactly these issues."""
    others = [[o for o in range(space.dims[i]) if o != package[i]] for i in issues]
    chosen = list(product(*others))
    choices = np.array(chosen, dtype=np.int64).reshape(len(chosen), len(issues))
    rows = np.repeat(package[np.newaxis], len(choices), axis=0)
    rows[:, issues] = choices
    return np.asarray(rows[feasible(space, rows) & good(rows)])
