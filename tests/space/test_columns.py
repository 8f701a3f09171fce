"""Frontiers where numbers are too fine for words, and where one table holds everything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.space import (
    Space,
    Table,
    evaluate,
    feasible,
    from_tables,
    frontier,
    reference,
    size,
)
from goodoffices.space import frontier as frontier_function
from goodoffices.space.exact import enumeration as listing_module
from goodoffices.space.exact import messages as joins_module
from goodoffices.space.exact.certified_list import Thinner
from goodoffices.space.exact.elimination import eliminate, eliminated, fits, layout
from goodoffices.space.exact.enumeration import listed_frontier
from goodoffices.space.exact.recover_packages import recover
from goodoffices.space.frontier import anytime
from goodoffices.space.regrets.columns import SMALL, Among, Columns, columns, undominated_within
from goodoffices.space.regrets.prune import pruned
from tests.space.test_space import spaces


def times(space: Space, factors: list[int]) -> Space:
    """The space with each party's numbers multiplied."""
    return replace(
        space,
        tables=tuple(
            tuple(Table(t.scope, t.values * factor) for t in tables)
            for tables, factor in zip(space.tables, factors, strict=True)
        ),
    )


@st.composite
def fine_spaces(draw: st.DrawFn) -> Space:
    """Small factor graphs, each party's numbers up to 2**40 times as large and not multiples of anything."""
    space = draw(spaces())
    factors = [2 ** draw(st.integers(30, 40)) + draw(st.integers(0, 9)) for _ in space.parties]
    return times(space, factors)


@settings(max_examples=500)
@given(space=fine_spaces(), count=st.booleans(), chunk=st.sampled_from([3, 1 << 20]))
def test_columns_find_the_frontier_with_counts_and_packages(
    space: Space, count: bool, chunk: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins_module, "CHUNK", chunk)
        message = eliminated(space, columns(space), count)
    slow = reference.frontier(space)
    vectors = columns(space).unpack(message.words)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    if count:
        assert message.counts is not None
        assert message.counts.tolist() == [slow[tuple(row)] for row in vectors.tolist()]
    else:
        assert message.counts is None
    rows = recover(message, message.words, space.dims)
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == vectors.tolist()


@settings(max_examples=300)
@given(space=spaces())
def test_columns_and_words_agree(space: Space) -> None:
    message, packed = eliminate(space, count=True)
    wide = eliminated(space, columns(space), True)
    assert columns(space).unpack(wide.words).tolist() == packed.unpack(message.words).tolist()
    assert message.counts is not None
    assert wide.counts is not None
    assert wide.counts.tolist() == message.counts.tolist()


@settings(max_examples=200)
@given(space=fine_spaces(), most=st.integers(1, 3))
def test_a_thinned_list_of_fine_numbers_keeps_its_certificate(space: Space, most: int) -> None:
    thin = Thinner(columns(space), most, None)
    listed = columns(space).unpack(eliminated(space, columns(space), False, thin).words)
    real = {reference.utilities(space, row) for row in reference.all_packages(space)}
    assert {tuple(row) for row in listed.tolist()} <= real
    for vector in real:
        assert (listed >= np.array(vector) - np.array(thin.within)).all(axis=1).any()
    if not any(thin.within):
        assert {tuple(row) for row in listed.tolist()} == set(reference.frontier(space))


@settings(max_examples=400)
@given(space=st.one_of(spaces(), fine_spaces()), block=st.sampled_from([1, 4, 1 << 16]))
def test_going_through_blocks_finds_the_frontier(space: Space, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing_module, "BLOCK", block)
        patch.setattr(listing_module, "WAITING", 5)
        vectors, rows, counts = listed_frontier(space)
    slow = reference.frontier(space)
    assert [tuple(row) for row in vectors.tolist()] == sorted(slow, reverse=True)
    assert counts.tolist() == [slow[tuple(row)] for row in vectors.tolist()]
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == vectors.tolist()
    first: dict[tuple[int, ...], tuple[int, ...]] = {}
    for row in reference.all_packages(space):
        first.setdefault(reference.utilities(space, row), row)
    assert [tuple(row) for row in rows.tolist()] == [first[tuple(row)] for row in vectors.tolist()]


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
        max_size=60,
    )
)
def test_undominated_points_of_each_context(rows: list[tuple[int, ...]]) -> None:
    found = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 4)
    keep = undominated_within(found[:, 1:], found[:, 0])
    for row, kept in zip(found.tolist(), keep.tolist(), strict=True):
        beaten = any(
            other != row and other[0] == row[0] and all(a <= b for a, b in zip(other, row, strict=True))
            for other in found.tolist()
        )
        assert kept is not beaten


def test_many_points_of_one_context() -> None:
    """More than are compared in pairs, in two contexts, with counts."""
    draws = np.random.Generator(np.random.Philox(2))
    rows = draws.integers(0, 7, (40 * SMALL, 4))
    rows[:, 0] %= 2
    kept, counts = pruned(rows, np.ones(len(rows), dtype=np.int64), Columns((0, 0, 0)))
    assert counts is not None
    want: dict[tuple[int, ...], int] = {}
    listed = rows.tolist()
    for row in listed:
        if not any(
            other[0] == row[0] and other != row and all(a <= b for a, b in zip(other, row, strict=True))
            for other in listed
        ):
            want[tuple(row)] = want.get(tuple(row), 0) + 1
    assert {
        tuple(row): count for row, count in zip(kept.tolist(), counts.tolist(), strict=True)
    } == want


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=8),
    st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), max_size=8),
)
def test_rows_are_found_among_rows(rows: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> None:
    known = Among.of(np.array(rows, dtype=np.int64).reshape(-1, 2))
    hit = known.has(np.array(wanted, dtype=np.int64).reshape(-1, 2))
    assert hit.tolist() == [row in rows for row in wanted]


def chain(parties: int, issues: int, most: int, factor: int = 1, seed: int = 3) -> Space:
    """Five options an issue, each tied to the next."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, most, 5) for _ in range(issues)] for _ in range(parties)]
    linked = [
        {(i, i + 1): draws.integers(0, most, (5, 5)) for i in range(issues - 1)} for _ in range(parties)
    ]
    return times(from_tables(tables, linked=linked), [factor] * parties)


@pytest.mark.parametrize(("parties", "most"), [(1, 90), (2, 90), (3, 12), (4, 4), (6, 2)])
def test_fine_numbers_change_nothing_but_the_numbers(parties: int, most: int) -> None:
    plain, fine = chain(parties, 9, most), chain(parties, 9, most, 2**39 + 1)
    assert fits(plain)
    assert fits(fine) is (parties == 1)
    one, other = frontier_function(plain, counts=True), frontier_function(fine, counts=True)
    assert one.method == other.method == "elimination"
    assert (one.utilities * (2**39 + 1)).tolist() == other.utilities.tolist()
    assert one.counts.tolist() == other.counts.tolist()
    assert evaluate(fine, other.packages).tolist() == other.utilities.tolist()


def test_counts_beyond_64_bits_are_exact() -> None:
    best = np.zeros((5, 5))
    best[2, 3] = 2**45
    space = from_tables([[np.zeros(5)] * 32] * 2, linked=[{(0, 1): best}] * 2)
    assert not fits(space)
    found = frontier(space, counts=True)
    assert found.utilities.tolist() == [[2**45, 2**45]]
    assert found.counts.tolist() == [5**30]
    assert found.packages[0, :2].tolist() == [2, 3]


def test_many_sums_of_numbers_with_a_common_factor_are_found_again() -> None:
    draws = np.random.Generator(np.random.Philox(1))
    tables = [[draws.integers(0, 250, 5) * float(2**40) for _ in range(30)] for _ in range(3)]
    space = from_tables(tables)
    found = frontier(space)
    assert found.method == "sums"
    assert len(found) > 4_000
    assert evaluate(space, found.packages).tolist() == found.utilities.tolist()


def test_with_time_fine_numbers_are_thinned_or_exact() -> None:
    fine = chain(3, 12, 9, 2**40)
    assert isinstance(layout(fine), Columns)
    whole = frontier(fine)
    assert anytime(fine, 60).utilities.tolist() == whole.utilities.tolist()
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
    by_elimination = eliminated(space, columns(space), True)
    assert columns(space).unpack(by_elimination.words).tolist() == found.utilities.tolist()
    assert by_elimination.counts is not None
    assert by_elimination.counts.tolist() == found.counts.tolist()
