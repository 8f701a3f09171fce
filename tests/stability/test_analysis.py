"""Stable states of published conflicts, by name; judgements on ripeness, which are never added up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import RecordOnlyError, UsageError
from goodoffices.model.stability import Judgement, Ripeness
from goodoffices.stability import analysis as module
from goodoffices.stability import stability
from tests.support.conflicts import ELMIRA, case_with, dilemma

PRISONERS = dilemma(["dc", "cc", "dd", "cd"], ["cd", "cc", "dd", "dc"])
CHICKEN = dilemma(["dc", "cc", "cd", "dd"], ["cd", "cc", "dc", "dd"])


@pytest.mark.parametrize(
    ("conflict", "nash", "gmr", "smr", "seq"),
    [
        # Kilgour, Hipel & Fang (1987), Elmira: ORACLES.md, conflict analysis
        (ELMIRA, "5 8 9", "1 4 5 8 9", "1 4 5 8 9", "5 8 9"),
        # Fang, Hipel & Kilgour (1993), Interactive Decision Making, prisoner's dilemma
        (PRISONERS, "dd", "cc dd", "cc dd", "cc dd"),
        # chicken, worked out by hand: nobody who was wronged at cc gains by making it dd
        (CHICKEN, "cd dc", "cc cd dc", "cc cd dc", "cd dc"),
    ],
    ids=["elmira", "prisoners", "chicken"],
)
def test_published_conflicts(conflict: dict[str, Any], nash: str, gmr: str, smr: str, seq: str) -> None:
    found = stability(case_with(conflict))
    assert {name: " ".join(states) for name, states in found.equilibria.items()} == {
        "nash": nash,
        "gmr": gmr,
        "smr": smr,
        "seq": seq,
    }


def test_a_coalition_leaves_what_no_party_leaves_alone() -> None:
    """Both prisoners prefer cc to dd, so dd is not stable for them together."""
    found = stability(case_with(PRISONERS))
    assert found.for_coalitions is not None
    assert found.equilibria["nash"] == ("dd",)
    assert found.for_coalitions["nash"] == ()
    assert found.for_coalitions["seq"] == ("cc",)


def test_elmira_for_coalitions() -> None:
    """The equilibrium jump from 5 to 8: the ministry and Uniroyal both prefer 8, and reach it together."""
    found = stability(case_with(ELMIRA))
    assert found.for_coalitions is not None
    assert "8" in found.for_coalitions["nash"]
    assert "5" not in found.for_coalitions["nash"]


def test_ties_are_no_improvement() -> None:
    even = dilemma([["cc", "cd", "dc", "dd"]], ["cc", ["cd", "dc", "dd"]])
    found = stability(case_with(even))
    assert found.by_party["row"]["nash"] == ("cc", "cd", "dc", "dd")
    assert found.by_party["column"]["nash"] == ("cc", "dc", "dd")


def test_many_parties_are_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PARTIES", 2)
    assert stability(case_with(ELMIRA)).for_coalitions is None


@pytest.mark.parametrize(
    ("settle", "carry_on", "attempt", "least"),
    [(3, 0, 2, "2/5"), (1, 0, 2, "2/3"), (5, 0, 2, "2/7"), (0, 0, 2, None), (1, 2, 2, None)],
)
def test_the_least_share_of_successes(
    settle: int, carry_on: int, attempt: int, least: str | None
) -> None:
    """p* = k / (V_settle - V_continue + k): .40, .667, .286, never (UNCERTAIN.md, section 6)."""
    said = Judgement("unknown", None, "invented")
    party = Ripeness("A", said, said, Fraction(settle), Fraction(carry_on), Fraction(attempt))
    found = party.least_success
    assert found == (None if least is None else Fraction(least))


def test_a_judgement_nobody_made_is_unknown() -> None:
    judged = {"moe": {"stalemate": {"judgement": "yes", "by": "an analyst"}}}
    found = _first(stability(case_with({**ELMIRA, "ripeness": judged})).to_json()["ripeness"])
    assert found["stalemate"] == {"judgement": "yes", "by": "an analyst"}
    assert found["way_out"] == {"judgement": "unknown", "by": None}
    assert (found["least_success"], found["never"]) == (None, False)


def _first(rows: Any) -> Any:
    return rows[0]


def test_refusals() -> None:
    with pytest.raises(RecordOnlyError):
        stability(go.load("cases/hostage-talks-2024"))
    with pytest.raises(UsageError, match="expected 'stability: …' in the case, found none"):
        stability(go.load("cases/canal"))
