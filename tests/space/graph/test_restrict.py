"""Spaces with fewer options."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from goodoffices.space import (
    Space,
    evaluate,
    from_tables,
    narrowed,
    reference,
    widened,
)
from tests.support.spaces import (
    spaces,
)


@given(space=spaces())
def test_dominated_options_may_go(space: Space) -> None:
    smaller, kept = narrowed(space)
    assert set(reference.frontier(smaller)) == set(reference.frontier(space))
    rows = np.array(reference.all_packages(smaller), dtype=np.int64).reshape(-1, len(space.dims))
    assert evaluate(space, widened(rows, kept)).tolist() == evaluate(smaller, rows).tolist()


def test_of_equal_options_the_first_stays() -> None:
    space = from_tables([[[1, 3, 3, 0], [5, 5]], [[2, 4, 4, 4], [1, 1]]])
    smaller, kept = narrowed(space)
    assert [codes.tolist() for codes in kept] == [[1], [0]]
    assert smaller.dims == (1, 1)


def test_an_option_that_a_rule_allows_more_often_stays() -> None:
    space = from_tables([[[1, 1], [0, 0]]], forbidden={(0, 1): [(0, 1)]})
    assert [codes.tolist() for codes in narrowed(space)[1]] == [[1], [0]]
