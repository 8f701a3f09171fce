"""The order of elimination."""

from __future__ import annotations

from importlib import import_module

import pytest

from goodoffices.space import (
    Plan,
    frontier,
    reweigh,
)
from goodoffices.space.plan.order import elimination_order
from tests.support.spaces import (
    random_case,
)

ROUTE = import_module("goodoffices.space.plan.route")


def test_a_chain_is_eliminated_from_its_ends() -> None:
    order = elimination_order((5, 5, 5, 5), [(0, 1), (1, 2), (2, 3)])
    assert order[0].issue in (0, 3)
    assert {step.issue for step in order} == {0, 1, 2, 3}


def test_a_reweighed_plan_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    space = random_case(3, 9, 4, 0.5, True)
    plan = Plan(space)
    whole = frontier(space, plan)
    other = reweigh(space, [[t.values[::-1] for t in own] for own in space.tables])
    expected = frontier(other)
    monkeypatch.setattr(ROUTE, "elimination_order", None)
    again = frontier(other, plan.reweighed(other))
    assert again.utilities.tolist() == expected.utilities.tolist() != whole.utilities.tolist()
    assert again.packages.tolist() == expected.packages.tolist()
