"""Certified lists: a bounded number of vectors in each context, and a bound on what each party may miss."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from goodoffices.space.exact.messages import LossBound
from goodoffices.space.graph.space import Integers
from goodoffices.space.regrets.dominance import starts_of_contexts
from goodoffices.space.regrets.layout import Layout

FINEST = 36
"""Bits of a loss when cells are cut, so that a loss times the number of cells stays within 64 bits."""


class OutOfTime(Exception):
    """The deadline passed in the middle of a round."""


@dataclass(slots=True)
class Thinner:
    """Prunes to the undominated vectors, then to about ``points`` in each context.

    The regrets of every party but the first are cut into cells; of each cell the vector with the least regret
    for the first party stays. ``within`` adds up, over all prunings, the most that any party loses when a
    dropped vector is replaced by the vector that stays. So every package has a listed package that gives each
    party at least as much, less ``within``.
    """

    layout: Layout
    points: int
    deadline: float | None = None
    within: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.within = [0] * len(self.layout.best)

    def __call__(
        self, keys: Integers, counts: Integers | None, loss_bound: LossBound
    ) -> tuple[Integers, Integers | None]:
        """Return the keys that stay, without counts; see ``Prune``.

        Raises:
            OutOfTime: the deadline, of ``time.monotonic``, has passed.
        """
        if self.deadline is not None and monotonic() > self.deadline:
            raise OutOfTime
        keys, _ = self.layout.pruned(keys, None)
        starts = np.flatnonzero(starts_of_contexts(self.layout.contexts(keys)))  # (contexts,)
        sizes = np.diff(np.append(starts, len(keys)))  # (contexts,)
        # A single party has one undominated vector in each context: nothing to thin.
        if not len(keys) or sizes.max() <= self.points or len(self.within) == 1:
            return keys, None
        regrets = self.layout.regrets(keys)
        keep = np.ones(len(keys), dtype=np.bool_)
        worst = np.zeros(len(self.within), dtype=np.int64)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            if size > self.points:
                part = slice(start, start + size)
                keep[part], cost = self._cells(regrets[part])
                worst = np.maximum(worst, cost)
        # Losses add up along the elimination, hence the sum; contexts exclude each other, hence the maximum.
        self.within = [before + cost for before, cost in zip(self.within, worst.tolist(), strict=True)]
        return keys[keep], None

    def _cells(self, regrets: Integers) -> tuple[np.ndarray, Integers]:
        """Choose a vector for each cell of a context.

        Args:
            regrets: (points, parties), sorted by the first party's regret.

        Returns:
            The mask of the vectors that stay, (points,), and for each party the largest regret added by
            replacing a dropped vector with the vector of its cell, (parties,).
        """
        others = regrets[:, 1:]
        cells = max(1, int(self.points ** (1 / others.shape[1])))
        # Cells are as wide as the context's own range needs, which differs from context to context.
        above = others - others.min(axis=0)
        above >>= max(0, int(above.max()).bit_length() - FINEST)
        cell = np.minimum(above * cells // np.maximum(above.max(axis=0), 1), cells - 1)
        number = np.zeros(len(regrets), dtype=np.int64)
        for column in range(others.shape[1]):
            number = number * cells + cell[:, column]
        # Regrets are sorted by the first party, so the first vector of a cell is its best for that party.
        _, first, same_cell = np.unique(number, return_index=True, return_inverse=True)
        keep = np.zeros(len(regrets), dtype=np.bool_)
        keep[first] = True
        return keep, np.maximum(regrets[first][same_cell] - regrets, 0).max(axis=0)
