"""A party's best packages in order, however many packages there are."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.space.exact.ordinal import in_64_bits
from goodoffices.space.graph.contexts import contexts_over, shape_over, spread
from goodoffices.space.graph.space import Codes, Integers, Scope, Space
from goodoffices.space.plan.order import Buckets, Step, elimination_order
from goodoffices.space.plan.width import MOST_CONTEXTS, width_of

_NEVER = np.int64(-(2**60))
"""Utility of a forbidden package: below every sum of real utilities, and two of them stay within 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """The choice of an issue's option, once the issues of the step's scope are settled.

    ``losses[context][option]`` is what the option gives less than the best option of the context, or
    ``-_NEVER`` if no feasible package has it.
    """

    step: Step
    losses: list[list[int]]


def best(space: Space, party: int, many: int) -> Codes:
    """Return the feasible packages with the highest utility for a party, best first: (packages, issues).

    A pass over the issues finds the highest utility that each partial package can still reach; packages
    are then completed from the most promising on, so that only those near the best are looked at
    (Lawler, E. L. 1972, Management Science 18:401-405). Packages of equal utility come in the order
    they are completed.

    Args:
        space: the packages.
        party: index of the party.
        many: number of packages to return; fewer if there are fewer feasible packages.

    Raises:
        UsageError: the party's tables and the linkages are too entangled for that pass.
    """
    space = in_64_bits(space)
    scopes = [*(table.scope for table in space.tables[party]), *(rule.scope for rule in space.rules)]
    order = elimination_order(space.dims, scopes)
    if width_of(space.dims, order) > MOST_CONTEXTS:
        raise UsageError(
            f"{space.case}: issues are too entangled to say which packages are best for "
            f"{space.parties[party]}; settle some of them beforehand, as with --fix."
        )
    choices = _choices(space, party, order)[::-1]
    # The loss of a partial package is exact: it is that of the best package that completes it.
    heap: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    found: list[list[int]] = []
    # The heap gives the partial package with the least loss; a whole package on top is the next best.
    while heap and len(found) < many:
        lost, chosen = heapq.heappop(heap)
        row = [0] * len(space.dims)
        for choice, code in zip(choices, chosen, strict=False):
            row[choice.step.issue] = code
        if len(chosen) == len(choices):
            found.append(row)
            continue
        # The issues of the scope are eliminated later, so they are chosen already.
        choice, context = choices[len(chosen)], 0
        for issue in choice.step.scope:
            context = context * space.dims[issue] + row[issue]
        for code, loss in enumerate(choice.losses[context]):
            if loss < -_NEVER // 2:
                heapq.heappush(heap, (lost + loss, (*chosen, code)))
    return np.array(found, dtype=np.int64).reshape(len(found), len(space.dims))


def _choices(space: Space, party: int, order: tuple[Step, ...]) -> list[_Choice]:
    """Return the choice of each issue, in elimination order, by a max-sum pass over the party's tables."""
    dims = space.dims
    factors: Buckets[tuple[Scope, Integers]] = Buckets(order)
    for table in space.tables[party]:
        factors.put(table.scope, (table.scope, table.values))
    for rule in space.rules:
        factors.put(rule.scope, (rule.scope, np.where(rule.allowed, np.int64(0), _NEVER)))
    choices = []
    for step in order:
        total = np.zeros(shape_over(step.span, dims), dtype=np.int64)
        for scope, values in factors.of(step):
            # A cap at _NEVER keeps sums of several forbidden combinations within 64 bits.
            total = np.maximum(total + spread(scope, values, step.span), _NEVER)
        flat = total.reshape(contexts_over(step.scope, dims), dims[step.issue])
        most = flat.max(axis=1)  # (contexts,)
        losses = np.where(flat > _NEVER // 2, most[:, None] - flat, -_NEVER)
        choices.append(_Choice(step, losses.tolist()))
        if step.scope:
            reached = np.where(most > _NEVER // 2, most, _NEVER).reshape(total.shape[:-1])
            factors.put(step.scope, (step.scope, reached))
        elif most[0] <= _NEVER // 2:
            # Rules forbid every package: a first choice without options ends the search.
            return [_Choice(Step(step.issue, ()), [[int(-_NEVER)] * dims[step.issue]])]
    return choices
