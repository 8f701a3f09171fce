"""Cases whose preferences are known in part, as dicts and as text."""

from __future__ import annotations

from typing import Any

import goodoffices as go
from goodoffices.model import Case, Partial

ISSUES = {
    "convoys": {"options": [10, 20, 33]},
    "notice": {"options": [30, 42, 60]},
    "toll": {"options": [200, 400, 600]},
}
LINKAGES = [{"forbid": {"convoys": 33, "notice": 30}}, {"forbid": {"convoys": 10, "notice": 60}}]
VALUES = {
    "A": {
        "convoys": {10: 30, 20: 15, 33: 0},
        "notice": {30: 0, 42: 25, 60: 45},
        "toll": {200: 0, 400: 15, 600: 25},
    },
    "B": {
        "convoys": {10: 0, 20: 30, 33: 60},
        "notice": {30: 30, 42: 20, 60: 0},
        "toll": {200: 10, 400: 6, 600: 0},
    },
}
RANGES = {"A": [35, 65], "B": [45, 75]}
"""RC-1 with reservation values known in part: ORACLES.md, 'the canal'."""


def tree(preferences: dict[str, Any], issues: dict[str, Any] = ISSUES, **more: Any) -> dict[str, Any]:
    """Return a case file as a dict."""
    return {
        "goodoffices": 1,
        "title": "The canal",
        "kind": "modelled",
        "fictional": True,
        "basis": "invented",
        "parties": {party: {"name": f"Party {party}"} for party in preferences},
        "issues": issues,
        "preferences": preferences,
        **more,
    }


def canal_in_ranges() -> Case:
    """Return RC-1 with reservation values that lie in ranges."""
    return go.load(
        tree(
            {
                party: {
                    "unsaid": "open",
                    "reservation": {"between": RANGES[party]},
                    "values": VALUES[party],
                }
                for party in VALUES
            },
            linkages=LINKAGES,
        )
    )


def with_known(known: list[dict[str, Any]], issues: dict[str, Any] = ISSUES, **more: Any) -> Case:
    """Return a case in which A has said some things, and B nothing."""
    return go.load(
        tree({"A": {"unsaid": "open", "known": known, **more}, "B": {"unsaid": "open"}}, issues)
    )


def square(issues: int, options: int) -> dict[str, Any]:
    """Return issues i0, i1, … with options o0, o1, …"""
    return {f"i{k}": {"options": [f"o{j}" for j in range(options)]} for k in range(issues)}


def row(*codes: int) -> dict[str, str]:
    """Return a package of such issues."""
    return {f"i{k}": f"o{code}" for k, code in enumerate(codes)}


def partial(case: Case, party: str = "A") -> Partial:
    return next(one for one in case.partial if one.party == party)
