"""The nearest acceptable packages, against a worked answer and enumeration."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import nearest
from goodoffices.model import Case
from goodoffices.space import Space, compile, decode, evaluate, from_tables, reference
from tests.support.small_cases import codes, small_cases
from tests.support.spaces import spaces


def names(space: Space, row: np.ndarray) -> tuple[int, ...]:
    return tuple(int(option) for option in decode(space, row).values())


def test_nearest(canal: Space) -> None:
    """(33,60,200) is acceptable as it is; (20,60,600) is not, and one change mends it."""
    assert [names(canal, r) for r in nearest(canal, codes(canal, "33", "60", "200"))] == [(33, 60, 200)]
    near = {names(canal, row) for row in nearest(canal, codes(canal, "20", "60", "600"))}
    assert near == {(33, 60, 600), (20, 30, 600), (20, 42, 600), (20, 60, 200)}


@given(small_cases())
def test_nearest_packages_are_acceptable_and_none_is_nearer(case: Case) -> None:
    space = compile(case)
    start = np.zeros(len(space.dims), dtype=np.int64)
    found = nearest(space, start, most=len(space.dims))
    every = go.space.packages(space)
    good = every[np.all(evaluate(space, every) >= space.reservations, axis=1)]
    distance = (good != start).sum(axis=1)
    assert sorted(map(tuple, found)) == sorted(map(tuple, good[distance == distance.min(initial=99)]))


@given(spaces(), st.data())
def test_the_nearest_packages_are_those_of_going_through_all(space: Space, data: st.DataObject) -> None:
    row = np.array([data.draw(st.integers(0, dim - 1)) for dim in space.dims])
    limits = [data.draw(st.integers(-5, 25)) for _ in space.parties]
    space = replace(space, reservations=np.array(limits, dtype=np.int64))
    far = [(sum(a != b for a, b in zip(one, row, strict=True)), one) for one in reference.zopa(space)]
    least = min((by for by, _ in far if by <= 3), default=None)
    found = {tuple(one) for one in nearest(space, row).tolist()}
    assert found == {one for by, one in far if by == least}


def test_the_nearest_packages_of_a_large_space_are_found_or_given_up_soon() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [[draws.integers(0, 10, 26).tolist() for _ in range(30)] for _ in range(2)]
    space = from_tables(tables, reservations=[260, 260])
    worst = np.array([int(np.argmin(values)) for values in tables[0]])
    began = process_time()
    assert len(nearest(space, worst)) == 0
    assert process_time() - began < 5
