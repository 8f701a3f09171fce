"""Thinned lists and their certificates."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Plan,
    Space,
    reference,
)
from goodoffices.space.exact.certified_list import Thinner
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.regrets.columns import Columns
from goodoffices.space.regrets.packed import Packing
from tests.support.spaces import (
    fine_spaces,
    spaces,
)


@given(space=spaces(), most=st.integers(1, 3))
def test_a_thinned_list_keeps_its_certificate(space: Space, most: int) -> None:
    plan = Plan(space)
    thin = Thinner(plan.layout, most)
    listed = plan.layout.utilities(eliminate(plan, prune=thin).packed)
    real = {reference.utilities(space, row) for row in reference.all_packages(space)}
    assert {tuple(row) for row in listed.tolist()} <= real
    for vector in real:
        assert (listed >= np.array(vector) - np.array(thin.within)).all(axis=1).any()
    if not any(thin.within):
        assert {tuple(row) for row in listed.tolist()} == set(reference.frontier(space))


@given(space=fine_spaces(), most=st.integers(1, 3))
def test_a_thinned_list_of_fine_numbers_keeps_its_certificate(space: Space, most: int) -> None:
    thin = Thinner(Columns.of(space), most)
    listed = Columns.of(space).utilities(
        eliminate(Plan(space), prune=thin, layout=Columns.of(space)).packed
    )
    real = {reference.utilities(space, row) for row in reference.all_packages(space)}
    assert {tuple(row) for row in listed.tolist()} <= real
    for vector in real:
        assert (listed >= np.array(vector) - np.array(thin.within)).all(axis=1).any()
    if not any(thin.within):
        assert {tuple(row) for row in listed.tolist()} == set(reference.frontier(space))


def test_a_context_keeps_the_first_vector_of_each_cell() -> None:
    """B's regrets 0 to 9 in two cells; what stays does not change if all of B's regrets are larger."""
    packing = Packing((7, 0), (7, 7), (0, 0))
    for added in (0, 50):
        keys = np.array([(a << 7) + 9 - a + added for a in range(10)])
        thinner = Thinner(packing, 2)
        kept, counts = thinner(keys, None, ())
        assert counts is None
        assert packing.regrets(kept).tolist() == [[0, 9 + added], [5, 4 + added]]
        assert thinner.within == [0, 4]
    thinner = Thinner(packing, 1)
    assert len(thinner(keys, None, ())[0]) == 1
    assert thinner.within == [0, 9]
