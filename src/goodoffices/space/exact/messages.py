"""Messages of the elimination: for each context of a scope, the undominated words that can be had below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers
from goodoffices.space.regrets.prune import Layout, pruned

CHUNK = 1 << 20
Most = tuple[int, ...]
Prune = Callable[[Integers, Integers | None, Most], tuple[Integers, Integers | None]]


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """Sorted words of each context, one flat array: context c has ``words[offsets[c]:offsets[c + 1]]``.

    Where regrets do not fit in words, ``words`` and ``table`` hold rows of ``Columns`` in their place.
    ``children`` (two at most), ``table`` and ``allowed`` over ``span`` made it; the last issue of
    ``span`` was eliminated unless ``span`` is ``scope``. They are kept to find packages again.
    """

    scope: tuple[int, ...]
    offsets: Integers
    words: Integers
    counts: Integers | None
    span: tuple[int, ...]
    table: Integers
    allowed: NDArray[np.bool_]
    children: tuple[Message, ...]
    most: tuple[int, ...] = ()
    """The most each party can lose in the tables below, where losses are held against budgets."""

    def keys(self, width: int) -> Integers:
        """Context and word of every word in one number, ascending."""
        contexts = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        return np.asarray((contexts << width) + self.words)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins messages of one space; ``count`` is the type to count packages in, or None not to.

    ``pruned`` says what is kept of keys, context above word: by default the undominated ones. It is also told
    the most each party can lose in what the keys hold.
    """

    dims: tuple[int, ...]
    packed: Layout
    count: np.dtype[Any] | None
    pruned: Prune | None = None

    def join(
        self,
        children: tuple[Message, ...],
        scope: tuple[int, ...],
        span: tuple[int, ...],
        table: Integers,
        allowed: NDArray[np.bool_],
    ) -> Message:
        """Add up to two messages and a table over ``span``, and keep what is undominated over ``scope``.

        ``table`` holds words and ``allowed`` feasibility for each context of ``span``, flat.
        """
        most = self._most(table, children)
        here = np.flatnonzero(allowed)
        inner = np.zeros((len(span), len(here)), dtype=np.int64)
        if span:
            inner[:] = np.unravel_index(here, self._shape(span))
        place = {issue: row for row, issue in enumerate(span)}
        group = self._context(scope, inner, place)
        addend = self.packed.placed(table[here], group)
        keys, counts = addend, self._ones(len(here))
        ordered = sorted(children, key=lambda child: len(child.words))
        if ordered:
            contexts = [self._context(child.scope, inner, place) for child in ordered]
            keys, counts = self._combined(ordered, contexts, addend, most)
        else:
            keys, counts = self._pruned(keys, counts, most)
        groups = self.packed.contexts(keys)
        bounds = np.arange(prod(self._shape(scope)) + 1)
        offsets = np.searchsorted(groups, bounds).astype(np.int64)
        words = self.packed.taken(keys)
        return Message(scope, offsets, words, counts, span, table, allowed, children, most)

    def _combined(
        self, ordered: list[Message], contexts: list[Integers], addend: Integers, most: Most
    ) -> tuple[Integers, Integers | None]:
        """Every sum of a word of each child, a run of the larger child at a time, pruned in chunks."""
        sizes = np.ones(len(addend), dtype=np.int64)
        for child, at in zip(ordered, contexts, strict=True):
            sizes *= child.offsets[at + 1] - child.offsets[at]
        pieces = [
            piece
            for first, last in _chunks(sizes)
            for piece in self._sums(
                ordered, [at[first:last] for at in contexts], addend[first:last], most
            )
        ]
        if len(pieces) == 1:
            return pieces[0]
        counts = [many for _, many in pieces if many is not None]
        none = self._ones(0)
        return self._pruned(
            np.concatenate([addend[:0], *(keys for keys, _ in pieces)]),
            none if none is None or not counts else np.concatenate(counts),
            most,
        )

    def _sums(
        self, ordered: list[Message], contexts: list[Integers], addend: Integers, most: Most
    ) -> Iterator[tuple[Integers, Integers | None]]:
        """The sums in some contexts of the span, pruned in chunks."""
        large, large_at = ordered[-1], contexts[-1]
        row = np.arange(len(addend))
        extra = np.zeros_like(addend)
        weight = self._ones(len(addend))
        if len(ordered) == 2:
            small, small_at = ordered[0], contexts[0]
            lengths = small.offsets[small_at + 1] - small.offsets[small_at]
            row = np.repeat(row, lengths)
            index = ranges(small.offsets[small_at], lengths)
            extra = small.words[index]
            weight = None if small.counts is None else small.counts[index]
        starts = large.offsets[large_at[row]]
        lengths = large.offsets[large_at[row] + 1] - starts
        addends = addend[row] + extra
        for first, last in _chunks(lengths):
            index = ranges(starts[first:last], lengths[first:last])
            some = large.words[index] + np.repeat(addends[first:last], lengths[first:last], axis=0)
            many = None
            if large.counts is not None and weight is not None:
                many = large.counts[index] * np.repeat(weight[first:last], lengths[first:last])
            yield self._pruned(some, many, most)

    def _ones(self, many: int) -> Integers | None:
        return None if self.count is None else np.ones(many, dtype=self.count)

    def _most(self, table: Integers, children: tuple[Message, ...]) -> Most:
        if self.pruned is None:
            return ()
        own = self.packed.largest(table)
        return tuple(sum(parts) for parts in zip(own, *(child.most for child in children), strict=True))

    def _pruned(
        self, keys: Integers, counts: Integers | None, most: Most
    ) -> tuple[Integers, Integers | None]:
        if self.pruned is not None:
            return self.pruned(keys, counts, most)
        return pruned(keys, counts, self.packed)

    def _shape(self, scope: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.dims[issue] for issue in scope)

    def _context(self, scope: tuple[int, ...], inner: Integers, place: dict[int, int]) -> Integers:
        """The number of each row's context over a scope."""
        out = np.zeros(inner.shape[1], dtype=np.int64)
        for issue in scope:
            out = out * self.dims[issue] + inner[place[issue]]
        return out


def ranges(starts: Integers, lengths: Integers) -> Integers:
    """The numbers from each start on, as many as each length says, one after another."""
    total = int(lengths.sum())
    shift = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return np.asarray(np.arange(total, dtype=np.int64) + shift)


def _chunks(lengths: Integers) -> list[tuple[int, int]]:
    """Slices of runs with about ``CHUNK`` candidates each, at least one run in each."""
    if len(lengths) == 0:
        return []
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(CHUNK, int(ends[-1]) + CHUNK, CHUNK)) + 1
    bounds = np.unique(np.concatenate(([0], np.minimum(cuts, len(lengths)))))
    return list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
