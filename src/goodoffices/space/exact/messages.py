"""Messages of the elimination: for each context of a scope, the undominated regrets that remain below.

The worked example at the top of this folder (``exact/__init__.py``) shows a message, a join and a recovery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.contexts import Dims, contexts_over, shape_over, spread
from goodoffices.space.graph.space import Integers, Scope
from goodoffices.space.regrets.layout import Layout

CHUNK = 1 << 20
"""Candidates that are pruned at once: 8 MB packed, so that memory follows survivors, not candidates."""
LossBound = tuple[int, ...]
"""Largest regret of each party that the tables below a message can cause."""
Prune = Callable[[Integers, Integers | None, LossBound], tuple[Integers, Integers | None]]
"""Returns the keys to keep, sorted, and their counts, given keys, counts (or None) and the loss bound."""


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """Regret vectors of each context in a flat array: context c has ``packed[offsets[c]:offsets[c + 1]]``.

    ``packed`` (vectors, *tail) and ``table`` (span contexts, *tail) are in the layout of the space:
    packed integers, or rows of columns. ``counts`` (vectors,) are numbers of packages, or None. The
    message was made from ``children`` (two at most), ``table`` and ``allowed`` (span contexts,); the
    last issue of ``span`` was eliminated, unless ``span`` is ``scope``. They are kept to recover
    packages.
    """

    scope: Scope
    offsets: Integers
    packed: Integers
    counts: Integers | None
    span: Scope
    table: Integers
    allowed: NDArray[np.bool_]
    children: tuple[Message, ...]
    loss_bound: LossBound = ()

    @property
    def contexts(self) -> Integers:
        """Context of each vector, ascending, shape (vectors,)."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins messages of a space.

    ``count_type`` is the type that packages are counted in, or None if they are not counted. ``prune``
    decides which keys are kept; without it the undominated keys are.
    """

    dims: Dims
    layout: Layout
    count_type: np.dtype[Any] | None = None
    prune: Prune | None = None

    def join(
        self,
        children: tuple[Message, ...],
        scope: Scope,
        span: Scope,
        table: Integers,
        allowed: NDArray[np.bool_],
    ) -> Message:
        """Return the message over ``scope`` that sums up to two messages and a table.

        Args:
            children: at most two messages over issues of ``span``.
            scope: issues that the new message is over.
            span: ``scope``, and the issue to eliminate if there is any.
            table: (span contexts, *tail), regrets of each context of the span.
            allowed: (span contexts,), true for the feasible contexts.
        """
        loss_bound = self._loss_bound(table, children)
        feasible_contexts = np.flatnonzero(allowed)  # (feasible contexts,)

        def contexts_of(part: Scope) -> Integers:
            """Return the context over a part of the span for each feasible context of it."""
            numbers = np.arange(contexts_over(part, self.dims)).reshape(shape_over(part, self.dims))
            wide = np.broadcast_to(spread(part, numbers, span), shape_over(span, self.dims))
            return np.asarray(wide.reshape(-1)[feasible_contexts])

        # A key carries the context that its sum will have in the new message.
        addends = self.layout.keys(table[feasible_contexts], contexts_of(scope))  # (feasible, *tail)
        ordered = sorted(children, key=lambda child: len(child.packed))
        if ordered:
            child_contexts = [contexts_of(child.scope) for child in ordered]  # each (feasible,)
            keys, counts = self._sums(ordered, child_contexts, addends, loss_bound)
        else:
            keys, counts = self._pruned(addends, self._ones(len(addends)), loss_bound)
        # Keys are sorted by context, so that each context is a slice of them.
        bounds = np.arange(contexts_over(scope, self.dims) + 1)
        offsets = np.searchsorted(self.layout.contexts(keys), bounds).astype(np.int64)
        packed = self.layout.without_contexts(keys)
        return Message(scope, offsets, packed, counts, span, table, allowed, children, loss_bound)

    def _sums(
        self,
        ordered: list[Message],
        child_contexts: list[Integers],
        addends: Integers,
        loss_bound: LossBound,
    ) -> tuple[Integers, Integers | None]:
        """Return the undominated sums of an addend and a vector of each child, the larger child last."""
        sizes = np.ones(len(addends), dtype=np.int64)  # sums of each feasible context
        for child, contexts in zip(ordered, child_contexts, strict=True):
            sizes *= child.offsets[contexts + 1] - child.offsets[contexts]
        pieces = [
            piece
            # Chunks of contexts first: the runs of all contexts at once may not fit in memory.
            for first, last in _chunks(sizes)
            for piece in self._sums_in_chunks(
                ordered, [at[first:last] for at in child_contexts], addends[first:last], loss_bound
            )
        ]
        # A single piece is pruned already, which is the usual case.
        if len(pieces) == 1:
            return pieces[0]
        # Each piece is pruned; a vector of one piece may still dominate a vector of another.
        counts = [self._ones(0), *(counts for _, counts in pieces)]
        return self._pruned(
            np.concatenate([addends[:0], *(keys for keys, _ in pieces)]),
            None if self.count_type is None else np.concatenate([c for c in counts if c is not None]),
            loss_bound,
        )

    def _sums_in_chunks(
        self,
        ordered: list[Message],
        child_contexts: list[Integers],
        addends: Integers,
        loss_bound: LossBound,
    ) -> Iterator[tuple[Integers, Integers | None]]:
        """Yield the sums of some contexts, pruned, about ``CHUNK`` candidates at a time.

        Sums are made in runs: all vectors of the larger child's context, which are sorted, plus an addend.
        A stable sort then only has to merge the runs.
        """
        large, large_contexts = ordered[-1], child_contexts[-1]
        weights = self._ones(len(addends))  # packages of the smaller child, for each run
        if len(ordered) == 2:
            small, small_contexts = ordered[0], child_contexts[0]
            lengths = small.offsets[small_contexts + 1] - small.offsets[small_contexts]
            index = ranges(small.offsets[small_contexts], lengths)  # (runs,)
            addends = np.repeat(addends, lengths, axis=0) + small.packed[index]
            large_contexts = np.repeat(large_contexts, lengths)
            weights = None if small.counts is None else small.counts[index]
        starts = large.offsets[large_contexts]  # (runs,)
        lengths = large.offsets[large_contexts + 1] - starts
        # Chunks of runs next: even a context of two large children may have too many candidates.
        for first, last in _chunks(lengths):
            repeats = lengths[first:last]
            index = ranges(starts[first:last], repeats)  # (candidates,)
            keys = large.packed[index] + np.repeat(addends[first:last], repeats, axis=0)
            counts = None
            if large.counts is not None and weights is not None:
                counts = large.counts[index] * np.repeat(weights[first:last], repeats)
            yield self._pruned(keys, counts, loss_bound)

    def _ones(self, length: int) -> Integers | None:
        return None if self.count_type is None else np.ones(length, dtype=self.count_type)

    def _loss_bound(self, table: Integers, children: tuple[Message, ...]) -> LossBound:
        if self.prune is None:
            return ()
        bounds = [self.layout.largest(table), *(child.loss_bound for child in children)]
        return tuple(map(sum, zip(*bounds, strict=True)))

    def _pruned(
        self, keys: Integers, counts: Integers | None, loss_bound: LossBound
    ) -> tuple[Integers, Integers | None]:
        if self.prune is not None:
            return self.prune(keys, counts, loss_bound)
        return self.layout.pruned(keys, counts)


def ranges(starts: Integers, lengths: Integers) -> Integers:
    """Return ``lengths[i]`` consecutive numbers from ``starts[i]`` on, for each i in turn."""
    # Each run is shifted from its place in the result to its start, without a loop in Python.
    total = int(lengths.sum())
    shifts = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return np.asarray(np.arange(total, dtype=np.int64) + shifts)


def _chunks(lengths: Integers) -> list[tuple[int, int]]:
    """Return slices of runs with about ``CHUNK`` candidates each, at least a run in each."""
    if len(lengths) == 0:
        return []
    # Cut behind the run that reaches each multiple of CHUNK; a longer run stays whole.
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(CHUNK, int(ends[-1]) + CHUNK, CHUNK)) + 1
    bounds = np.unique(np.concatenate(([0], np.minimum(cuts, len(lengths)))))
    return list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
