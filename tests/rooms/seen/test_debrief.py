"""The chart of a debrief: a dot for each point, with the names of all that lie on it."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

import goodoffices as go
from tests.support.cases import CASES
from tests.support.room import folder


def at(first: int, second: int) -> Any:
    points = {"A": Fraction(first), "B": Fraction(second)}
    return SimpleNamespace(utilities=points, points=points)


def test_a_point_has_one_dot_with_the_names_of_all_that_lie_on_it() -> None:
    folder()
    from goodoffices.rooms.seen import debrief

    best, worst = at(60, 60), at(90, 20)
    deals = SimpleNamespace(
        frontier=[best, best, worst],
        reservations=at(30, 10).points,
        solutions=SimpleNamespace(nash=[best], kalai_smorodinsky=[best, worst]),
    )
    measure: Any = SimpleNamespace(deals=deals)
    tables: Any = [best, best, None, worst, best, best, best, best]
    chart = debrief._chart(go.load(CASES / "canal"), measure, list(range(1, 9)), tables)
    assert [(dot.kind, dot.name) for dot in chart.dots] == [
        ("frontier", ""),
        ("frontier", ""),
        ("none", "no agreement"),
        ("solution", "Nash, Kalai–Smorodinsky"),
        ("solution", "Kalai–Smorodinsky"),
        ("table", "1, 2, 5, 6, 7 …"),
        ("table", "4"),
    ]
    # a name at the right edge stands to the left of its dot
    assert [dot.turned for dot in chart.dots[-2:]] == [False, True]
    assert chart.ends == ("30", "90", "10", "60")
