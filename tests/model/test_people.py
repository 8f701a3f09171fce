"""People of a case: what delay costs a party."""

from __future__ import annotations

from tests.support.cases import pressed_case


def test_each_round_after_the_deadline_costs_more() -> None:
    party = pressed_case(after=2).parties[0]
    assert [party.pressure(r) for r in range(5)] == [0, 0, 3, 6, 9]
