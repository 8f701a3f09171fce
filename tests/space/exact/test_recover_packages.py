"""Packages recovered from messages."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given

from goodoffices.space import Plan, Space, evaluate, feasible
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.messages import Joiner, _chunks
from goodoffices.space.exact.recover_packages import _slices, recover
from goodoffices.space.regrets.packed import Packing
from tests.support.spaces import chain, spaces

MESSAGES = import_module("goodoffices.space.exact.messages")
RECOVER = import_module("goodoffices.space.exact.recover_packages")


@given(space=spaces())
def test_packages_are_recovered_a_few_pairs_at_a_time(space: Space) -> None:
    plan = Plan(space)
    message = eliminate(plan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RECOVER, "AT_ONCE", 2)
        rows = recover(message, space.dims, plan.layout)
    assert rows.tolist() == recover(message, space.dims, plan.layout).tolist()
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == plan.layout.utilities(message.packed).tolist()


def test_slices_hold_no_more_pairs_than_are_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    joiner = Joiner((3,), Packing((3, 0), (3, 3), (7, 7)))
    table = np.array([8, 1, 9])
    small = joiner.join((), (0,), (0,), table, np.ones(3, dtype=np.bool_))
    contexts = np.array([0, 1, 2, 0, 1, 2, 0])  # one vector in each
    monkeypatch.setattr(RECOVER, "AT_ONCE", 3)
    assert list(_slices(small, contexts)) == [slice(0, 3), slice(3, 6), slice(6, 7)]
    monkeypatch.setattr(RECOVER, "AT_ONCE", 0)
    assert [part.stop - part.start for part in _slices(small, contexts)] == [1] * 7


def test_chunks_hold_few_candidates_and_miss_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MESSAGES, "CHUNK", 10)
    lengths = np.array([4, 4, 4, 30, 1, 1, 0, 2, 9])
    chunks = _chunks(lengths)
    assert [first for first, _ in chunks] == [0, *(last for _, last in chunks[:-1])]
    assert chunks[-1][1] == len(lengths)
    assert all(lengths[a : b - 1].sum() < 10 for a, b in chunks)
    assert _chunks(lengths[:0]) == []


def test_a_vector_without_a_package_is_an_error() -> None:
    plan = Plan(chain(2, 3, 9))
    message = eliminate(plan)
    message.packed[0] = 0  # everyone at their best, which no package is
    with pytest.raises(AssertionError, match="has no package"):
        recover(message, plan.space.dims, plan.layout)
