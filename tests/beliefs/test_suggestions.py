"""Suggestions for the next text: far apart, with a reason, and without any effect."""

from __future__ import annotations

import numpy as np

from goodoffices.beliefs import Learner, Reply
from goodoffices.beliefs.arrays import to_arrays
from goodoffices.beliefs.suggestions import far_apart


def told(learner: Learner) -> Learner:
    """Let parties answer two texts that the mediator chose."""
    first, second = np.array([0, 0, 0]), np.array([3, 2, 1])
    learner.putting(first)
    learner.take([Reply(level=3, worst=0), Reply(level=0, worst=1)])
    learner.putting(second, first)
    learner.take([Reply(better=False, level=0), Reply(better=True, level=2)])
    return learner


def test_a_suggestion_changes_nothing() -> None:
    learner = told(Learner((4, 3, 2), 2, seed=5))
    before = to_arrays(learner)
    again = [learner.suggest(3), learner.suggest(3)]
    after = to_arrays(learner)
    assert all((before[name] == after[name]).all() for name in before if name != "numbers")
    for left, right in zip(*again, strict=True):
        assert left.text.tolist() == right.text.tolist()
        assert (left.gain, left.learnt, left.rises) == (right.gain, right.learnt, right.rises)
    # and the talks go on as if nobody had asked
    plain, asked = (told(Learner((4, 3, 2), 2, seed=5)) for _ in range(2))
    asked.suggest()
    first, second = plain.next_text(), asked.next_text()
    assert first is not None
    assert second is not None
    assert first.text.tolist() == second.text.tolist()


def test_suggestions_are_new_and_far_apart() -> None:
    learner = told(Learner((4, 3, 2), 2, seed=5))
    found = learner.suggest(3)
    texts = [tuple(suggestion.text.tolist()) for suggestion in found]
    assert len(set(texts)) == 3
    assert not set(texts) & {(0, 0, 0), (3, 2, 1)}
    for suggestion in found:
        assert suggestion.gain >= 0
        assert suggestion.learnt > 0
        assert len(suggestion.rises) == 2
    fixed = learner.suggest(2, {0: 1})
    assert all(suggestion.text[0] == 1 for suggestion in fixed)


def test_the_farther_of_two_equal_texts_is_chosen() -> None:
    pool = np.array([[0, 0, 0], [0, 0, 1], [1, 1, 1]])
    assert far_apart(pool, np.array([1.0, 0.9, 0.5]), 2) == [0, 2]
    assert far_apart(pool, np.array([1.0, 0.9, 0.5]), 9) == [0, 2, 1]


def test_a_text_that_the_parties_liked_is_not_forgotten_for_being_the_mediators_own() -> None:
    learner = Learner((4, 3, 2), 2, seed=5)
    text = np.array([1, 1, 1])
    learner.putting(text)
    learner.take([Reply(level=3), Reply(level=2)])
    handed = learner.hand_over()
    assert handed is not None
    assert handed.tolist() == [1, 1, 1]


def test_a_silent_party_is_no_answer() -> None:
    learner = Learner((4, 3, 2), 2, seed=5)
    learner.putting(np.array([1, 1, 1]))
    learner.take([Reply(level=3), None])
    assert learner.hand_over() is None
    assert len(learner.suggest()) == 3
