"""Conditions for accepting an offer, alone and combined."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.strategies.parts.acceptance import (
    NEVER,
    BestOfWindow,
    Condition,
    Constant,
    Heard,
    Moment,
    Next,
    Time,
    combined,
)


def moment(offered: int, planned: int = 50, best: int = 40, time: int = 5) -> Moment:
    return Moment(*(np.array([value]) for value in (offered, planned, best, time)))


@pytest.mark.parametrize(
    ("condition", "least", "late"),
    [
        (Next(), 50, False),
        (Constant(33), 33, False),
        (combined(6), 50, False),
        (combined(5), 40, True),
        (combined(5) & Constant(45), 45, True),
        (Next() | Constant(33), 33, False),
        (Next() & Constant(60), 60, False),
    ],
)
def test_each_condition_accepts_from_its_least_offer_on(
    condition: Condition, least: int, late: bool
) -> None:
    assert condition(moment(least))[0]
    assert not condition(moment(least - 1))[0]
    if late:
        assert not condition(moment(least, time=4))[0]


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_parts_combine_as_or_and_and(values: list[int]) -> None:
    at = moment(*values)
    for one, other in product((Next(), Constant(4), Time(5), BestOfWindow()), repeat=2):
        assert (one | other)(at)[0] == (one(at)[0] or other(at)[0])
        assert (one & other)(at)[0] == (one(at)[0] and other(at)[0])


def test_time_alone_accepts_anything_late() -> None:
    assert Time(5)(moment(0))[0]
    assert not Time(6)(moment(100))[0]


@given(
    st.lists(st.tuples(st.integers(0, 99), st.booleans(), st.booleans()), max_size=12),
    st.integers(0, 6),
)
def test_what_was_heard_is_looked_back_on_lane_by_lane(
    offers: list[tuple[int, bool, bool]], window: int
) -> None:
    heard, lists = Heard(2, 12), [list[int](), list[int]()]
    for worth, *live in offers:
        heard.note(np.array([worth, worth + 1]), np.array(live))
        for lane in (0, 1):
            lists[lane] += [worth + lane] * live[lane]
    best = heard.best(np.array([window, window]))
    for lane, kept in enumerate(lists):
        last = kept[len(kept) - window :] if window and len(kept) >= window else kept * bool(window)
        assert best[lane] == max(last, default=-NEVER)
        assert heard.back(1)[lane] == (kept[max(len(kept) - 2, 0)] if kept else 0)
