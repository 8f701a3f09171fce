"""Advice by name: every package holds what is said of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.agreements import advise, best_of_each, bridges, fallback
from goodoffices.space import Space, evaluate, feasible, frontier, packages
from tests.support.spaces import spaces
from tests.support.thorough import usually


@settings(max_examples=usually(25, 60))
@given(space=spaces(), data=st.data())
def test_advice_holds_what_it_says(space: Space, data: st.DataObject) -> None:
    rows = packages(space)
    front = frontier(space)
    row = np.array([data.draw(st.integers(0, dim - 1)) for dim in space.dims])
    named = {i: o[c] for i, o, c in zip(space.issues, space.options, row, strict=True)}
    found = advise(space, front, named)
    assert bool(found.forbidden_by) == (not feasible(space, row[np.newaxis])[0])
    own = found.package.utilities
    for one in found.improvements:
        assert all(one.utilities[party] >= own[party] for party in space.parties)
    for one in (*found.improvements, *found.nearest):
        assert set(one.changed) == {i for i in space.issues if one.package[i] != named[i]}
    if found.trade is not None and found.toward is not None:
        for party in space.parties:
            assert found.trade.total[party] == found.toward.utilities[party] - own[party]
    assert len(bridges(space, front, 2)) <= 2
    if len(rows):
        assert fallback(space).depth <= len(rows)
        for place, best in enumerate(best_of_each(space, front, 2).values()):
            most = space.units(place, evaluate(space, rows)[:, place].max())
            assert best.top[0].utilities[space.parties[place]] == most
