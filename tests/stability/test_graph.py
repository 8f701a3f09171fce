"""Moves of a party in a graph: its own options alone, and none that cannot be undone."""

from __future__ import annotations

import numpy as np

from goodoffices.model.stability import Conflict
from goodoffices.stability.graph import moves
from tests.support.conflicts import ELMIRA, case_with


def moved(conflict: Conflict, party: str) -> set[tuple[str, str]]:
    names = [state.id for state in conflict.states]
    return {(names[a], names[b]) for a, b in np.argwhere(moves(conflict, party))}


def test_elmira_has_the_published_moves() -> None:
    """Modify, leaving Delay, and Abandon cannot be undone (Kilgour, Hipel & Fang 1987)."""
    conflict = case_with(ELMIRA).conflict
    assert conflict is not None
    assert moved(conflict, "moe") == {("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")}
    uniroyal = {("1", "3"), ("2", "4"), ("5", "7"), ("6", "8")} | {(str(s), "9") for s in range(1, 9)}
    assert moved(conflict, "uniroyal") == uniroyal
    there = {("1", "5"), ("2", "6"), ("3", "7"), ("4", "8")}
    assert moved(conflict, "local") == there | {(b, a) for a, b in there}


def test_every_combination_is_a_state_unless_never() -> None:
    conflict = case_with(
        {
            "options": {"a": {"x": "x", "y": "y"}, "b": {"z": "z"}},
            "never": [["x", "y"]],
            "priorities": {"a": [{"taken": ["x"]}, {"left": ["z"]}], "b": [{"taken": ["z"]}]},
        }
    ).conflict
    assert conflict is not None
    assert [state.id for state in conflict.states] == ["none", "z", "y", "y+z", "x", "x+z"]
    # a: x first, then no z; b: z
    assert conflict.ranks["a"] == (2, 3, 2, 3, 0, 1)
    assert conflict.ranks["b"] == (1, 0, 1, 0, 1, 0)
