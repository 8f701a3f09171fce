"""Frontiers by every route, and what a time limit or an interrupt leaves of them."""

from __future__ import annotations

from importlib import import_module
from time import monotonic

import numpy as np
import pytest

from goodoffices.space import (
    Plan,
    count_zopa,
    evaluate,
    from_tables,
    frontier,
    size,
)
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.enumeration import enumerated_zopa
from goodoffices.space.regrets.columns import Columns
from tests.support.spaces import (
    chain,
    one_table,
)

FRONTIER = import_module("goodoffices.space.frontier")


def test_with_time_the_anytime_frontier_is_the_frontier() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [[draws.integers(0, 40, 4) for _ in range(8)] for _ in range(2)]
    linked = [{(i, i + 1): draws.integers(0, 40, (4, 4)) for i in range(7)} for _ in range(2)]
    space = from_tables(tables, linked=linked)
    found = frontier(space, seconds=30)
    assert found.within == ()
    assert found.utilities.tolist() == frontier(space).utilities.tolist()


@pytest.mark.parametrize(("parties", "most"), [(1, 90), (2, 90), (3, 12), (4, 4), (6, 2)])
def test_fine_numbers_change_nothing_but_the_numbers(parties: int, most: int) -> None:
    plain, fine = chain(parties, 9, most), chain(parties, 9, most, 2**39 + 1)
    assert Plan(plain).packs
    assert Plan(fine).packs is (parties == 1)
    one, other = frontier(plain, counts=True), frontier(fine, counts=True)
    assert one.method == other.method == "elimination"
    assert (one.utilities * (2**39 + 1)).tolist() == other.utilities.tolist()
    assert one.counts.tolist() == other.counts.tolist()
    assert evaluate(fine, other.packages).tolist() == other.utilities.tolist()


def test_counts_beyond_64_bits_are_exact() -> None:
    best = np.zeros((5, 5))
    best[2, 3] = 2**45
    space = from_tables([[np.zeros(5)] * 32] * 2, linked=[{(0, 1): best}] * 2)
    assert not Plan(space).packs
    found = frontier(space, counts=True)
    assert found.utilities.tolist() == [[2**45, 2**45]]
    assert found.counts.tolist() == [5**30]
    assert found.packages[0, :2].tolist() == [2, 3]


def test_with_time_fine_numbers_are_thinned_or_exact() -> None:
    fine = chain(3, 12, 9, 2**40)
    assert isinstance(Plan(fine).layout, Columns)
    whole = frontier(fine)
    assert frontier(fine, seconds=60).utilities.tolist() == whole.utilities.tolist()
    found = frontier(fine, seconds=0)
    assert found.within
    assert not found.exact
    for vector in whole.utilities:
        assert (found.utilities >= vector - np.array(found.within)).all(axis=1).any()
    assert evaluate(fine, found.packages).tolist() == found.utilities.tolist()


def test_one_table_over_everything_is_gone_through() -> None:
    draws = np.random.Generator(np.random.Philox(5))
    shape = (7, 6, 7, 6, 7, 6)
    values = draws.integers(0, 300, (3, *shape))
    one = [[np.zeros(n) for n in shape] for _ in range(3)]
    space = from_tables(one, linked=[{tuple(range(6)): table} for table in values])
    found = frontier(space, counts=True)
    assert found.method == "enumeration"
    assert found.counts.sum() >= len(found)
    assert len(found.packages) < size(space)
    by_elimination = eliminate(Plan(space), True, layout=Columns.of(space))
    assert Columns.of(space).utilities(by_elimination.packed).tolist() == found.utilities.tolist()
    assert by_elimination.counts is not None
    assert by_elimination.counts.tolist() == found.counts.tolist()


def test_going_through_packages_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    space = one_table()
    whole = frontier(space)
    assert whole.method == "enumeration"
    assert frontier(space, seconds=60).utilities.tolist() == whole.utilities.tolist()
    late = frontier(space, seconds=0)
    assert late.sampled
    assert "packages were gone through, others drawn and improved" in late.method
    assert count_zopa(space).exact
    estimate = count_zopa(space, seconds=0)
    assert not estimate.exact
    assert estimate.low <= count_zopa(space).low <= estimate.high
    assert enumerated_zopa(space, monotonic() - 1) is None


def test_a_first_round_that_takes_too_long_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.Generator(np.random.Philox(2))
    tables = [[draws.integers(0, 100, 4).tolist() for _ in range(10)] for _ in range(2)]
    linked = [{(i, i + 1): draws.integers(0, 100, (4, 4)) for i in range(9)} for _ in range(2)]
    space = from_tables(tables, linked=linked)
    monkeypatch.setattr(FRONTIER, "FIRST_ROUND", 0)
    assert frontier(space, seconds=0).sampled
    monkeypatch.undo()
    assert not frontier(space, seconds=0).sampled
