"""Fallback bargaining, against a worked answer and enumeration."""

from __future__ import annotations

from hypothesis import given

import goodoffices as go
from goodoffices.agreements import fallback
from goodoffices.model import Case
from goodoffices.space import Space, compile, encode, evaluate
from tests.support.small_cases import small_cases


def test_fallback_bargaining(canal: Space) -> None:
    """RC-1: with impasse at 40, depth 8, (33,60,400)."""
    found = fallback(canal)
    assert found.depth == 8
    assert [tuple(map(int, each.package.values())) for each in found.packages] == [(33, 60, 400)]


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
