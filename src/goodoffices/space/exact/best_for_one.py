"""A party's best packages, one after another, however many there are."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from math import prod

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.space.exact.elimination import MOST_CONTEXTS, elimination_order, spread, widest_of
from goodoffices.space.graph.space import Codes, Integers, Space

_NEVER = np.int64(-(2**60))


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """An issue, the issues it depends on, and what each option loses against the best, context by context."""

    issue: int
    scope: tuple[int, ...]
    losses: list[list[int]]


def best(space: Space, party: int, many: int) -> Codes:
    """The ``many`` feasible packages worth most to a party, best first: (packages, issues).

    A pass over the issues gives the most that can still be had from every partial package; packages are then
    completed from the most promising one on, so that only those near the best are looked at (Lawler, E. L.
    1972, Management Science 18:401-405). Packages worth the same come in the order they are completed.

    Raises:
        UsageError: the party's tables and the linkages are too entangled for that pass.
    """
    scopes = [*(t.scope for t in space.tables[party]), *(rule.scope for rule in space.rules)]
    if widest_of(space.dims, scopes) > MOST_CONTEXTS:
        raise UsageError(
            f"{space.case}: issues are too entangled to say which packages are best for "
            f"{space.parties[party]}; settle some of them beforehand, as with --fix."
        )
    steps = _steps(space, party)[::-1]
    heap: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    found: list[list[int]] = []
    while heap and len(found) < many:
        lost, chosen = heapq.heappop(heap)
        row = [0] * len(space.dims)
        for done, code in zip(steps, chosen, strict=False):
            row[done.issue] = code
        if len(chosen) == len(steps):
            found.append(row)
            continue
        step, place = steps[len(chosen)], 0
        for issue in step.scope:
            place = place * space.dims[issue] + row[issue]
        for code, loss in enumerate(step.losses[place]):
            if loss < -_NEVER // 2:
                heapq.heappush(heap, (lost + loss, (*chosen, code)))
    return np.array(found, dtype=np.int64).reshape(len(found), len(space.dims))


def _steps(space: Space, party: int) -> list[_Step]:
    """Each issue in elimination order with what its options lose, given what is settled before it."""
    dims = space.dims
    held: list[tuple[tuple[int, ...], Integers]] = [(t.scope, t.values) for t in space.tables[party]]
    held += [(rule.scope, np.where(rule.allowed, np.int64(0), _NEVER)) for rule in space.rules]
    steps = []
    for issue in elimination_order(dims, [scope for scope, _ in held]):
        here = [entry for entry in held if issue in entry[0]]
        held = [entry for entry in held if issue not in entry[0]]
        scope = tuple(sorted(set().union(*(entry[0] for entry in here)) - {issue})) if here else ()
        span = (*scope, issue)
        total = np.zeros([dims[i] for i in span], dtype=np.int64)
        for known, values in here:
            total = np.maximum(total + spread(known, values, span), _NEVER)
        flat = total.reshape(prod(dims[i] for i in scope), dims[issue])
        most = flat.max(axis=1)
        losses = np.where(flat > _NEVER // 2, most[:, None] - flat, -_NEVER)
        steps.append(_Step(issue, scope, losses.tolist()))
        if scope:
            held.append((scope, np.where(most > _NEVER // 2, most, _NEVER).reshape(total.shape[:-1])))
        elif most[0] <= _NEVER // 2:
            return [_Step(issue, (), [[int(-_NEVER)] * dims[issue]])]
    return steps
