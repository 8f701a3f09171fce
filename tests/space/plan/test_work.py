"""Predicted work: an upper bound on what an elimination looks at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given

import goodoffices as go
from goodoffices.space import Plan, Space, compile, from_tables, reference
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.messages import LossBound
from tests.support.spaces import spaces

CASES = Path(__file__).parents[3] / "cases"


@given(space=spaces())
def test_predicted_work_is_an_upper_bound(space: Space) -> None:
    seen: list[int] = []
    plan = Plan(space)

    def prune(keys: Any, counts: Any, loss_bound: LossBound) -> Any:
        seen.append(len(keys))
        return plan.layout.pruned(keys, None)

    eliminate(plan, prune=prune)
    assert max(seen, default=0) <= plan.predicted
    assert len(reference.frontier(space)) <= plan.predicted


def test_predicted_work_tells_small_from_large() -> None:
    assert Plan(compile(go.load(CASES / "canal"))).predicted < 10_000
    values = np.random.Generator(np.random.Philox(5)).integers(0, 10_000, (4, 40, 6))
    assert Plan(from_tables(values.tolist())).predicted > 10**9
    assert Plan(from_tables((values[:2] // 1000).tolist())).predicted < 10**6
