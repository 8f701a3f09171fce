"""Undominated vectors."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space.regrets.dominance import undominated_in_contexts


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
        max_size=60,
    )
)
def test_undominated_points_of_each_context(rows: list[tuple[int, ...]]) -> None:
    found = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 4)
    keep = undominated_in_contexts(found[:, 1:], found[:, 0])
    for row, kept in zip(found.tolist(), keep.tolist(), strict=True):
        beaten = any(
            other != row and other[0] == row[0] and all(a <= b for a, b in zip(other, row, strict=True))
            for other in found.tolist()
        )
        assert kept is not beaten
