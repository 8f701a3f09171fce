"""A learner that is kept as arrays goes on exactly as it would have."""

from __future__ import annotations

import io

import numpy as np
import pytest

from goodoffices.beliefs import Asks, Learner, Reply
from goodoffices.beliefs.arrays import from_arrays, to_arrays
from goodoffices.beliefs.replies import Opening


def _even(codes: np.ndarray) -> np.ndarray:
    return np.asarray(codes.sum(axis=1) % 2 == 0)


@pytest.mark.parametrize("ranked", [False, True])
def test_a_kept_learner_goes_on_as_before(ranked: bool) -> None:
    asks = Asks(order=True, worst=False) if ranked else Asks()
    learner = Learner((4, 3, 5, 2), 2, seed=11, asks=asks, mistakes=0.05, allowed=_even)
    learner.open([Opening((2, 0, 1, 3), None), Opening(None, (3, 2, 1, 0))])
    for number in range(3):
        put = learner.next_text()
        assert put is not None
        order = (1, 0, 2) if put.third is not None else None
        first = Reply(better=number % 2 == 0, level=1, order=order)
        learner.take([first, None if number == 1 else Reply(level=2, worst=1, wanted=0)])
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **to_arrays(learner))
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        kept = from_arrays(arrays, _even)
    for _ in range(3):
        texts = [one.next_text() for one in (learner, kept)]
        assert texts[0] is not None
        assert texts[1] is not None
        assert texts[0].text.tolist() == texts[1].text.tolist()
        for one in (learner, kept):
            one.take([Reply(level=3), Reply(level=1)])
    assert learner.zone() == kept.zone()
    assert [put.replies for put in learner.puts] == [put.replies for put in kept.puts]


def test_a_known_reservation_value_and_an_unanswered_text_are_kept() -> None:
    learner = Learner((3, 3), 2, seed=1, known_floor=0.25)
    learner.next_text()
    kept = from_arrays(to_arrays(learner))
    assert kept._floor == 0.25
    assert kept.puts[0].replies == []
    assert (kept.posterior.particles == learner.posterior.particles).all()


def test_arrays_that_do_not_hold_how_parties_speak_of_gains_are_read() -> None:
    learner = Learner((3, 3), 2, seed=1)
    learner.next_text()
    put = learner.next_text()
    assert put is not None
    learner.take([Reply(level=2, worst=0), Reply(level=1)])
    arrays = to_arrays(learner)
    older = {**arrays, "particles": arrays["particles"][..., :-1], "rows": arrays["rows"][..., :-1]}
    kept = from_arrays(older)
    assert kept.posterior.thought.unit is not None
    assert (kept.posterior.thought.unit == 1.0).all()
    assert kept.next_text() is not None
    kept.take([Reply(level=4), Reply(level=8)])
    assert len(np.unique(kept.posterior.thought.unit)) > 1
