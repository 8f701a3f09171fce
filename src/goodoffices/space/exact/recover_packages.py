"""Packages of the frontier's vectors, all at once: from the last message down, whatever adds up exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from goodoffices.space.exact.messages import Message, ranges
from goodoffices.space.graph.contexts import Dims, context_numbers
from goodoffices.space.graph.space import Codes, Integers
from goodoffices.space.regrets.columns import RowIndex
from goodoffices.space.regrets.layout import Layout
from goodoffices.space.regrets.packed import PackedIndex

AT_ONCE = 1 << 22
"""Pairs of vectors that are tried at a time: 32 MB packed."""


@dataclass(frozen=True, slots=True, eq=False)
class _Child:
    """A message to find vectors in, by context."""

    message: Message
    layout: Layout
    index: PackedIndex | RowIndex

    @classmethod
    def of(cls, message: Message, layout: Layout) -> _Child:
        return cls(message, layout, layout.index(layout.keys(message.packed, message.contexts)))

    def has(self, contexts: Integers, wanted: Integers) -> np.ndarray:
        """Return the mask of wanted vectors that the message has in their context.

        A wanted vector is a difference and may be negative or borrow from the next party's field, yet
        is never taken for another vector. For if ``wanted`` is a known vector plus k times 2**width (a wrong
        context), then that vector plus what was subtracted is the vector above it less k times 2**width. Both
        are sums of regrets whose fields cannot overflow, so both lie in 0 to 2**width: k is 0.
        """
        return self.index.has(self.layout.keys(wanted, contexts))


def recover(message: Message, dims: Dims, layout: Layout) -> Codes:
    """Return a package for each vector of a message over no issues, shape (vectors, issues).

    Args:
        message: the result of an elimination.
        dims: number of options of each issue.
        layout: the layout that the elimination used.

    Raises:
        AssertionError: a vector has no package, which means that the elimination is wrong.
    """
    rows = np.zeros((len(message.packed), len(dims)), dtype=np.int64)
    # A message settles its own issue, then its children settle theirs: scopes are known by then.
    below = [(message, message.packed)]
    while below:
        parent, wanted = below.pop()
        below += _settle(parent, wanted, rows, dims, layout)
    return rows


def _settle(
    message: Message, wanted: Integers, rows: Codes, dims: Dims, layout: Layout
) -> list[tuple[Message, Integers]]:
    """Choose the eliminated issue's option in every row; return the vectors that each child must then give.

    Args:
        message: the message whose issue is settled.
        wanted: (rows, *tail), the vector of each row.
        rows: (rows, issues), option codes, changed in place; the issues of the scope are settled already.
        dims: number of options of each issue.
        layout: the layout of the regrets.
    """
    children = [_Child.of(child, layout) for child in message.children]
    children.sort(key=lambda child: len(child.message.packed), reverse=True)
    shares = [np.zeros_like(wanted) for _ in children]
    # Options are tried in order for all rows at once; a row that finds one is settled.
    unsettled = np.arange(len(wanted))
    issue = message.span[-1] if message.span != message.scope else None
    for option in range(dims[issue]) if issue is not None else range(1):
        if not len(unsettled):
            break
        if issue is not None:
            rows[unsettled, issue] = option
        span_contexts = context_numbers(message.span, rows[unsettled], dims)  # (unsettled,)
        feasible = np.flatnonzero(message.allowed[span_contexts])
        tried = unsettled[feasible]
        rest = wanted[tried] - message.table[span_contexts[feasible]]  # (tried, *tail)
        hit, parts = _split(children, rest, rows[tried], dims)
        for share, part in zip(shares, parts, strict=True):
            share[tried[hit]] = part
        unsettled = np.delete(unsettled, feasible[hit])
    if len(unsettled):
        raise AssertionError("a vector of the frontier has no package: the elimination is wrong")
    return [(child.message, share) for child, share in zip(children, shares, strict=True)]


def _split(
    children: list[_Child], rest: Integers, rows: Codes, dims: Dims
) -> tuple[Integers, list[Integers]]:
    """Return the rows whose rest is a sum of a vector of each child, and these vectors."""
    if not children:
        return np.flatnonzero(rest == 0 if rest.ndim == 1 else np.all(rest == 0, axis=1)), []
    contexts = [context_numbers(child.message.scope, rows, dims) for child in children]
    if len(children) == 1:
        hit = np.flatnonzero(children[0].has(contexts[0], rest))
        return hit, [rest[hit]]
    # Every vector of the smaller child is tried; the larger child is only searched.
    large, small = children
    hits, shares = [np.zeros(0, dtype=np.int64)], [rest[:0]]
    for part in _slices(small.message, contexts[1]):
        hit, share = _pairs(large, contexts[0][part], small.message, contexts[1][part], rest[part])
        hits.append(hit + part.start)
        shares.append(share)
    hit, smaller = np.concatenate(hits), np.concatenate(shares)
    return hit, [rest[hit] - smaller, smaller]


def _pairs(
    large: _Child,
    large_contexts: Integers,
    small: Message,
    small_contexts: Integers,
    rest: Integers,
) -> tuple[Integers, Integers]:
    """Return the rows that are a sum of a vector of each child, and the smaller child's first such vector."""
    starts = small.offsets[small_contexts]
    lengths = small.offsets[small_contexts + 1] - starts
    row = np.repeat(np.arange(len(rest)), lengths)  # (pairs,)
    share = small.packed[ranges(starts, lengths)]  # (pairs, *tail)
    found = np.flatnonzero(large.has(large_contexts[row], rest[row] - share))
    # np.unique gives the first pair of each row, so that equal answers are always the same.
    hit, first = np.unique(row[found], return_index=True)
    return hit, share[found[first]]


def _slices(small: Message, contexts: Integers) -> Iterator[slice]:
    """Yield slices of rows with about ``AT_ONCE`` integers to compare in each."""
    ends = np.cumsum(small.offsets[contexts + 1] - small.offsets[contexts])
    pairs = AT_ONCE // max(small.packed.shape[1:], default=1)
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + pairs, side="right")))
        yield slice(first, last)
        first = last
