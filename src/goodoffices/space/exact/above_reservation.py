"""The part of a frontier at or above every reservation value, without computing the rest.

For each context of each message, the least that each party must lose outside it is found by a pass up the
elimination and a pass down (min-sum on the bucket tree: Kask, K. et al. 2005, Artificial Intelligence
166:165-193). Vectors that would end over a budget are dropped before they are joined with others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from goodoffices.space.exact.messages import Message
from goodoffices.space.graph.contexts import shape_over, spread
from goodoffices.space.graph.space import Integers, Scope, Space
from goodoffices.space.plan.order import Buckets, Order, Step
from goodoffices.space.plan.route import Plan
from goodoffices.space.regrets.layout import Layout

NEVER = np.int64(1 << 60)
"""A loss that no budget allows; sums of a few such losses stay within 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Budgets:
    """The largest loss each party accepts, (parties,), and the losses that an issue's message cannot avoid.

    ``outside[issue]`` (contexts of the message's scope, parties) is the least that each party loses in all
    tables that the message does not hold.
    """

    layout: Layout
    budgets: Integers
    outside: dict[int, Integers]

    @classmethod
    def of(cls, plan: Plan) -> Budgets:
        """Return the budgets that a space's reservation values leave."""
        each = [_outside(plan.space, party, plan.order) for party in range(len(plan.space.tables))]
        outside = {issue: np.stack([own[issue] for own in each], axis=1) for issue in each[0]}
        return cls(plan.layout, np.array(plan.layout.best) - plan.space.reservations, outside)

    def __call__(self, issue: int, message: Message) -> Message:
        """Return an issue's message without the vectors that end over a budget.

        Dropping them after the dominated vectors is as good as before: a vector that dominates loses less.
        """
        least = self.layout.regrets(message.packed) + self.outside[issue][message.contexts]
        keep = np.all(least <= self.budgets, axis=1)
        # Each context keeps so many vectors as come before its end, less those before its start.
        return replace(
            message,
            offsets=np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))[message.offsets],
            packed=message.packed[keep],
            counts=None if message.counts is None else message.counts[keep],
        )


@dataclass(slots=True, eq=False)
class _Bucket:
    """A step's losses over its span, its messages included, and each message's sender with its losses."""

    step: Step
    losses: Integers
    children: list[tuple[Step, Integers]]


def _outside(space: Space, party: int, order: Order) -> dict[int, Integers]:
    """Return for each issue the least that the party loses in tables outside its message, (contexts,)."""
    dims = space.dims
    factors: Buckets[tuple[Step | None, Scope, Integers]] = Buckets(order)
    for table in space.tables[party]:
        factors.put(table.scope, (None, table.scope, table.values.max() - table.values))
    for rule in space.rules:
        factors.put(rule.scope, (None, rule.scope, np.where(rule.allowed, np.int64(0), NEVER)))
    # Forbidden contexts lose NEVER, and sums are capped there, so that they stay within 64 bits.
    buckets = []
    for step in order:  # upwards: the least loss below each context
        total = np.zeros(shape_over(step.span, dims), dtype=np.int64)
        children = []
        for sender, scope, values in factors.of(step):
            wide = spread(scope, values, step.span)
            total = np.minimum(total + wide, NEVER)
            children += [(sender, wide)] if sender is not None else []
        buckets.append(_Bucket(step, total, children))
        factors.put(step.scope, (step, step.scope, total.min(axis=-1)))
    roots = {sender.issue: int(values) for sender, _, values in factors.rest if sender is not None}
    outside: dict[int, Integers] = {}
    for bucket in reversed(buckets):  # downwards: the least loss in all else
        step = bucket.step
        if not step.scope:
            rest = sum(least for root, least in roots.items() if root != step.issue)
            outside[step.issue] = np.array([min(rest, int(NEVER))], dtype=np.int64)
        above = outside[step.issue].reshape(*bucket.losses.shape[:-1], 1)
        # Loss of the best package through each context of the span, over all tables of the space.
        whole = np.minimum(bucket.losses + above, NEVER)
        for sender, wide in bucket.children:
            gone = tuple(axis for axis, issue in enumerate(step.span) if issue not in sender.scope)
            # Without the sender's own loss: what its message cannot avoid elsewhere.
            others = np.where(whole >= NEVER, NEVER, whole - wide).min(axis=gone)
            axes = [issue for issue in step.span if issue in sender.scope]
            ordered = others.transpose([axes.index(issue) for issue in sender.scope])
            outside[sender.issue] = ordered.reshape(-1)
    return outside
