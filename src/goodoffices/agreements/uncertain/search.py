"""Packages that survive in many profiles, if there are too many packages to list.

Each of some profiles of every party becomes a case of its own, whose Nash package is a candidate. The
candidates with the largest joint share are then improved by changes of an issue, and of two. All this looks
at half of the profiles; whoever reports a share takes it from the other half, because the best of many
is always flattered by the profiles that chose it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.agreements.gains import integer_zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.beliefs.catalogue import smoothed
from goodoffices.limits import FRONTIER
from goodoffices.space import Agenda, Codes, Drawn, Plan, Space, Table, feasible, frontier, reweigh
from goodoffices.space.shares import Floats, accepted

JUDGED = 1_000
"""Profiles of the first half that judge candidates: their choice needs no more."""
WEIGHED = 200
"""Joint profiles whose exact Nash package is found, with two parties: 2 to 12 milliseconds each."""
IMPROVED = 8
"""Candidates that are improved by changes of issues."""
SWEEPS = 8
"""Passes over the issues of an ascent at the most, so that its time is bounded."""
PAIRED = 40_000
"""Changes of two issues that are compared at the most, about a second."""
WORK = 300_000
"""Options times issues times passes of an ascent: beyond it there are fewer passes, at least one."""
SHORT = 20
"""Issues up to which so many changes of two issues are compared; with more issues, fewer."""
ROUGHLY, CLOSELY = 150, 300
"""Profiles that judge many packages roughly, and packages that are then judged by all."""
FINE = 2_000
"""Largest drawn number of a party as an integer: three digits are more than anybody knows, and finer numbers
make frontiers long."""


def candidates(agenda: Agenda, half: Sequence[Drawn], shown: int) -> tuple[Codes, float]:
    """Return packages with large joint shares, and the share of profiles with a package that all accept.

    Args:
        agenda: the issues, options and linkages.
        half: the profiles that may be looked at.
        shown: number of packages to return at the most.
    """
    judges = [spread_evenly(one, JUDGED) for one in half]
    found, zone = _by_ascent(agenda, judges)
    if len(half) == 2 and sum(agenda.dims) <= FRONTIER.most:
        more, zone = _by_frontier(agenda, judges)
        found = np.unique(np.concatenate([found, more]), axis=0)
    scores = _joint(agenda, judges, found)
    order = np.argsort(-scores, kind="stable")
    improved = [
        _improved(agenda, judges, found[place]) for place in order[: _bounded(agenda, IMPROVED)]
    ]
    best = max(improved, key=lambda codes: float(_joint(agenda, judges, codes[np.newaxis])[0]))
    improved.append(_improved(agenda, judges, best, 2))
    every = np.unique(np.concatenate([found[order[: 4 * shown]], np.array(improved)]), axis=0)
    scores = _joint(agenda, judges, every)
    return every[np.argsort(-scores, kind="stable")[:shown]], zone


def spread_evenly(one: Drawn, many: int) -> Drawn:
    """Return so many profiles, spread evenly over all of a party's."""
    step = max(1, len(one.floor) // many)
    return Drawn(one.cells[::step][:many], one.floor[::step][:many], one.together)


def _bounded(agenda: Agenda, most: int) -> int:
    """Return how many passes, or candidates, an ascent may have: fewer if each takes long."""
    return max(1, min(most, WORK // (sum(agenda.dims) * len(agenda.dims))))


def _joint(agenda: Agenda, half: Sequence[Drawn], codes: Codes) -> Floats:
    """Return the joint share of packages, (packages,)."""
    return np.asarray(shares_of(agenda, [half], codes)[0].prod(axis=0))


def _by_frontier(agenda: Agenda, half: Sequence[Drawn]) -> tuple[Codes, float]:
    """Return the Nash packages of joint profiles by exact frontiers, and the share that have a zone."""
    empty = Space(
        case=agenda.case,
        case_digest="",
        parties=tuple(str(party) for party in range(len(half))),
        issues=agenda.issues,
        options=agenda.options,
        tables=tuple(_tables(agenda, one, 0)[0] for one in half),
        rules=agenda.rules,
        reservations=np.zeros(len(half), dtype=np.int64),
        scales=(Fraction(FINE),) * len(half),
        rounding=(Fraction(0),) * len(half),
    )
    many = min(WEIGHED, max(len(one.floor) for one in half))
    rows, zones, plan = [], 0, Plan(empty)
    for k in range(many):
        found = [_tables(agenda, one, k) for one in half]
        floors = [floor for _, floor in found]
        space = reweigh(empty, [[table.values for table in tables] for tables, _ in found], floors)
        plan = plan.reweighed(space)
        if not plan.additive and plan.takes_long:
            return _by_ascent(agenda, half)
        front = frontier(space, plan, rational=True)
        zone = integer_zone(space, front)
        zones += bool(zone.points)
        rows += [front.packages[point] for point in CONCEPTS["nash"](zone)[:1]]
    return np.unique(np.array(rows, dtype=np.int64).reshape(-1, len(agenda.dims)), axis=0), zones / many


def _tables(agenda: Agenda, one: Drawn, k: int) -> tuple[tuple[Table, ...], int]:
    """Return a profile's tables and reservation value in integers, on a scale of its own."""
    row = k % len(one.floor)
    cells = one.cells[row]
    scale = FINE / max(float(np.abs(cells).max()), 1e-300)
    firsts = np.cumsum([0, *agenda.dims])
    alone = [
        Table((i,), _whole(cells[firsts[i] : firsts[i + 1]] * scale)) for i in range(len(agenda.dims))
    ]
    linked = (Table(scope, _whole(values * scale)) for scope, values in one.together)
    return (*alone, *linked), int(_whole(one.floor[row] * scale))


def _whole(values: Floats) -> np.ndarray:
    return np.asarray(np.rint(values), dtype=np.int64)


def _by_ascent(agenda: Agenda, half: Sequence[Drawn]) -> tuple[Codes, float]:
    """Return packages with about the largest product of gains in joint profiles, by coordinate ascent.

    The share of profiles in which such a package is acceptable to all is a lower bound of those with a zone.
    """
    many = min(WEIGHED, max(len(one.floor) for one in half))
    firsts = np.cumsum([0, *agenda.dims])
    rows = np.arange(many)
    own = [
        Drawn(
            np.resize(one.cells, (many, one.cells.shape[1])), np.resize(one.floor, many), one.together
        )
        for one in half
    ]
    scales = [np.maximum(one.cells.max(axis=1), 1e-9) for one in own]
    start = sum(one.cells / scale[:, None] for one, scale in zip(own, scales, strict=True))
    codes = np.stack(
        [start[:, firsts[i] : firsts[i + 1]].argmax(axis=1) for i in range(len(agenda.dims))], axis=1
    )
    for _ in range(_bounded(agenda, SWEEPS)):
        before = codes.copy()
        for i, dim in enumerate(agenda.dims):
            score = np.zeros((many, dim))
            for one, scale in zip(own, scales, strict=True):
                gains = _with_each(agenda, one, codes, i) - one.floor[:, None]
                score += smoothed(gains / scale[:, None])
            score[~_keeps_each(agenda, codes, i)] -= 1e6
            codes[:, i] = score.argmax(axis=1)
        if np.array_equal(before, codes):
            break
    accepts = np.logical_and.reduce([_each(agenda, one, codes) >= one.floor for one in own])
    kept = feasible(agenda, codes)
    return np.unique(codes[kept], axis=0), float((accepts & kept)[rows].mean())


def _each(agenda: Agenda, one: Drawn, codes: Codes) -> Floats:
    """Return the utility of a package of its own for each profile, (profiles,)."""
    firsts = np.cumsum([0, *agenda.dims[:-1]])
    rows = np.arange(len(codes))
    total = one.cells[rows[:, None], firsts + codes].sum(axis=1)
    for scope, values in one.together:
        total = total + values[tuple(codes[:, i] for i in scope)]
    return np.asarray(total)


def _with_each(agenda: Agenda, one: Drawn, codes: Codes, issue: int) -> Floats:
    """Return the utility of each profile's package with each option of an issue, (profiles, options)."""
    firsts = np.cumsum([0, *agenda.dims])
    first = codes.copy()
    first[:, issue] = 0
    alone = Drawn(one.cells, one.floor)
    own = one.cells[:, firsts[issue] : firsts[issue + 1]]
    total = _each(agenda, alone, first)[:, None] - own[:, :1] + own
    for scope, values in one.together:
        total = total + _at_each(scope, values, codes, issue)
    return np.asarray(total)


def _keeps_each(agenda: Agenda, codes: Codes, issue: int) -> NDArray[np.bool_]:
    """Return whether each package keeps the linkages with each option of an issue, (profiles, options)."""
    kept = np.ones((len(codes), agenda.dims[issue]), dtype=np.bool_)
    for rule in agenda.rules:
        kept &= _at_each(rule.scope, rule.allowed, codes, issue)
    return kept


def _at_each(scope: tuple[int, ...], values: NDArray[Any], codes: Codes, issue: int) -> NDArray[Any]:
    """Return entries of a table at each package with each option of an issue, (profiles, options or 1)."""
    places = (
        np.arange(dim)[None] if i == issue else codes[:, i, None]
        for i, dim in zip(scope, values.shape, strict=True)
    )
    return np.asarray(values[tuple(places)])


def _improved(agenda: Agenda, half: Sequence[Drawn], codes: Codes, changes: int = 1) -> Codes:
    """Return the package at which an ascent of the joint share ends, by changes of one issue, or of two."""
    score = float(_joint(agenda, half, codes[np.newaxis])[0])
    for _ in range(_bounded(agenda, SWEEPS)):
        near = _neighbours(agenda, codes, changes)
        scores = _joint_of_many(agenda, half, near)
        best = int(scores.argmax()) if len(near) else 0
        if not len(near) or scores[best] <= score:
            break
        codes, score = near[best], float(scores[best])
    return codes


def _joint_of_many(agenda: Agenda, half: Sequence[Drawn], codes: Codes, block: int = 4_000) -> Floats:
    """Return joint shares of packages; of those that look worse in some of the profiles, 0."""
    if len(codes) <= CLOSELY:
        return _joint(agenda, half, codes)
    some = [spread_evenly(one, ROUGHLY) for one in half]
    parts = [_joint(agenda, some, codes[at : at + block]) for at in range(0, len(codes), block)]
    best = np.argsort(-np.concatenate(parts), kind="stable")[:CLOSELY]
    found = np.zeros(len(codes))
    found[best] = _joint(agenda, half, codes[best])
    return found


def _neighbours(agenda: Agenda, codes: Codes, changes: int) -> Codes:
    """Return the feasible packages that differ in so many issues, none if there are too many."""
    found = []
    # Rows of many issues are long: with pairs, a bound on numbers keeps memory below 100 MB.
    room = PAIRED if changes == 1 else min(PAIRED, PAIRED * SHORT // len(agenda.dims))
    for issues in combinations(range(len(agenda.dims)), changes):
        grid = np.indices([agenda.dims[i] for i in issues]).reshape(changes, -1).T
        grid = grid[(grid != codes[list(issues)]).all(axis=1)]
        rows = np.repeat(codes[np.newaxis], len(grid), axis=0)
        rows[:, list(issues)] = grid
        found.append(rows)
        if sum(map(len, found)) > room:
            return codes[np.newaxis][:0]
    near = np.concatenate(found)
    return near[feasible(agenda, near)]


def shares_of(agenda: Agenda, parts: Sequence[Sequence[Drawn]], codes: Codes) -> Floats:
    """Return each party's share in each batch, (batches, parties, packages)."""
    return np.array(
        [[accepted(agenda.dims, one, codes).mean(axis=0) for one in part] for part in parts]
    )
