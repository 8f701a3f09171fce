"""From a package on the table, or from rankings alone: what RC-1's worked answers say, and properties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

import goodoffices as go
from goodoffices.agreements import bridging, fallback, improvements, nearest, zone
from goodoffices.model import Case
from goodoffices.space import Space, compile, decode, encode, evaluate, frontier
from tests.agreements.test_agreements import small_cases

CANAL = Path(__file__).parents[2] / "cases" / "canal"


@pytest.fixture
def canal() -> Space:
    return compile(go.load(CANAL))


def package(space: Space, convoys: int, notice: int, toll: int) -> np.ndarray:
    return encode(space, {"convoys": str(convoys), "notice": str(notice), "toll": str(toll)})


def names(space: Space, row: np.ndarray) -> tuple[int, ...]:
    return tuple(int(option) for option in decode(space, row).values())


def test_post_settlement(canal: Space) -> None:
    """RC-1: from (20,42,400) the improvements are +5/+10 and +15/+4; max-min picks the first."""
    front = frontier(canal)
    start = package(canal, 20, 42, 400)
    places = improvements(canal, front, start)
    gained = front.utilities[list(places)] - evaluate(canal, start[np.newaxis])
    assert [names(canal, front.packages[p]) for p in places] == [(33, 60, 400), (33, 60, 600)]
    assert gained.tolist() == [[5, 10], [15, 4]]


def test_fallback_bargaining(canal: Space) -> None:
    """RC-1: with impasse at 40, depth 8, (33,60,400)."""
    found = fallback(canal)
    assert found.depth == 8
    assert [tuple(map(int, each.package.values())) for each in found.packages] == [(33, 60, 400)]


def test_bridging_starts_from_the_even_package(canal: Space) -> None:
    """RC-1: bridging from each side's ideal is (33,60,400)."""
    front = frontier(canal)
    chosen = bridging(front, zone(canal, front))
    assert names(canal, front.packages[chosen[0]]) == (33, 60, 400)
    assert len(set(chosen)) == 3


def test_nearest(canal: Space) -> None:
    """(33,60,200) is acceptable as it is; (20,60,600) is not, and one change mends it."""
    assert [names(canal, r) for r in nearest(canal, package(canal, 33, 60, 200))] == [(33, 60, 200)]
    near = {names(canal, row) for row in nearest(canal, package(canal, 20, 60, 600))}
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


@given(small_cases())
def test_fallback_is_the_first_depth_at_which_a_package_is_open_to_all(case: Case) -> None:
    space = compile(case)
    found = fallback(space)
    every = go.space.packages(space)
    utilities = evaluate(space, every)
    for depth in range(1, len(every) + 1):
        reached = [
            tuple(row)
            for row, mine in zip(every, utilities, strict=True)
            if (mine >= space.reservations).all() and ((utilities >= mine).sum(axis=0) <= depth).all()
        ]
        if reached:
            assert found.depth == depth
            assert sorted(tuple(encode(space, each.package)) for each in found.packages) == sorted(
                reached
            )
            return
    assert found.depth == 0
    assert len(found.packages) == 0
