"""Frontiers of additive spaces."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Plan,
    Space,
    evaluate,
    from_tables,
    frontier,
    reference,
)
from goodoffices.space.exact.additive import additive_frontier
from tests.support.spaces import (
    additive_spaces,
)


@given(space=additive_spaces(), count=st.booleans())
def test_sums_find_the_frontier_with_counts_and_packages(space: Space, count: bool) -> None:
    assert Plan(space).additive
    vectors, rows, ways = additive_frontier(space, count)
    slow = reference.frontier(space)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    assert evaluate(space, rows).tolist() == vectors.tolist()
    if count:
        assert ways is not None
        assert ways.tolist() == [slow[tuple(row)] for row in vectors.tolist()]


def test_many_sums_of_numbers_with_a_common_factor_are_found_again() -> None:
    draws = np.random.Generator(np.random.Philox(1))
    tables = [[draws.integers(0, 250, 5) * float(2**40) for _ in range(30)] for _ in range(3)]
    space = from_tables(tables)
    found = frontier(space)
    assert found.method == "sums"
    assert len(found) > 4_000
    assert evaluate(space, found.packages).tolist() == found.utilities.tolist()
