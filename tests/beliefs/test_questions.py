"""The value of questions: the canal's exact values, small random cases by enumeration, and disclosure."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from goodoffices.beliefs.questions import bits, perfect, plans, told, value_of

A = np.array([40, 40, 55, 65, 60, 40, 50, 45, 60, 70])
B = np.array([60, 60, 56, 50, 40, 86, 80, 70, 66, 60])
"""RC-1: the utilities of the ten packages of its zone; no other package is better for both."""
FLOORS = np.array([35, 45, 55, 65]), np.array([45, 55, 65, 75])
ACCEPTS = FLOORS[0][:, None] <= A, FLOORS[1][:, None] <= B


@pytest.mark.parametrize(
    ("party", "number", "value"),
    [(0, 50, 3 / 4), (1, 60, 3 / 4), (0, 60, 11 / 16), (1, 70, 11 / 16)],
)
def test_the_canal_has_the_exact_values(party: int, number: int, value: float) -> None:
    """RC-1: no question 9/16; "A, is 50 enough?" or "B, is 60?" 3/4; A 60 or B 70 11/16 (ORACLES.md)."""
    others = ACCEPTS[1 - party].mean(axis=0)
    answers = FLOORS[party][:, None] <= np.array([number])
    found = plans(answers, ACCEPTS[party], others)
    assert found.value[0] == pytest.approx(value)
    ends = int(found.after_yes[0]), int(found.after_no[0])
    assert value_of(answers[:, 0], ACCEPTS[party], others, *ends) == pytest.approx(value)
    assert bits(float(answers.mean())) == pytest.approx(
        1.0 if number in (50, 60) and value == 3 / 4 else 0.811, abs=1e-3
    )


def test_the_canal_without_a_question_and_with_all_known() -> None:
    """RC-1: 9/16 and 13/16."""
    assert (ACCEPTS[0].mean(axis=0) * ACCEPTS[1].mean(axis=0)).max() == pytest.approx(9 / 16)
    assert perfect(ACCEPTS) == pytest.approx(13 / 16)


@pytest.mark.parametrize("seed", range(150))
def test_values_are_those_of_enumeration(seed: int) -> None:
    """Random small cases: every pair of proposals is tried, and joint profiles are counted one by one."""
    draws = np.random.Generator(np.random.Philox(seed))
    parties = int(draws.integers(2, 4))
    packages = int(draws.integers(1, 5))
    accepts = [draws.random((int(draws.integers(1, 6)), packages)) < 0.5 for _ in range(parties)]
    asked = int(draws.integers(parties))
    answer = draws.random(len(accepts[asked])) < 0.5
    joint = list(product(*(range(len(one)) for one in accepts)))

    def agreed(yes: int, no: int) -> float:
        put = [yes if answer[profile[asked]] else no for profile in joint]
        return sum(
            all(one[k, x] for one, k in zip(accepts, profile, strict=True))
            for profile, x in zip(joint, put, strict=True)
        ) / len(joint)

    best = max(agreed(x, y) for x in range(packages) for y in range(packages))
    others = np.prod([one.mean(axis=0) for p, one in enumerate(accepts) if p != asked], axis=0)
    found = plans(answer[:, None], accepts[asked], others)
    assert found.value[0] == pytest.approx(best, abs=1e-6)
    base = np.prod([one.mean(axis=0) for one in accepts], axis=0).max()
    all_known = sum(
        any(all(one[k, x] for one, k in zip(accepts, profile, strict=True)) for x in range(packages))
        for profile in joint
    ) / len(joint)
    assert perfect(accepts) == pytest.approx(all_known)
    assert base - 1e-6 <= found.value[0] <= all_known + 1e-6


def test_knowing_everything_is_estimated_where_joint_profiles_are_too_many() -> None:
    draws = np.random.Generator(np.random.Philox(3))
    accepts = [draws.random((400, 3)) < 0.4 for _ in range(2)]
    exact = (accepts[0][:, None] & accepts[1][None, :]).any(axis=2).mean()
    assert perfect(accepts) == pytest.approx(exact, abs=0.02)


def test_what_publication_tells_is_never_more_than_the_answer() -> None:
    """Other packages after yes and no, that all accept: who reads the package knows the answer."""
    answer = np.array([True, True, False, False])
    every = np.ones((4, 2), dtype=bool)
    assert told(answer, every, np.ones(2), 0, 1) == pytest.approx(1.0)
    assert told(answer, every, np.ones(2), 0, 0) == 0.0
    assert told(answer, every, np.zeros(2), 0, 1) == 0.0
    half = told(answer, every, np.array([0.5, 0.5]), 0, 1)
    assert 0 < half < bits(0.5) == 1.0
    assert (bits(0.0), bits(1.0)) == (0.0, 0.0)
