"""Random numbers of Java."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.mediators.parts.java_random import JavaRandom


def test_java_random_is_that_of_java() -> None:
    """The first numbers of ``new Random(42).nextInt(10)``, widely printed, and of ``new Random(0)``."""
    source, both = JavaRandom(42, 2), np.ones(2, dtype=np.bool_)
    drawn = [source.below(np.array([10, 10]), both) for _ in range(6)]
    assert [row.tolist() for row in drawn] == [[n, n] for n in (0, 3, 8, 4, 0, 5)]
    lone = JavaRandom(0, 2)
    lone.below(np.array([10, 10]), np.array([False, True]))
    assert lone.below(np.array([10, 10]), both).tolist() == [0, 8]
