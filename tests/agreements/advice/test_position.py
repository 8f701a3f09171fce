"""Where a package stands."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.agreements import standing
from goodoffices.errors import UsageError
from goodoffices.space import (
    Space,
    frontier,
    reference,
)
from tests.support.small_cases import codes
from tests.support.spaces import (
    entangled,
)


def utilities(space: Space) -> list[tuple[int, ...]]:
    return [reference.utilities(space, row) for row in reference.all_packages(space)]


def test_where_a_package_stands(canal: Space) -> None:
    front = frontier(canal)
    found = standing(canal, front, codes(canal, "33", "60", "600"))
    assert found.utilities == {"A": 70, "B": 60}
    assert found.to_frontier == found.to_nash == 0.0
    above = [sum(u[p] >= limit for u in utilities(canal)) / 21 for p, limit in ((0, 70), (1, 60))]
    assert [found.better["A"][0], found.better["B"][0]] == pytest.approx(above)
    assert found.acceptable == {"A": True, "B": True}
    forbidden = standing(canal, front, codes(canal, "33", "30", "600"))
    assert not forbidden.feasible


def test_where_linkages_are_too_entangled_it_is_said() -> None:
    space = entangled(12, 10)
    front = frontier(space, seconds=1)
    assert standing(space, front, front.packages[0]).better == {"A": (0.0, 1.0), "B": (0.0, 1.0)}
    with pytest.raises(UsageError, match="too entangled to say which packages are best for A"):
        go.space.best(space, 0, 3)
