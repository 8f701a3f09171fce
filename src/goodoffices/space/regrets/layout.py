"""Choice of a layout: how the regrets of all parties are held in arrays."""

from __future__ import annotations

from goodoffices.space.graph.space import Space
from goodoffices.space.regrets.columns import Columns
from goodoffices.space.regrets.packed import WORD_BITS, Packing

Layout = Packing | Columns
"""Both layouts offer the same methods: a packed word, or a row of columns, for each regret vector."""


def layout_of(space: Space, width: int) -> Layout:
    """Return the packed layout if a word has room for the regrets and a context, else columns.

    Args:
        space: the tables whose regrets are held.
        width: number of contexts that are told apart, at the most.
    """
    packing = Packing.of(space)
    return packing if packing.width + width.bit_length() <= WORD_BITS else Columns.of(space)
