"""The prior given opening answers, against rejection sampling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs import Opening
from goodoffices.beliefs.layout import Layout
from goodoffices.beliefs.prior import Prior
from tests.support.respondents import draws
from tests.support.thorough import usually


@st.composite
def openings(draw: st.DrawFn) -> tuple[tuple[int, ...], Opening]:
    dims = tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=5)))
    ranking = tuple(draw(st.permutations(range(len(dims)))))
    return dims, Opening(ranking, tuple(draw(st.integers(0, dim - 1)) for dim in dims))


@settings(max_examples=usually(25, 60))
@given(case=openings())
def test_the_opening_holds_in_every_particle(case: tuple[tuple[int, ...], Opening]) -> None:
    dims, opening = case
    layout = Layout(dims)
    prior = Prior(layout, (opening, Opening()))
    thought = prior.preferences(draws().standard_normal((2, 40, layout.latent)))
    assert opening.ranking is not None
    assert opening.best is not None
    ranked = thought.weights[0][:, list(opening.ranking)]
    assert (np.diff(ranked, axis=1) <= 1e-12).all()
    for issue, best in enumerate(opening.best):
        row = thought.table[0][:, issue, : dims[issue]]
        assert (row[:, best] >= row.max(axis=1) - 1e-12).all()
    assert np.allclose(thought.weights.sum(axis=-1), 1)
    assert (thought.table[..., ~layout.exists] == 0).all()
    assert np.allclose(thought.table.max(axis=-1).sum(axis=-1)[:, :], 1) or 1 in dims


def test_conditioning_on_a_ranking_is_what_rejection_gives() -> None:
    """Weights given that they come in an order, by sorting, against those of free draws that do."""
    layout = Layout((2, 2, 2))
    free = Prior(layout, (Opening(),)).preferences(draws(2).standard_normal((1, 60_000, layout.latent)))
    order = (2, 0, 1)
    fits = (np.diff(free.weights[0][:, order], axis=1) <= 0).all(axis=1)
    given_order = Prior(layout, (Opening(ranking=order),))
    sorted_in = given_order.preferences(draws(3).standard_normal((1, 20_000, layout.latent)))
    assert free.weights[0][fits].mean(axis=0) == pytest.approx(
        sorted_in.weights[0].mean(axis=0), abs=0.01
    )
    assert free.weights[0][fits].std(axis=0) == pytest.approx(
        sorted_in.weights[0].std(axis=0), abs=0.01
    )
