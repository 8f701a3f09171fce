"""Keep a bounded number of words in each context, and say how much that can cost whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from goodoffices.space.exact.messages import Most
from goodoffices.space.graph.space import Integers
from goodoffices.space.regrets.prune import Layout, pruned

FINEST = 36
"""Cells are cut in losses of so many bits at most, so that nothing overflows."""


class OutOfTime(Exception):
    """The deadline passed in the middle of a round."""


@dataclass(slots=True)
class Thinner:
    """Prunes to the undominated words, then to at most about ``most`` a context.

    The losses of every party but the first are cut into cells; of each cell the word with the least loss for
    the first party stays. ``within`` adds up, over all prunings, the most that a word left out had on its
    cell's, so that every package has a listed one that gives each party at least as much less ``within``.
    """

    packed: Layout
    most: int
    deadline: float | None
    within: list[int] = field(default_factory=list)

    def __call__(
        self, keys: Integers, counts: Integers | None, most: Most
    ) -> tuple[Integers, Integers | None]:
        if self.deadline is not None and monotonic() > self.deadline:
            raise OutOfTime
        keys, _ = pruned(keys, None, self.packed)
        if not self.within:
            self.within = [0] * len(self.packed.best)
        context = self.packed.contexts(keys)
        first = np.ones(len(keys), dtype=np.bool_)
        first[1:] = context[1:] != context[:-1]
        starts = np.flatnonzero(first)
        sizes = np.diff(np.append(starts, len(keys))).astype(np.int64)
        if not len(keys) or sizes.max() <= self.most or len(self.packed.best) == 1:
            return keys, None
        losses = self.packed.losses(keys)
        keep = np.ones(len(keys), dtype=np.bool_)
        worst = np.zeros(losses.shape[1], dtype=np.int64)
        for start, size in zip(starts, sizes, strict=True):
            if size > self.most:
                part = slice(int(start), int(start + size))
                keep[part], cost = self._cells(losses[part])
                worst = np.maximum(worst, cost)
        self.within = [before + int(cost) for before, cost in zip(self.within, worst, strict=True)]
        return keys[keep], None

    def _cells(self, losses: Integers) -> tuple[np.ndarray, Integers]:
        """Which words stay, and the most that one left out has on the one that stands for it."""
        others = losses[:, 1:]
        cells = max(1, int(self.most ** (1 / others.shape[1])))
        above = others - others.min(axis=0)
        above >>= max(0, int(above.max()).bit_length() - FINEST)
        cell = np.minimum(above * cells // np.maximum(above.max(axis=0), 1), cells - 1)
        number = np.zeros(len(losses), dtype=np.int64)
        for column in range(others.shape[1]):
            number = number * cells + cell[:, column]
        _, first, where = np.unique(number, return_index=True, return_inverse=True)
        keep = np.zeros(len(losses), dtype=np.bool_)
        keep[first] = True
        cost = np.maximum(losses[first][where] - losses, 0).max(axis=0)
        return keep, cost
