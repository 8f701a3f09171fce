"""Exact frontiers without listing packages: issues are eliminated in turn, keeping Pareto sets.

Bucket elimination (Dechter 1999, Artificial Intelligence 113:41-85) with sets of undominated vectors in
place of single values (Rollón & Larrosa 2006, Journal of Heuristics 12:307-328).
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from goodoffices.space.exact.messages import Joiner, Message, Prune
from goodoffices.space.graph.contexts import Dims, contexts_over, shape_over, spread
from goodoffices.space.graph.space import Integers, Rule, Scope
from goodoffices.space.plan.order import Buckets
from goodoffices.space.plan.route import Plan
from goodoffices.space.regrets.layout import Layout

Keep = Callable[[int, Message], Message]
"""Returns the part of an issue's message that is worth keeping, beside what pruning drops."""


def eliminate(
    plan: Plan,
    count: bool = False,
    prune: Prune | None = None,
    keep: Keep | None = None,
    layout: Layout | None = None,
    one_by_one: bool = False,
) -> Message:
    """Return a message over no issues: the undominated regrets of the whole space, or those that are kept.

    Args:
        plan: the space and its order of elimination.
        count: true to count the packages of each vector.
        prune: which keys to keep; without it, those that no key of their context dominates.
        keep: drops more of each issue's message.
        layout: how regrets are held; the plan's layout if not given.
        one_by_one: true to join messages over no issue to the largest of them one by one, which is quicker
            if ``prune`` bounds the number of sums.
    """
    space = plan.space
    layout = plan.layout if layout is None else layout
    joiner = Joiner(space.dims, layout, _count_type(space.dims) if count else None, prune)
    tables = Buckets(plan.order, ((scope, (scope, values)) for scope, values in layout.tables(space)))
    rules = Buckets(plan.order, ((rule.scope, rule) for rule in space.rules))
    messages: Buckets[Message] = Buckets(plan.order)
    # Each table, rule and message is used in the first step that eliminates an issue of its scope.
    for step in plan.order:
        message = joiner.join(
            tuple(_folded(joiner, messages.of(step), 2)),
            step.scope,
            step.span,
            _summed(joiner, tables.of(step), step.span),
            _allowed(space.dims, rules.of(step), step.span),
        )
        messages.put(step.scope, message if keep is None else keep(step.issue, message))
    # A message over no issues is left for each group of issues that nothing ties to the others.
    return _folded(joiner, messages.rest, 1, one_by_one)[0]


def _count_type(dims: Dims) -> np.dtype[Any]:
    """Return a type that holds every count: Python's integers if 64 bits may not suffice."""
    return np.dtype(np.int64) if prod(dims) < 1 << 62 else np.dtype(object)


def _folded(
    joiner: Joiner, messages: list[Message], remaining: int, one_by_one: bool = False
) -> list[Message]:
    """Join the two smallest messages until at most ``remaining`` are left; return them, smallest first.

    If ``one_by_one`` is true, the smallest is joined to the largest.
    """
    # Small messages first: a join costs the product of the sizes, and pruning keeps the result small.
    left = sorted(messages, key=lambda message: len(message.packed))
    while len(left) > remaining:
        pair = (left.pop(0), left.pop(-1 if one_by_one else 0))
        scope = tuple(sorted({*pair[0].scope, *pair[1].scope}))
        contexts = contexts_over(scope, joiner.dims)
        # Such a join eliminates no issue: its span is its scope.
        nothing = np.zeros((contexts, *joiner.layout.tail), dtype=np.int64)
        joined = joiner.join(pair, scope, scope, nothing, np.ones(contexts, dtype=np.bool_))
        left = sorted([*left, joined], key=lambda message: len(message.packed))
    return left


def _summed(joiner: Joiner, tables: list[tuple[Scope, Integers]], span: Scope) -> Integers:
    """Return the sum of tables over a span, (span contexts, *tail)."""
    total = np.zeros([*shape_over(span, joiner.dims), *joiner.layout.tail], dtype=np.int64)
    for scope, values in tables:
        total += spread(scope, values, span)
    return total.reshape(-1, *joiner.layout.tail)


def _allowed(dims: Dims, rules: list[Rule], span: Scope) -> np.ndarray:
    """Return the mask of contexts of a span that no rule forbids, (span contexts,)."""
    allowed = np.ones(shape_over(span, dims), dtype=np.bool_)
    for rule in rules:
        allowed &= spread(rule.scope, rule.allowed, span)
    return allowed.reshape(-1)
