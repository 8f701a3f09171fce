"""Sentences about stability: which states are shown, and in which order."""

from __future__ import annotations

from goodoffices.stability import stability
from goodoffices.stability.wording import RULES, leading_states
from tests.support.conflicts import ELMIRA, case_with


def test_of_whole_rankings_the_states_by_most_rules_come_first() -> None:
    found = stability(case_with(ELMIRA))
    assert [state.id for state in leading_states(found)] == ["5", "8", "9", "1", "4"]


def test_of_rankings_known_in_part_the_most_often_stable_come_first() -> None:
    some = {**ELMIRA["preferences"], "moe": ["7", "3"]}
    found = stability(case_with({**ELMIRA, "preferences": some, "unsaid": "open"}), orders=100)
    assert found.shares is not None
    totals = {
        state.id: sum(found.shares.every[rule][state.id] for rule in RULES)
        for state in found.conflict.states
    }
    shown = [state.id for state in leading_states(found)]
    assert [totals[name] for name in shown] == sorted(filter(None, totals.values()), reverse=True)
    assert 0 in totals.values()
