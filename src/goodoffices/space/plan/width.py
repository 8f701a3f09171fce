"""Width of an elimination: how many combinations of options its widest step goes through."""

from __future__ import annotations

from goodoffices.space.graph.contexts import Dims, contexts_over
from goodoffices.space.plan.order import Order

MOST_CONTEXTS = 1 << 24
"""Largest width that is still eliminated: a table of so many 64-bit integers takes 128 MB."""


def width_of(dims: Dims, order: Order) -> int:
    """Return the largest number of contexts of any step's span: 1 if there is no issue."""
    return max((contexts_over(step.span, dims) for step in order), default=1)
