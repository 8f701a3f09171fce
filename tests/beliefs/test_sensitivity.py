"""First-order indices: a function whose indices are known, and none where nothing is at stake."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.beliefs.sensitivity import first_order


def test_ishigami_has_the_published_indices() -> None:
    """Ishigami & Homma (1990), a = 7, b = .1: .314, .442 and 0."""
    draws = np.random.Generator(np.random.Philox(1))
    x = draws.uniform(-np.pi, np.pi, (60_000, 3))
    result = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = [first_order(x[:, i], result) for i in range(3)]
    assert found == pytest.approx([0.314, 0.442, 0.0], abs=0.015)


def test_what_does_not_vary_settles_nothing_and_all_is_settled_by_the_result_itself() -> None:
    draws = np.random.Generator(np.random.Philox(2))
    result = draws.random(1000)
    assert first_order(np.ones(1000), result) == 0.0
    assert first_order(result, np.ones(1000)) == 0.0
    assert first_order(result, result) > 0.99
    assert first_order(draws.random(1000), result) < 0.03
