"""Regrets in columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space.regrets.columns import Columns, RowIndex
from goodoffices.space.regrets.dominance import SMALL


def test_many_points_of_one_context() -> None:
    """More than are compared in pairs, in two contexts, with counts."""
    draws = np.random.Generator(np.random.Philox(2))
    rows = draws.integers(0, 7, (40 * SMALL, 4))
    rows[:, 0] %= 2
    kept, counts = Columns((0, 0, 0)).pruned(rows, np.ones(len(rows), dtype=np.int64))
    assert counts is not None
    want: dict[tuple[int, ...], int] = {}
    listed = rows.tolist()
    for row in listed:
        if not any(
            other[0] == row[0] and other != row and all(a <= b for a, b in zip(other, row, strict=True))
            for other in listed
        ):
            want[tuple(row)] = want.get(tuple(row), 0) + 1
    assert {
        tuple(row): count for row, count in zip(kept.tolist(), counts.tolist(), strict=True)
    } == want


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=8),
    st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), max_size=8),
)
def test_rows_are_found_among_rows(rows: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> None:
    known = RowIndex.of(np.array(rows, dtype=np.int64).reshape(-1, 2))
    hit = known.has(np.array(wanted, dtype=np.int64).reshape(-1, 2))
    assert hit.tolist() == [row in rows for row in wanted]
