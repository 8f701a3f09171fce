"""Spaces with fewer options."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from goodoffices.space import (
    Space,
    evaluate,
    narrowed,
    reference,
    widened,
)
from tests.support.spaces import (
    spaces,
)


@settings(max_examples=150)
@given(space=spaces())
def test_dominated_options_may_go(space: Space) -> None:
    smaller, kept = narrowed(space)
    assert set(reference.frontier(smaller)) == set(reference.frontier(space))
    rows = np.array(reference.all_packages(smaller), dtype=np.int64).reshape(-1, len(space.dims))
    assert evaluate(space, widened(rows, kept)).tolist() == evaluate(smaller, rows).tolist()
