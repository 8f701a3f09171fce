"""The exact engine, compared with going through every package."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Plan,
    Space,
    evaluate,
    feasible,
    reference,
)
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.recover_packages import recover
from goodoffices.space.regrets.columns import Columns
from tests.support.spaces import (
    fine_spaces,
    spaces,
)

MESSAGES = import_module("goodoffices.space.exact.messages")


@pytest.mark.parametrize("chunk", [3, 1 << 20])
@given(space=spaces())
def test_elimination_finds_the_frontier_with_counts_and_packages(chunk: int, space: Space) -> None:
    slow = reference.frontier(space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MESSAGES, "CHUNK", chunk)
        plan = Plan(space)
        message = eliminate(plan, count=True)
    found = plan.layout.utilities(message.packed)
    assert message.counts is not None
    assert dict(zip(map(tuple, found.tolist()), message.counts.tolist(), strict=True)) == slow
    rows = recover(message, space.dims, plan.layout)
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == found.tolist()


@given(space=spaces())
def test_not_counting_changes_nothing_else(space: Space) -> None:
    with_counts = eliminate(Plan(space), count=True)
    without = eliminate(Plan(space))
    assert with_counts.counts is not None
    assert with_counts.counts.dtype == np.int64
    assert without.counts is None
    assert without.packed.tolist() == with_counts.packed.tolist()


@given(space=fine_spaces(), count=st.booleans(), chunk=st.sampled_from([3, 1 << 20]))
def test_columns_find_the_frontier_with_counts_and_packages(
    space: Space, count: bool, chunk: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MESSAGES, "CHUNK", chunk)
        message = eliminate(Plan(space), count, layout=Columns.of(space))
    slow = reference.frontier(space)
    vectors = Columns.of(space).utilities(message.packed)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    if count:
        assert message.counts is not None
        assert message.counts.tolist() == [slow[tuple(row)] for row in vectors.tolist()]
    else:
        assert message.counts is None
    rows = recover(message, space.dims, Columns.of(space))
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == vectors.tolist()


@given(space=spaces())
def test_columns_and_words_agree(space: Space) -> None:
    plan = Plan(space)
    message = eliminate(plan, count=True)
    wide = eliminate(Plan(space), True, layout=Columns.of(space))
    assert (
        Columns.of(space).utilities(wide.packed).tolist()
        == plan.layout.utilities(message.packed).tolist()
    )
    assert message.counts is not None
    assert wide.counts is not None
    assert wide.counts.tolist() == message.counts.tolist()
