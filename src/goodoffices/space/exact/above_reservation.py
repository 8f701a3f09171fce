"""What is worth keeping of a frontier where nobody goes below its reservation value.

For each context of each message the least that each party must lose outside it, by one pass up the
elimination and one down (min-sum on the bucket tree: Kask, K. et al. 2005, Artificial Intelligence
166:165-193). Words that would end over a budget are dropped before they are joined with others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.elimination import elimination_order, layout, spread
from goodoffices.space.exact.messages import Message
from goodoffices.space.graph.space import Integers, Space
from goodoffices.space.regrets.prune import Layout

NEVER = np.int64(1 << 60)
"""A loss no budget allows; sums of a few stay within 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Budgets:
    """What each party may lose, and by issue what it loses at least outside that issue's message.

    ``outside[issue]`` is over the contexts of the message's scope: (contexts, parties).
    """

    packed: Layout
    budgets: Integers
    outside: dict[int, Integers]

    @classmethod
    def of(cls, space: Space) -> Budgets:
        packed = layout(space)
        each = [_outside(space, party) for party in range(len(space.tables))]
        outside = {issue: np.stack([one[issue] for one in each], axis=1) for issue in each[0]}
        return cls(packed, np.array(packed.best) - space.reservations, outside)

    def __call__(self, issue: int, message: Message) -> Message:
        """An issue's message without the words that end over a budget.

        Dropping them after the dominated words is as good as before: what dominates loses less.
        """
        contexts = np.repeat(np.arange(len(message.offsets) - 1), np.diff(message.offsets))
        least = self.packed.losses(message.words) + self.outside[issue][contexts]
        keep = np.all(least <= self.budgets, axis=1)
        return replace(
            message,
            offsets=np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))[message.offsets],
            words=message.words[keep],
            counts=None if message.counts is None else message.counts[keep],
        )


@dataclass(slots=True, eq=False)
class _Bucket:
    """An issue's losses over its span, the messages' included, and who sent them (by issue) over what."""

    scope: tuple[int, ...]
    losses: Integers
    children: list[tuple[int, Integers]]


def _outside(space: Space, party: int) -> dict[int, NDArray[np.int64]]:
    """For each issue, flat over its message's scope, the least the party loses in all other tables."""
    dims = space.dims
    rules = [(rule.scope, np.where(rule.allowed, np.int64(0), NEVER)) for rule in space.rules]
    own = [(table.scope, table.values.max() - table.values) for table in space.tables[party]]
    held = [(-1, scope, values) for scope, values in [*own, *rules]]
    scopes = [table.scope for tables in space.tables for table in tables]
    scopes += [rule.scope for rule in space.rules]
    around = [set(scope) for scope in scopes]
    buckets: dict[int, _Bucket] = {}
    for issue in elimination_order(dims, scopes):
        scope = tuple(sorted(set().union(*(met for met in around if issue in met)) - {issue}))
        around = [met for met in around if issue not in met] + [set(scope)]
        span = (*scope, issue)
        total = np.zeros([dims[i] for i in span], dtype=np.int64)
        children = []
        for sender, known, values in (entry for entry in held if issue in entry[1]):
            wide = spread(known, values, span)
            total = np.minimum(total + wide, NEVER)
            children += [(sender, wide)] if sender >= 0 else []
        held = [entry for entry in held if issue not in entry[1]]
        buckets[issue] = _Bucket(scope, total, children)
        held.append((issue, scope, total.min(axis=-1)))
    roots = {sender: int(values) for sender, scope, values in held if sender >= 0 and not scope}
    outside: dict[int, NDArray[np.int64]] = {}
    for issue in reversed(buckets):
        bucket = buckets[issue]
        if not bucket.scope:
            rest = sum(least for root, least in roots.items() if root != issue)
            outside[issue] = np.array([min(rest, int(NEVER))], dtype=np.int64)
        whole = np.minimum(bucket.losses + outside[issue].reshape(*bucket.losses.shape[:-1], 1), NEVER)
        span = (*bucket.scope, issue)
        for sender, wide in bucket.children:
            known = buckets[sender].scope
            gone = tuple(axis for axis, met in enumerate(span) if met not in known)
            others = np.where(whole >= NEVER, NEVER, whole - wide).min(axis=gone)
            axes = [met for met in span if met in known]
            outside[sender] = others.transpose([axes.index(met) for met in known]).reshape(-1)
    return outside
