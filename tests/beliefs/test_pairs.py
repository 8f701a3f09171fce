"""The value of a comparison, against enumeration of the answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs.pairs import JUDGED, LEADING, PAIRED, promising, rise
from tests.support.respondents import draws, slow_rise


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    parties=st.integers(1, 3),
    many=st.integers(1, 5),
    pairs=st.integers(1, 4),
    answers=st.integers(2, 3),
    texts=st.integers(1, 5),
)
def test_the_rise_is_what_going_through_the_answers_gives(
    seed: int, parties: int, many: int, pairs: int, answers: int, texts: int
) -> None:
    source = draws(seed)
    chances = source.dirichlet(np.ones(answers), (parties, many, pairs))
    gains = source.random((parties, many, texts))
    assert rise(chances, gains) == pytest.approx(slow_rise(chances, gains), abs=1e-12)


def test_an_answer_that_tells_nothing_raises_nothing() -> None:
    gains = draws(3).random((2, 20, 6))
    assert rise(np.full((2, 20, 4, 2), 0.5), gains) == pytest.approx(np.zeros(4), abs=1e-12)


def test_two_particles_and_two_texts_by_hand() -> None:
    """The first party likes one of two texts, the second both: knowing which raises a half to a whole."""
    gains = np.array([[[1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]]])
    sure = np.array([[[[1.0, 0.0]], [[0.0, 1.0]]], [[[0.5, 0.5]], [[0.5, 0.5]]]])
    assert rise(sure, gains) == pytest.approx([0.5])


def test_texts_to_pair_are_the_best_of_profiles_and_the_best_on_the_average() -> None:
    source = draws(7)
    gains = source.random((2, 40, 400))
    profiles = [source.permutation(40) for _ in range(2)]
    best = {
        max(range(400), key=lambda x: gains[0, one, x] * gains[1, other, x])
        for one, other in zip(*profiles, strict=True)
    }
    expected = gains[0].mean(axis=0) * gains[1].mean(axis=0)
    order = sorted(range(400), key=lambda x: -expected[x])
    paired, judged = promising(gains, profiles)
    pool = best | set(order[:LEADING])
    assert paired.tolist() == [x for x in order if x in pool][:PAIRED]
    assert set(judged.tolist()) == best | set(order[:JUDGED])
