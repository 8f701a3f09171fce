"""Feasible packages drawn uniformly."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest
from hypothesis import given

import goodoffices as go
from goodoffices.space import (
    Sampler,
    Space,
    ZopaSampler,
    compile,
    count_feasible,
    count_zopa,
    evaluate,
    feasible,
    reference,
)
from tests.support.spaces import (
    spaces,
)

UNIFORM = import_module("goodoffices.space.zopa.uniform")


def test_draws_are_uniform_over_feasible_packages() -> None:
    space = compile(go.load("cases/canal"))
    rows = Sampler.of(space).draw(21_000, seed=4)
    counts = Counter(tuple(row) for row in rows.tolist())
    assert len(counts) == 21
    chi = sum((count - 1000) ** 2 / 1000 for count in counts.values())
    assert chi < 45.3  # 20 degrees of freedom: exceeded once in a thousand times


@given(spaces())
def test_uncounted_spaces_have_the_same_answers(space: Space) -> None:
    """Where linkages may not be counted through, packages are gone through, and intervals hold."""
    exact = count_zopa(space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UNIFORM, "MOST_COUNTED", 0)
        assert count_feasible(space) == len(reference.all_packages(space))
        sampler = ZopaSampler.of(space)
        rows = sampler.draw(20, 1)
        assert feasible(space, rows).all()
        assert (evaluate(space, rows) >= space.reservations).all()
        assert len(rows) == (20 if exact.low else 0)
