"""Keep the undominated words of each context; words are regrets, so smaller is better."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers
from goodoffices.space.regrets.columns import Columns, undominated_within
from goodoffices.space.regrets.packed import Packing

Layout = Packing | Columns
"""How the regrets of all parties are held: in one word, or in a column each."""


def pruned(keys: Integers, counts: Integers | None, layout: Layout) -> tuple[Integers, Integers | None]:
    """Keys sorted, distinct and undominated in their context, their counts added up."""
    if isinstance(layout, Columns):
        return layout.pruned(keys, counts)
    keys, counts = merged(keys, counts)
    keep = undominated_words(keys, layout)
    return keys[keep], None if counts is None else counts[keep]


def merged(keys: Integers, counts: Integers | None) -> tuple[Integers, Integers | None]:
    """Keys sorted and distinct, their counts added up.

    A stable sort, because keys come as runs that are sorted already, and merging those is quick.
    """
    if counts is None:
        keys = np.sort(keys, kind="stable")
        return keys[_first(keys)], None
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(_first(keys))
    added = np.add.reduceat(counts[order], first) if len(first) else counts[:0]
    return keys[first], added


def _first(keys: Integers) -> NDArray[np.bool_]:
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    return first


def undominated_words(keys: Integers, packed: Packing) -> NDArray[np.bool_]:
    """Which of some sorted distinct keys, context above word, no other of their context dominates."""
    if len(keys) == 0:
        return np.zeros(0, dtype=np.bool_)
    context = keys >> packed.width
    if len(packed.bits) == 1:
        return _first(context)
    if len(packed.bits) == 2:
        last = packed.bits[1]
        second = (keys & ((1 << last) - 1)) - (context << last)
        best = np.minimum.accumulate(second)
        keep = np.ones(len(keys), dtype=np.bool_)
        keep[1:] = second[1:] < best[:-1]
        return keep
    return undominated_within(-packed.unpack(keys), context)
