"""A party's best packages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import (
    Space,
    best,
    evaluate,
    feasible,
    reference,
)
from tests.support.spaces import (
    spaces,
)


@given(space=spaces(), many=st.integers(1, 12))
def test_a_partys_best_packages(space: Space, many: int) -> None:
    rows = best(space, 0, many)
    worth = sorted(
        (reference.utilities(space, row)[0] for row in reference.all_packages(space)), reverse=True
    )
    assert evaluate(space, rows)[:, 0].tolist() == worth[:many]
    assert feasible(space, rows).all()
    assert len({tuple(row) for row in rows.tolist()}) == len(rows)
