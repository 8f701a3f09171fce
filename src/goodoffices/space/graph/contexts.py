"""Contexts: the combinations of options over a scope, numbered in lexicographic order."""

from __future__ import annotations

from math import prod

import numpy as np

from goodoffices.space.graph.space import Codes, Integers, Scope

Dims = tuple[int, ...]


def contexts_over(scope: Scope, dims: Dims) -> int:
    """Return the number of contexts of a scope: 1 if it is empty."""
    return prod(dims[issue] for issue in scope)


def shape_over(scope: Scope, dims: Dims) -> tuple[int, ...]:
    """Return the number of options of each issue of a scope."""
    return tuple(dims[issue] for issue in scope)


def context_numbers(scope: Scope, rows: Codes, dims: Dims) -> Integers:
    """Return the number of the context that each package has over a scope.

    Args:
        scope: issues, the last counting fastest.
        rows: (packages, issues), option codes.
        dims: number of options of each issue.

    Returns:
        (packages,), between 0 and the number of contexts of the scope.
    """
    numbers = np.zeros(len(rows), dtype=np.int64)
    for issue in scope:
        numbers = numbers * dims[issue] + rows[:, issue]
    return numbers


def spread(scope: Scope, values: np.ndarray, span: Scope) -> np.ndarray:
    """Return a table whose axes are a span's, ready to be broadcast over it.

    Args:
        scope: issues of the table, all of them in ``span``, in any order.
        values: an axis for each issue of ``scope``; further axes may follow and stay last.
        span: issues whose order the axes take.

    Returns:
        An axis for each issue of ``span``, of length 1 if the scope lacks the issue.
    """
    # A case may name the issues of a table in any order; axes must come in the span's.
    order = sorted(range(len(scope)), key=lambda axis: span.index(scope[axis]))
    ordered = values.transpose(*order, *range(len(scope), values.ndim))
    held = set(scope)
    sizes = iter(ordered.shape)
    return ordered.reshape([*(next(sizes) if issue in held else 1 for issue in span), *sizes])
