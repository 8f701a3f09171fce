"""Drawn preferences of all parties, and exact cases whose numbers may be off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.agreements import loosened, robust, sample_of
from goodoffices.errors import UsageError
from goodoffices.model import Between
from tests.support.in_part import partial, tree


def test_numbers_that_may_be_off_lie_around_those_written() -> None:
    case = loosened(go.load("cases/canal"), Fraction(1, 5))
    one = partial(case)
    assert one.reservation == Between(Fraction(32), Fraction(48), "invented")
    assert one.issues[0].values == (
        Between(Fraction(24), Fraction(36), "invented"),
        Between(Fraction(12), Fraction(18), "invented"),
        Fraction(0),
    )
    assert one.own_units
    assert case.numbers_by_basis() == go.load("cases/canal").numbers_by_basis()


def test_little_room_changes_little_and_more_room_more() -> None:
    """Within a thousandth the ten packages of the zone survive; within a half none of them surely does."""
    zone = go.load("cases/canal")
    near = robust(loosened(zone, Fraction(1, 1000)), 200)
    sure = [one for one in near.survivors if min(one.own.values()) == 1.0]
    assert len(sure) == 6  # in four of the ten a party has exactly its reservation value
    far = robust(loosened(zone, Fraction(1, 2)), 200)
    assert far.survivors[0].joint < 1.0


def test_tables_over_several_issues_stay_exact() -> None:
    case = loosened(go.load("cases/strait"), Fraction(1, 10))
    assert partial(case, "tavland").together == tuple(
        table for table in go.load("cases/strait").preferences[0].tables if len(table.scope) > 1
    )


@pytest.mark.parametrize("share", [0, 2, -1])
def test_a_spread_out_of_range_is_refused(share: int) -> None:
    with pytest.raises(UsageError, match="above 0 and at most 1"):
        loosened(go.load("cases/canal"), Fraction(share))


def test_a_spread_where_no_number_is_exact_is_refused() -> None:
    case = loosened(go.load("cases/canal"), Fraction(1, 5))
    with pytest.raises(UsageError, match="exact numbers, found none"):
        loosened(case, Fraction(1, 5))


def test_too_many_drawn_numbers_are_refused_at_once() -> None:
    def issues_of(options: int) -> dict[str, Any]:
        return {"many": {"integers": {"from": 1, "to": options, "step": 1}}}

    with pytest.raises(UsageError, match=r"drawn numbers.*; list fewer options"):
        sample_of(go.load(tree({p: {"unsaid": "open"} for p in "ABCDEFG"}, issues_of(9_000))), 100)
    with pytest.raises(UsageError, match="take at most 600 profiles, or list fewer options"):
        sample_of(
            go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, issues_of(5_000))), 2_000
        )


def test_too_many_utilities_are_refused_at_once() -> None:
    issues = {f"i{n}": {"integers": {"from": 1, "to": 79, "step": 1}} for n in range(3)}
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}, issues))
    with pytest.raises(UsageError, match=r"drawn utilities .*; take at most 10,141 profiles"):
        sample_of(case, 10_142)


def test_parts_are_batches_in_a_row() -> None:
    case = go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open"}}))
    sample = sample_of(case, 100)
    parts = [sample.part(range(b, b + 1)) for b in range(10)]
    whole = np.concatenate([part[0].floor for part in parts])
    assert np.array_equal(whole, sample.profiles[0].floor)
