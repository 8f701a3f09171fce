"""Packages gone through block by block."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Space,
    evaluate,
    feasible,
    from_tables,
    frontier_of,
    reference,
    size,
)
from goodoffices.space.exact.enumeration import enumerated_fronts, enumerated_zopa
from tests.support.spaces import (
    above,
    fine_spaces,
    one_table,
    spaces,
)

ENUMERATION = import_module("goodoffices.space.exact.enumeration")


@given(space=st.one_of(spaces(), fine_spaces()), block=st.sampled_from([1, 4, 1 << 16]))
def test_going_through_blocks_finds_the_frontier(space: Space, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ENUMERATION, "BLOCK", block)
        patch.setattr(ENUMERATION, "WAITING", 5)
        *_, front = enumerated_fronts(space)
    vectors, rows, counts = front.utilities, front.packages, front.counts
    assert front.finished
    assert front.done == size(space)
    slow = reference.frontier(space)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    assert counts.tolist() == [slow[tuple(row)] for row in vectors.tolist()]
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == vectors.tolist()
    first: dict[tuple[int, ...], tuple[int, ...]] = {}
    for row in reference.all_packages(space):
        first.setdefault(reference.utilities(space, row), row)
    assert [tuple(row) for row in rows.tolist()] == [first[tuple(row)] for row in vectors.tolist()]


@given(space=spaces(), data=st.data(), block=st.sampled_from([1, 4, 1 << 16]))
def test_a_zone_gone_through_in_blocks_is_the_zone(
    space: Space, data: st.DataObject, block: int
) -> None:
    space = above(space, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ENUMERATION, "BLOCK", block)
        assert enumerated_zopa(space) == len(reference.zopa(space))


def test_fronts_so_far_come_between_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    space = one_table()
    monkeypatch.setattr(ENUMERATION, "OFTEN", 0.0)
    *partial, last = enumerated_fronts(space)
    assert len(partial) > 2
    assert last.finished
    assert not any(front.finished for front in partial)
    assert [front.done for front in partial] == sorted({front.done for front in partial})
    for front in partial[:3]:
        listed = from_tables([[[0] * 60] * 3] * 2)
        rows = np.stack(np.unravel_index(np.arange(front.done), listed.dims), axis=1)
        assert frontier_of(evaluate(space, rows), rows).utilities.tolist() == front.utilities.tolist()
        assert np.array_equal(evaluate(space, front.packages), front.utilities)
    monkeypatch.undo()
    [whole] = enumerated_fronts(space)
    assert np.array_equal(whole.utilities, last.utilities)
