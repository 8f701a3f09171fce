"""The loss grid, compared with going through every package."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Space,
    reference,
)
from goodoffices.space.zopa.loss_grid import LossGrid, sweep
from tests.support.spaces import (
    above,
    spaces,
)

GRID = import_module("goodoffices.space.zopa.loss_grid")

Row = tuple[int, ...]


def every_draw(grid: LossGrid) -> set[Row]:
    """Packages drawn until each would have come up all but surely."""
    return {tuple(row) for row in grid.draw(40 * grid.total, seed=1).tolist()}


@given(space=spaces(), data=st.data())
def test_a_grid_one_point_wide_is_the_zone(space: Space, data: st.DataObject) -> None:
    space = above(space, data)
    zopa = set(reference.zopa(space))
    grid = LossGrid.of(space)
    assert grid is not None
    assert grid.fine
    assert grid.total == len(zopa)
    assert every_draw(grid) == zopa


@given(space=spaces(), data=st.data(), together=st.sampled_from([1, 4, 32]))
def test_a_coarse_grid_holds_the_zone(space: Space, data: st.DataObject, together: int) -> None:
    space = above(space, data)
    zopa = set(reference.zopa(space))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GRID, "TOGETHER", together)
        patch.setattr(GRID, "CELLS", data.draw(st.integers(300, 2000)))
        grid = LossGrid.of(space)
    if grid is None:
        return
    drawn = every_draw(grid)
    assert zopa <= drawn <= set(reference.all_packages(space))
    assert grid.total == len(drawn)
    assert not grid.fine or drawn == zopa


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
