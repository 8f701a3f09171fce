"""Zones counted and drawn from, held to going through every package."""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import replace
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.space import (
    Sampler,
    Space,
    ZoneSampler,
    ZopaCount,
    compile,
    count_zone,
    evaluate,
    feasible,
    from_tables,
    frontier,
    reference,
    reweigh,
)
from goodoffices.space.exact import elimination as elimination_module
from goodoffices.space.exact import enumeration as listing_module
from goodoffices.space.exact.above_reservation import Budgets
from goodoffices.space.exact.elimination import eliminate, fits
from goodoffices.space.exact.messages import Message
from goodoffices.space.zopa import loss_grid as grid_module
from goodoffices.space.zopa.loss_grid import Grid, sweep
from tests.space.test_exact import with_floor
from tests.space.test_space import spaces

frontier_module = importlib.import_module("goodoffices.space.frontier")
Row = tuple[int, ...]


def every_draw(grid: Grid) -> set[Row]:
    """Packages drawn until each would have come up all but surely."""
    return {tuple(row) for row in grid.draw(40 * grid.many, seed=1).tolist()}


def random_case(seed: int, issues: int, options: int, share: float, linked: bool = False) -> Space:
    """Two parties with totals of about a million, who want a share of their best."""
    draws = np.random.Generator(np.random.Philox(seed))
    weights = draws.dirichlet(np.ones(issues), 2) * 10**6
    tables = [[np.rint(draws.random(options) * w) for w in own] for own in weights]
    pairs = [(i, i + 1) for i in range(issues - 1)] if linked else []
    links = [
        {pair: np.rint(draws.random((options, options)) * 9_000) for pair in pairs} for _ in tables
    ]
    space = from_tables(tables, linked=links)
    best = [sum(int(table.values.max()) for table in own) for own in space.tables]
    return replace(space, reservations=np.array([int(share * most) for most in best], dtype=np.int64))


@settings(max_examples=150)
@given(space=spaces(), data=st.data())
def test_a_grid_one_point_wide_is_the_zone(space: Space, data: st.DataObject) -> None:
    space = with_floor(space, data)
    zone = set(reference.zopa(space))
    grid = Grid.of(space)
    assert grid is not None
    assert grid.fine
    assert grid.many == len(zone)
    assert every_draw(grid) == zone


@settings(max_examples=120)
@given(space=spaces(), data=st.data(), together=st.sampled_from([1, 4, 32]))
def test_a_coarse_grid_holds_the_zone(space: Space, data: st.DataObject, together: int) -> None:
    space = with_floor(space, data)
    zone = set(reference.zopa(space))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_module, "TOGETHER", together)
        patch.setattr(grid_module, "CELLS", data.draw(st.integers(300, 2000)))
        grid = Grid.of(space)
    if grid is None:
        return
    drawn = every_draw(grid)
    assert zone <= drawn <= set(reference.all_packages(space))
    assert grid.many == len(drawn)
    assert not grid.fine or drawn == zone


@given(space=spaces())
def test_a_sweep_meets_every_issue_once_and_every_table_whole(space: Space) -> None:
    scopes = [t.scope for tables in space.tables for t in tables] + [r.scope for r in space.rules]
    spans = sweep(space.dims, scopes)
    before: tuple[int, ...] = ()
    met: list[int] = []
    for span, kept in spans:
        assert span[: len(before)] == before
        met += span[len(before) :]
        assert set(kept) <= set(span)
        before = kept
    assert sorted(met) == list(range(len(space.dims)))
    assert before == ()
    assert all(any(set(scope) <= set(span) for span, _ in spans) for scope in scopes)


@pytest.mark.parametrize("cells", [200, 1_000, 1 << 24])
@pytest.mark.parametrize("linked", [False, True])
def test_draws_are_uniform_over_the_zone(
    cells: int, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = random_case(5, 5, 3, 0.65, linked)
    zone = reference.zopa(space)
    assert 20 < len(zone) < 120
    monkeypatch.setattr(grid_module, "CELLS", cells)
    sampler = ZoneSampler.of(space)
    counts = Counter(tuple(row) for row in sampler.draw(200 * len(zone), seed=7).tolist())
    assert set(counts) == set(zone)
    assert sum(counts.values()) == 200 * len(zone)
    freedom = len(zone) - 1
    chi = sum((count - 200) ** 2 / 200 for count in counts.values())
    assert abs(chi - freedom) < 3.3 * (2 * freedom) ** 0.5


def test_where_there_is_no_room_for_a_grid_all_that_is_feasible_is_drawn_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = random_case(5, 5, 3, 0.65)
    monkeypatch.setattr(grid_module, "CELLS", 1)
    sampler = ZoneSampler.of(space)
    assert isinstance(sampler.source, Sampler)
    assert {tuple(row) for row in sampler.draw(3_000, seed=1).tolist()} == set(reference.zopa(space))


def test_an_empty_zone_gives_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    space = from_tables([[[0, 3], [5, 0]], [[3, 0], [0, 5]]], reservations=[6, 6])
    assert ZoneSampler.of(space).draw(10, seed=1).shape == (0, 2)
    monkeypatch.setattr("goodoffices.space.zopa.count.ROUNDS", 2)
    monkeypatch.setattr(grid_module, "CELLS", 1)
    assert ZoneSampler.of(space).draw(10, seed=1).shape == (0, 2)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("cells", [300, 3_000, 30_000])
def test_intervals_hold_the_number(cells: int, linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid_module, "CELLS", cells)
    missed = 0
    for seed in range(20):
        space = random_case(seed, 7, 4, 0.7, linked)
        exact = count_zone(space)
        assert exact.exact
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("goodoffices.space.zopa.count.MOST_SUMS", 0)
            patch.setattr("goodoffices.space.zopa.count.MOST_LISTED", 0)
            found = count_zone(space)
        missed += not found.low <= exact.low <= found.high
    assert missed <= 2  # each holds with 99 %


def test_a_zone_of_one_in_a_billion_is_estimated_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.space.zopa.count.MOST_SUMS", 0)
    space = random_case(2, 50, 5, 0.85)
    found = count_zone(space)
    assert 0 < found.low < found.high < 1.15 * found.low
    assert found.high / prod(space.dims) < 1e-9
    assert "rounded losses" in found.method


def test_a_grid_of_points_counts_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    space = compile(go.load("cases/strait"))
    exact = count_zone(space)
    monkeypatch.setattr("goodoffices.space.zopa.count.MOST_SUMS", 0)
    monkeypatch.setattr("goodoffices.space.zopa.count.MOST_LISTED", 0)
    assert count_zone(space) == replace(exact, method="losses within the budgets")


# --- the individually rational frontier -----------------------------------------------------------


@settings(max_examples=200)
@given(space=spaces(), data=st.data())
def test_the_rational_frontier_is_the_frontier_of_the_zone(space: Space, data: st.DataObject) -> None:
    space = with_floor(space, data)
    floor = space.reservations.tolist()
    slow = {
        vector: count
        for vector, count in reference.frontier(space).items()
        if all(u >= r for u, r in zip(vector, floor, strict=True))
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier_module, "LISTED", 0)
        patch.setattr(frontier_module, "is_additive", lambda _: False)
        found = frontier(space, counts=True, rational=True)
    assert dict(zip(map(tuple, found.utilities.tolist()), found.counts.tolist(), strict=True)) == slow
    assert evaluate(space, found.packages).tolist() == found.utilities.tolist()
    assert feasible(space, found.packages).all()


@settings(max_examples=100)
@given(space=spaces(), data=st.data())
def test_no_word_over_a_budget_is_left(space: Space, data: st.DataObject) -> None:
    space = with_floor(space, data)
    message, packed = eliminate(space, False, kept=Budgets.of(space))
    assert (packed.unpack(message.words) >= space.reservations).all()


def test_a_rational_frontier_joins_fewer_words() -> None:
    space = random_case(3, 12, 4, 0.9, True)
    joined = {}
    for name, kept in (("all", None), ("rational", Budgets.of(space))):
        words = 0

        def counted(issue: int, message: Message, kept: Budgets | None = kept) -> Message:
            nonlocal words
            out = message if kept is None else kept(issue, message)
            words += len(out.words)
            return out

        eliminate(space, False, kept=counted)
        joined[name] = words
    assert joined["rational"] < 0.7 * joined["all"]


@pytest.mark.parametrize("space", [random_case(5, 5, 3, 0.65), random_case(5, 5, 3, 0.65, True)])
def test_small_and_additive_cases_are_filtered(space: Space) -> None:
    whole = frontier(space, counts=True)
    part = frontier(space, counts=True, rational=True)
    keep = (whole.utilities >= space.reservations).all(axis=1)
    assert 0 < len(part) < len(whole)
    assert part.utilities.tolist() == whole.utilities[keep].tolist()
    assert part.counts.tolist() == whole.counts[keep].tolist()


# --- other utilities on the same linkages ---------------------------------------------------------


@settings(max_examples=100)
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


def test_the_order_is_reckoned_once_for_a_graph() -> None:
    space = random_case(3, 9, 4, 0.5, True)
    frontier(space)
    before = elimination_module._order.cache_info().misses
    frontier(reweigh(space, [[t.values[::-1] for t in own] for own in space.tables]))
    assert elimination_module._order.cache_info().misses == before


@settings(max_examples=200)
@given(space=spaces(), data=st.data(), block=st.sampled_from([1, 4, 1 << 16]))
def test_a_zone_gone_through_in_blocks_is_the_zone(
    space: Space, data: st.DataObject, block: int
) -> None:
    space = with_floor(space, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing_module, "BLOCK", block)
        assert listing_module.listed_zone(space) == len(reference.zopa(space))


def test_one_large_table_is_gone_through_for_its_zone() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    tables = [{(0, 1, 2): draws.integers(0, 100, (45, 45, 45))} for _ in range(2)]
    plain = [[np.zeros(45)] * 3] * 2
    space = from_tables(plain, linked=tables, reservations=[60, 70])
    found = count_zone(space)
    fine = (tables[0][0, 1, 2] >= 60) & (tables[1][0, 1, 2] >= 70)
    assert (found.low, found.high, found.exact) == (fine.sum(), fine.sum(), True)
    assert found.method == "packages gone through one by one"


def test_few_packages_with_fine_numbers_are_gone_through() -> None:
    """Sums of sixty bits a party do not fit into one word, and a zone of 4,096 packages is no estimate."""
    draws = np.random.Generator(np.random.Philox(4))
    tables = [[draws.integers(0, 1 << 58, 8) for _ in range(4)] for _ in range(2)]
    space = from_tables(tables, reservations=[1 << 58] * 2)
    assert not fits(space)
    many = len(reference.zopa(space))
    assert count_zone(space) == ZopaCount(many, many, True, "packages gone through one by one")
