"""Packages of the frontier's words, all at once: from the last message down, whatever adds up exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.exact.messages import Message, ranges
from goodoffices.space.graph.space import Codes, Integers
from goodoffices.space.regrets.columns import Among

AT_ONCE = 1 << 22
"""How many pairs of words are tried at a time."""
Lookup = Callable[[Integers, Integers], NDArray[np.bool_]]


def recover(message: Message, words: Integers, dims: tuple[int, ...], width: int = 0) -> Codes:
    """One package for each word of a message over no issues: (words,) -> (words, issues).

    ``width`` is how many bits a word has; rows of ``Columns`` have none.
    """
    rows = np.zeros((len(words), len(dims)), dtype=np.int64)
    below = [(message, words)]
    while below:
        here, wanted = below.pop()
        below += _settled(here, wanted, rows, dims, width)
    return rows


def _settled(
    message: Message, wanted: Integers, rows: Codes, dims: tuple[int, ...], width: int
) -> list[tuple[Message, Integers]]:
    """Choose the eliminated issue's option in every row, and say what each child has to add up to."""
    children = [(child, _lookup(child, width)) for child in message.children]
    children.sort(key=lambda entry: len(entry[0].words), reverse=True)
    parts = [np.zeros_like(wanted) for _ in children]
    open_still = np.arange(len(wanted))
    issue = message.span[-1] if message.span != message.scope else None
    for option in range(dims[issue]) if issue is not None else range(1):
        if not len(open_still):
            break
        if issue is not None:
            rows[open_still, issue] = option
        place = numbers(message.span, rows[open_still], dims)
        fits = np.flatnonzero(message.allowed[place])
        tried = open_still[fits]
        rest = wanted[tried] - message.table[place[fits]]
        hit, shares = _split(children, rest, rows[tried], dims)
        for part, share in zip(parts, shares, strict=True):
            part[tried[hit]] = share
        left = np.ones(len(open_still), dtype=np.bool_)
        left[fits[hit]] = False
        open_still = open_still[left]
    if len(open_still):
        raise AssertionError("a word of the frontier has no package: the elimination is wrong")
    return [(child, part) for (child, _), part in zip(children, parts, strict=True)]


def numbers(scope: tuple[int, ...], rows: Codes, dims: tuple[int, ...]) -> Integers:
    """The number of each row's context over a scope."""
    out = np.zeros(len(rows), dtype=np.int64)
    for issue in scope:
        out = out * dims[issue] + rows[:, issue]
    return out


def _split(
    children: list[tuple[Message, Lookup]], rest: Integers, rows: Codes, dims: tuple[int, ...]
) -> tuple[Integers, list[Integers]]:
    """The rows whose rest is a word of each child in their context, and those words; larger child first."""
    if not children:
        return np.flatnonzero(rest == 0 if rest.ndim == 1 else np.all(rest == 0, axis=1)), []
    contexts = [numbers(child.scope, rows, dims) for child, _ in children]
    if len(children) == 1:
        hit = np.flatnonzero(children[0][1](contexts[0], rest))
        return hit, [rest[hit]]
    (_, has), (small, _) = children
    hits, shares = [], []
    for first, last in _chunks(small, contexts[1]):
        part = slice(first, last)
        hit, share = _pairs(has, contexts[0][part], small, contexts[1][part], rest[part])
        hits.append(hit + first)
        shares.append(share)
    rows_hit = np.concatenate(hits) if hits else np.zeros(0, dtype=np.int64)
    smaller = np.concatenate(shares) if shares else rest[:0]
    return rows_hit, [rest[rows_hit] - smaller, smaller]


def _lookup(message: Message, width: int) -> Lookup:
    """Says of contexts and words whether each word is one of the message's in its context."""
    if message.words.ndim == 2:
        rows = message.words.copy()
        rows[:, 0] = np.repeat(np.arange(len(message.offsets) - 1), np.diff(message.offsets))
        known = Among.of(rows)
        return lambda contexts, wanted: known.has(np.column_stack((contexts, wanted[:, 1:])))
    keys = message.keys(width)

    def has(contexts: Integers, words: Integers) -> NDArray[np.bool_]:
        if not len(keys):
            return np.zeros(len(words), dtype=np.bool_)
        wanted = (contexts << width) + words
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.asarray((keys[at] == wanted) & (words >= 0) & (words < 1 << width))

    return has


def _pairs(
    has: Lookup, large_at: Integers, small: Message, small_at: Integers, rest: Integers
) -> tuple[Integers, Integers]:
    """The rows that are a sum of a word of each, and the smaller message's word of the first such sum."""
    starts = small.offsets[small_at]
    lengths = small.offsets[small_at + 1] - starts
    row = np.repeat(np.arange(len(rest)), lengths)
    share = small.words[ranges(starts, lengths)]
    found = np.flatnonzero(has(large_at[row], rest[row] - share))
    hit, first = np.unique(row[found], return_index=True)
    return hit, share[found[first]]


def _chunks(small: Message, contexts: Integers) -> Iterator[tuple[int, int]]:
    """Slices of rows with about ``AT_ONCE`` pairs each."""
    lengths = small.offsets[contexts + 1] - small.offsets[contexts]
    ends = np.cumsum(lengths)
    most = AT_ONCE // max(small.words.shape[1:], default=1)
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield first, last
        first = last
