"""Every solution concept, against worked answers and the best score over all packages."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import pytest
from hypothesis import given

import goodoffices as go
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.model import Case
from tests.support.cases import CASES
from tests.support.small_cases import Enumeration, small_cases

SOLUTIONS = {
    "nash": {(33, 60, 600)},
    "kalai_smorodinsky": {(33, 60, 400)},
    "egalitarian": {(33, 60, 400)},
    "utilitarian": {(33, 42, 600), (33, 60, 600)},
}
"""RC-1; the utilitarian sum ties at 130."""


@pytest.mark.parametrize("concept", SOLUTIONS)
def test_canal_solutions(concept: str) -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert {
        tuple(map(int, point.package.values())) for point in dict(found.solutions.items())[concept]
    } == SOLUTIONS[concept]


Gains = tuple[Fraction, ...]
SCORES: dict[str, Callable[[Gains, Gains], Gains]] = {
    "nash": lambda gains, ideal: (prod(gains, start=Fraction(1)),),
    "kalai_smorodinsky": lambda gains, ideal: (min(g / i for g, i in zip(gains, ideal, strict=True)),),
    "egalitarian": lambda gains, ideal: (min(gains), min(gains) - max(gains)),
    "utilitarian": lambda gains, ideal: (sum(gains, Fraction(0)),),
    "leximin": lambda gains, ideal: tuple(sorted(gains)),
    "equal_loss": lambda gains, ideal: (min(g - i for g, i in zip(gains, ideal, strict=True)),),
}
STRICT = ("nash", "kalai_smorodinsky")
"""Concepts that need a package which gives everyone something."""


def test_every_concept_has_a_score() -> None:
    assert set(SCORES) == set(CONCEPTS)


@given(case=small_cases())
def test_a_solution_reaches_the_best_score_there_is(case: Case) -> None:
    """Every concept, on each case: the packages of all come of one computation."""
    slow = Enumeration.of(case)
    zone = slow.undominated()
    ideal = tuple(map(max, zip(*zone, strict=True)))
    solutions = go.deals(case).solutions
    for concept, score in SCORES.items():
        candidates = [gains for gains in zone if concept not in STRICT or min(gains) > 0]
        best = max((score(gains, ideal) for gains in candidates), default=None)
        reached = {
            score(
                tuple(u - r for u, r in zip(point.utilities.values(), slow.reservations, strict=True)),
                ideal,
            )
            for point in getattr(solutions, concept)
        }
        assert reached == ({best} if candidates else set()), concept
