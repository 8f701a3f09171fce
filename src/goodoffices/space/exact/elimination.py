"""Exact frontiers without listing packages: issues are eliminated one by one, keeping Pareto sets.

Bucket elimination (Dechter 1999, Artificial Intelligence 113:41-85) with sets of undominated vectors in
place of single values (Rollón & Larrosa 2006, Journal of Heuristics 12:307-328).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from goodoffices.space.exact.messages import Joiner, Message, Prune
from goodoffices.space.graph.space import Integers, Rule, Space
from goodoffices.space.regrets.columns import Columns, column_tables, columns
from goodoffices.space.regrets.packed import WORD_BITS, Packing, packed_tables, packing
from goodoffices.space.regrets.prune import Layout

MOST_CONTEXTS = 1 << 24


def elimination_order(dims: tuple[int, ...], scopes: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """Issues in the order to eliminate them: fewest new neighbours first, then the smallest context.

    Spaces with the same linkages share it, whatever is worth what: it is reckoned once.
    """
    return _order(dims, frozenset(map(frozenset, scopes)))


@lru_cache(maxsize=64)
def _order(dims: tuple[int, ...], scopes: frozenset[frozenset[int]]) -> tuple[int, ...]:
    around: dict[int, set[int]] = {issue: set() for issue in range(len(dims))}
    for scope in scopes:
        for issue in scope:
            around[issue] |= scope - {issue}
    order = []

    def cost(issue: int) -> tuple[int, int, int]:
        near = sorted(around[issue])
        fill = sum(b not in around[a] for place, a in enumerate(near) for b in near[place + 1 :])
        return fill, prod(dims[other] for other in near), issue

    while around:
        best = min(around, key=cost)
        near = around.pop(best)
        for issue in near:
            around[issue] |= near - {issue}
            around[issue].discard(best)
        order.append(best)
    return tuple(order)


def fits(space: Space) -> bool:
    """Whether words of this space, with their contexts, fit in 62 bits, and contexts in memory."""
    widest = widest_span(space)
    return _in_words(space, widest) and widest < MOST_CONTEXTS


def _in_words(space: Space, widest: int) -> bool:
    return packing(space).width + widest.bit_length() <= WORD_BITS


def widest_span(space: Space) -> int:
    """The most combinations of options that a step of the elimination goes through."""
    scopes = [table.scope for tables in space.tables for table in tables]
    return widest_of(space.dims, scopes + [rule.scope for rule in space.rules])


def widest_of(dims: tuple[int, ...], scopes: Iterable[tuple[int, ...]]) -> int:
    """The same where only some scopes tie issues together; reckoned once for them all, as the order is."""
    return _widest(dims, frozenset(map(frozenset, scopes)))


@lru_cache(maxsize=64)
def _widest(dims: tuple[int, ...], scopes: frozenset[frozenset[int]]) -> int:
    widest = 1
    held = set(scopes)
    for issue in _order(dims, scopes):
        met = frozenset({issue}).union(*(scope for scope in held if issue in scope))
        held = {scope for scope in held if issue not in scope} | {met - {issue}}
        widest = max(widest, prod(dims[i] for i in met))
    return widest


def layout(space: Space) -> Layout:
    """How regrets of this space are held: in words where they fit, in columns where they do not."""
    return packing(space) if _in_words(space, widest_span(space)) else columns(space)


Kept = Callable[[int, Message], Message]
"""What is kept of an issue's message, beside what pruning keeps."""


def eliminate(
    space: Space, count: bool, pruned: Prune | None = None, kept: Kept | None = None
) -> tuple[Message, Packing]:
    """The undominated words of a space that :func:`fits`, or what ``pruned`` and ``kept`` keep."""
    packed = packing(space)
    return eliminated(space, packed, count, pruned, kept), packed


def eliminated(
    space: Space, packed: Layout, count: bool, pruned: Prune | None = None, kept: Kept | None = None
) -> Message:
    """What is undominated in the whole space, or what ``pruned`` keeps: a message over no issues.

    ``kept`` may drop more of an issue's message.
    """
    joiner = Joiner(space.dims, packed, _count_type(space.dims) if count else None, pruned)
    tables = column_tables(space) if isinstance(packed, Columns) else packed_tables(space, packed)
    rules = list(space.rules)
    messages: list[Message] = []
    order = elimination_order(
        space.dims, [scope for scope, _ in tables] + [rule.scope for rule in rules]
    )
    for issue in order:
        here = [entry for entry in tables if issue in entry[0]]
        strict = [rule for rule in rules if issue in rule.scope]
        children = [message for message in messages if issue in message.scope]
        tables = [entry for entry in tables if issue not in entry[0]]
        rules = [rule for rule in rules if issue not in rule.scope]
        messages = [message for message in messages if issue not in message.scope]
        scopes = (
            [entry[0] for entry in here] + [rule.scope for rule in strict] + [m.scope for m in children]
        )
        scope = tuple(sorted(set().union(*scopes) - {issue})) if scopes else ()
        span = (*scope, issue)
        children = _narrowed(joiner, children)
        message = joiner.join(
            tuple(children), scope, span, _summed(joiner, here, span), _allowed(space, strict, span)
        )
        messages.append(message if kept is None else kept(issue, message))
    messages = _narrowed(joiner, messages, 1)
    return messages[0]


def _count_type(dims: tuple[int, ...]) -> np.dtype[Any]:
    """Whole numbers that hold every count: Python's own where 64 bits may not."""
    return np.dtype(np.int64) if prod(dims) < 1 << 62 else np.dtype(object)


def _narrowed(joiner: Joiner, messages: list[Message], most: int = 2) -> list[Message]:
    """Join the smallest messages, two by two, until at most ``most`` are left."""
    left = sorted(messages, key=lambda message: len(message.words))
    while len(left) > most:
        pair, left = (left[0], left[1]), left[2:]
        scope = tuple(sorted(set(pair[0].scope) | set(pair[1].scope)))
        contexts = prod(joiner.dims[issue] for issue in scope)
        nothing = np.zeros((contexts, *joiner.packed.tail), dtype=np.int64)
        joined = joiner.join(pair, scope, scope, nothing, np.ones(contexts, dtype=np.bool_))
        left = sorted([*left, joined], key=lambda message: len(message.words))
    return left


def _summed(
    joiner: Joiner, tables: list[tuple[tuple[int, ...], Integers]], span: tuple[int, ...]
) -> Integers:
    """Tables added up over a span of issues, flat."""
    tail = joiner.packed.tail
    total = np.zeros([*(joiner.dims[issue] for issue in span), *tail], dtype=np.int64)
    for scope, values in tables:
        total = total + spread(scope, values, span)
    return total.reshape(-1, *tail)


def _allowed(space: Space, rules: list[Rule], span: tuple[int, ...]) -> np.ndarray:
    """What rules allow over a span of issues, flat."""
    fine = np.ones([space.dims[issue] for issue in span], dtype=np.bool_)
    for rule in rules:
        fine = fine & spread(rule.scope, rule.allowed, span)
    return fine.reshape(-1)


def spread(scope: tuple[int, ...], values: np.ndarray, span: tuple[int, ...]) -> np.ndarray:
    """A table over a scope with its axes in a span's order, one long where the scope lacks an issue.

    Axes after those of the scope stay where they are.
    """
    order = sorted(range(len(scope)), key=lambda axis: span.index(scope[axis]))
    ordered = values.transpose(*order, *range(len(scope), values.ndim))
    held = set(scope)
    sizes = iter(ordered.shape)
    return ordered.reshape([*(next(sizes) if issue in held else 1 for issue in span), *sizes])
