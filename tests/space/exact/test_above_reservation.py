"""The frontier at or above every reservation value."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goodoffices.space import (
    Plan,
    Space,
    evaluate,
    feasible,
    frontier,
    reference,
)
from goodoffices.space.exact.above_reservation import Budgets
from goodoffices.space.exact.elimination import eliminate
from goodoffices.space.exact.messages import Message
from tests.support.spaces import (
    above,
    random_case,
    spaces,
)

FRONTIER = import_module("goodoffices.space.frontier")


@given(space=spaces(), data=st.data())
def test_the_rational_frontier_is_the_frontier_of_the_zone(space: Space, data: st.DataObject) -> None:
    space = above(space, data)
    floor = space.reservations.tolist()
    slow = {
        vector: count
        for vector, count in reference.frontier(space).items()
        if all(u >= r for u, r in zip(vector, floor, strict=True))
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FRONTIER, "LISTED", 0)
        patch.setattr(Plan, "additive", False)
        found = frontier(space, counts=True, rational=True)
    assert dict(zip(map(tuple, found.utilities.tolist()), found.counts.tolist(), strict=True)) == slow
    assert evaluate(space, found.packages).tolist() == found.utilities.tolist()
    assert feasible(space, found.packages).all()


@given(space=spaces(), data=st.data())
def test_no_word_over_a_budget_is_left(space: Space, data: st.DataObject) -> None:
    """Of issues that are tied together; sums over several groups are only filtered once they are joined."""
    space = above(space, data)
    plan = Plan(space)
    assume(sum(step.scope == () for step in plan.order) == 1)
    message = eliminate(plan, keep=Budgets.of(plan))
    assert (plan.layout.utilities(message.packed) >= space.reservations).all()


def test_a_rational_frontier_joins_fewer_words() -> None:
    space = random_case(3, 12, 4, 0.9, True)
    joined = {}
    for name, kept in (("all", None), ("rational", Budgets.of(Plan(space)))):
        words = 0

        def counted(issue: int, message: Message, kept: Budgets | None = kept) -> Message:
            nonlocal words
            out = message if kept is None else kept(issue, message)
            words += len(out.packed)
            return out

        eliminate(Plan(space), keep=counted)
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
