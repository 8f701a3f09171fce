"""Packages that are only found, if issues are too entangled for exact answers."""

from __future__ import annotations

from importlib import import_module
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.agreements import (
    deals_of,
)
from goodoffices.space import (
    Space,
    drawn,
    evaluate,
    feasible,
    from_tables,
    frontier,
    reference,
)
from goodoffices.space.local_search import along, sampled_packages
from tests.support.spaces import (
    entangled,
    spaces,
)
from tests.support.thorough import usually

UNIFORM = import_module("goodoffices.space.zopa.uniform")

Found = tuple[Space, np.ndarray, np.ndarray]


def pairwise(issues: int) -> Space:
    """Every pair of two-option issues matters, and two of them exclude each other."""
    draws = np.random.Generator(np.random.Philox(8))
    plain = [[draws.integers(0, 100, 2) for _ in range(issues)] for _ in range(2)]
    pairs = [(i, j) for i in range(issues) for j in range(i + 1, issues)]
    linked = [{pair: draws.integers(-50, 50, (2, 2)) for pair in pairs} for _ in range(2)]
    return from_tables(plain, linked=linked, forbidden={(0, 1): [(1, 1)]}, reservations=[500, 500])


@pytest.fixture(scope="module")
def found() -> Found:
    space = pairwise(30)
    front = frontier(space)
    assert front.sampled
    assert not front.exact
    assert "drawn" in front.method
    return space, front.packages, front.utilities


def test_found_packages_are_feasible_with_their_own_utilities_and_none_dominates_another(
    found: Found,
) -> None:
    space, rows, utilities = found
    assert feasible(space, rows).all()
    assert evaluate(space, rows).tolist() == utilities.tolist()
    vectors = [tuple(map(int, row)) for row in utilities]
    assert not any(reference.dominates(a, b) for a in vectors for b in vectors)


def test_climbing_finds_better_packages_than_drawing(found: Found) -> None:
    space, _, utilities = found
    drawn, _ = sampled_packages(space)
    only_drawn = evaluate(space, drawn[:4096])
    assert utilities.sum(axis=1).max() > only_drawn.sum(axis=1).max()
    assert (utilities.max(axis=0) > only_drawn.max(axis=0)).all()


@settings(max_examples=usually(25, 60))
@given(space=spaces())
def test_nothing_found_is_above_the_frontier_and_small_spaces_are_drawn_whole(space: Space) -> None:
    rows, utilities = sampled_packages(space)
    true = reference.frontier(space)
    assert bool(len(rows)) == bool(true)
    if len(rows):
        vectors = set(map(tuple, utilities.tolist()))
        assert not any(reference.dominates(v, best) for v in vectors for best in true)
        assert utilities.max(axis=0).tolist() == np.array(list(true)).max(axis=0).tolist()


def test_what_could_be_agreed_says_that_it_was_sampled() -> None:
    result = deals_of(pairwise(30))
    assert result.status == "sampled"
    assert result.to_json()["status"] == "sampled"
    assert result.solutions.nash


def test_drawn_packages_keep_linkages_counted_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    space = entangled(7, 4)
    for most in (UNIFORM.MOST_COUNTED, 8):
        monkeypatch.setattr(UNIFORM, "MOST_COUNTED", most)
        rows = drawn(space, 500, 3)
        assert len(rows) > 400
        assert feasible(space, rows).all()
        assert np.array_equal(rows, drawn(space, 500, 3)), "one seed, one answer"
    nothing = from_tables([[[1, 2], [1, 2]]] * 2, forbidden={(0, 1): [(0, 0), (0, 1), (1, 0), (1, 1)]})
    assert drawn(nothing, 10, 0).shape == (0, 2)


@given(spaces(), st.data())
def test_entries_along_an_issue(space: Space, data: st.DataObject) -> None:
    rows = np.array([[data.draw(st.integers(0, dim - 1)) for dim in space.dims] for _ in range(3)])
    for table in (table for tables in space.tables for table in tables):
        for issue in table.scope:
            found = along(table.scope, table.values, rows, issue)
            for row, entries in zip(rows, found, strict=True):
                for option in range(space.dims[issue]):
                    tried = [option if i == issue else int(row[i]) for i in range(len(row))]
                    assert entries[option] == table.values[tuple(tried[i] for i in table.scope)]


def test_climbs_stop_at_the_deadline_and_improve() -> None:
    space = entangled(8, 5)
    drawn_only, at = sampled_packages(space, deadline=monotonic() - 1)
    rows, utilities = sampled_packages(space)
    assert len(drawn_only) == 4096
    assert utilities.sum(axis=1).max() > at.sum(axis=1).max()
    assert feasible(space, rows).all()
    assert np.array_equal(utilities, evaluate(space, rows))
