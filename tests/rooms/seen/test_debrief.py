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
    # a name at the right edge stands to the left of its dot, and covers no other
    assert [dot.turned for dot in chart.dots[-2:]] == [False, True]
    assert chart.ends == ("30", "90", "10", "60")


def test_names_of_a_chart_cover_neither_each_other_nor_a_dot() -> None:
    from goodoffices.rooms.seen import debrief

    near = [at(60 + step, 60 - step) for step in range(4)]
    deals = SimpleNamespace(
        frontier=[at(90, 10), at(30, 90)],
        reservations=at(30, 10).points,
        solutions=SimpleNamespace(nash=[near[1]], kalai_smorodinsky=[near[2]]),
    )
    measure: Any = SimpleNamespace(deals=deals)
    tables: Any = near
    chart = debrief._chart(go.load(CASES / "canal"), measure, [1, 2, 3, 4], tables)
    boxes = [dot.box for dot in chart.dots if dot.name]
    dots = [(dot.x - 3, dot.y - 3, dot.x + 3, dot.y + 3) for dot in chart.dots if dot.name]
    for box in boxes:
        for left, top, right, foot in [*boxes, *dots]:
            apart = box[2] <= left or right <= box[0] or box[3] <= top or foot <= box[1]
            assert apart or box == (left, top, right, foot)
