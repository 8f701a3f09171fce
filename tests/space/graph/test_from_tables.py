"""Spaces from plain tables, and with other utilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.space import (
    Space,
    evaluate,
    from_tables,
    reference,
    reweigh,
)
from tests.support.spaces import (
    spaces,
)


def test_whole_numbers_past_doubles_are_kept() -> None:
    large = 2**53 + 1
    space = from_tables([[[large, 0]], [[0, 1]]])
    assert evaluate(space, np.array([[0]])).tolist() == [[large, 0]]
    again = reweigh(space, [[np.array([large + 2, 0])], [np.array([0, 1])]])
    assert evaluate(again, np.array([[0]])).tolist() == [[large + 2, 0]]


def test_tables_of_other_lengths_or_fractions_are_refused() -> None:
    with pytest.raises(UsageError, match="same length"):
        from_tables([[[1, 2]], [[1, 2, 3]]])
    with pytest.raises(UsageError, match="whole"):
        from_tables([[[0.5, 2]], [[1, 2]]])
    assert [int(s) for s in from_tables([[[0.5, 2]], [[1, 2]]], scale=2).scales] == [2, 2]


@given(space=spaces(), data=st.data())
def test_a_space_is_reweighed(space: Space, data: st.DataObject) -> None:
    draws = np.random.Generator(np.random.Philox(data.draw(st.integers(0, 99))))
    tables = [[draws.integers(-3, 7, t.values.shape) for t in own] for own in space.tables]
    other = reweigh(space, tables, [1] * len(space.parties))
    assert other.rules is space.rules
    assert other.reservations.tolist() == [1] * len(space.parties)
    for row in reference.all_packages(other):
        assert reference.utilities(other, row) == tuple(
            sum(int(values[tuple(row[i] for i in t.scope)]) for t, values in zip(own, new, strict=True))
            for own, new in zip(space.tables, tables, strict=True)
        )
    same = reweigh(other, [[t.values for t in own] for own in space.tables])
    assert reference.frontier(same) == reference.frontier(space)
    assert same.reservations is other.reservations


@pytest.mark.parametrize(
    ("tables", "reservations", "message"),
    [
        ([[[0, 1]]], None, "as many tables"),
        ([[[0, 1]], [[0, 1], [2, 3]]], None, "as many tables"),
        ([[[0, 1]], [[0, 1, 2]]], None, r"B: expected a table of shape \(2,\) over 0, found \(3,\)"),
        ([[[0, 1]], [[0, 0.5]]], None, "whole"),
        ([[[0, 1]], [[0, 1]]], [1], "one reservation value"),
    ],
)
def test_what_does_not_fit_is_not_reweighed(
    tables: list[list[list[float]]], reservations: list[int] | None, message: str
) -> None:
    space = from_tables([[[0, 3]], [[3, 0]]])
    with pytest.raises(UsageError, match=message):
        reweigh(space, tables, reservations)
