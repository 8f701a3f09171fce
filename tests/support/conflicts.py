"""Conflicts as graphs: published ones, as case files, and a case around any 'stability'."""

from __future__ import annotations

from typing import Any

import goodoffices as go
from goodoffices.model import Case

ELMIRA: dict[str, Any] = {
    "options": {
        "moe": {"modify": "Modify the control order"},
        "uniroyal": {"delay": "Delay", "accept": "Accept", "abandon": "Abandon"},
        "local": {"insist": "Insist"},
    },
    "states": {
        "1": ["delay"],
        "2": ["modify", "delay"],
        "3": ["accept"],
        "4": ["modify", "accept"],
        "5": ["delay", "insist"],
        "6": ["modify", "delay", "insist"],
        "7": ["accept", "insist"],
        "8": ["modify", "accept", "insist"],
        "9": {"taken": ["abandon"], "either": ["modify", "insist"]},
    },
    "irreversible": {"taken": ["modify", "abandon"], "left": ["delay"]},
    "preferences": {
        "moe": list("734851269"),
        "uniroyal": list("148593726"),
        "local": list("735186429"),
    },
}
"""Kilgour, Hipel & Fang (1987), the Elmira groundwater conflict (ORACLES.md)."""


def dilemma(ranking: list[Any], other: list[Any]) -> dict[str, Any]:
    """Return a game of two parties who each cooperate (c) or not; states by who does: cc, cd, dc, dd."""
    states = {"cc": ["a", "b"], "cd": ["a"], "dc": ["b"], "dd": []}
    options = {"row": {"a": "cooperate"}, "column": {"b": "cooperate"}}
    return {"options": options, "states": states, "preferences": {"row": ranking, "column": other}}


def case_with(stability: dict[str, Any], **more: Any) -> Case:
    """Return a case around a conflict."""
    return go.load(tree_with(stability, **more))


def tree_with(stability: dict[str, Any], **more: Any) -> dict[str, Any]:
    names = list(stability["options"])
    return {
        "goodoffices": 1,
        "title": "A conflict",
        "kind": "modelled",
        "fictional": True,
        "basis": "invented",
        "parties": {name: {"name": name} for name in names},
        "issues": {"order": {"options": ["kept", "modified"]}},
        "preferences": {name: {"unsaid": "open"} for name in names},
        "stability": stability,
        **more,
    }
