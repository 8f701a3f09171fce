"""What could be agreed, held to published and independently computed answers.

RC-1 is the fictional canal of ``cases/canal``; its answers were worked out by hand, apart from this code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import Point
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.model import Case, Issue, Linkage, Option, Party, Preference, ValueTable

CASES = Path(__file__).parents[2] / "cases"
Canal = tuple[int, int, int]


def canal(point: Point) -> tuple[Canal, tuple[Fraction | int, Fraction | int]]:
    package = point.package
    key = (int(package["convoys"]), int(package["notice"]), int(package["toll"]))
    return key, (point.utilities["A"], point.utilities["B"])


FRONTIER: dict[Canal, tuple[Fraction | int, Fraction | int]] = {
    (20, 60, 400): (75, 36),
    (20, 60, 600): (85, 30),
    (33, 42, 200): (25, 90),
    (33, 42, 400): (40, 86),
    (33, 42, 600): (50, 80),
    (33, 60, 400): (60, 66),
    (33, 60, 600): (70, 60),
}
"""RC-1, 'Pareto, 7'."""

SOLUTIONS = {
    "nash": {(33, 60, 600)},
    "kalai_smorodinsky": {(33, 60, 400)},
    "egalitarian": {(33, 60, 400)},
    "utilitarian": {(33, 42, 600), (33, 60, 600)},
}
"""RC-1; the utilitarian sum ties at 130."""


def test_canal_counts() -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert (found.packages, found.feasible) == (27, 21)
    assert (found.zopa.count, found.zopa.exact) == (10, True)


def test_canal_frontier() -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert dict(map(canal, found.frontier)) == FRONTIER
    assert found.frontier_exact


@pytest.mark.parametrize("concept", SOLUTIONS)
def test_canal_solutions(concept: str) -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert {canal(point)[0] for point in dict(found.solutions.items())[concept]} == SOLUTIONS[concept]


def test_nash_1950() -> None:
    """Bill and Jack: Econometrica 18:155. Disagreement (12, 6); answer (24, 11), product of gains 60."""
    things = ("book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat")
    bill = dict(zip(things, (2, 2, 2, 2, 4, 10, 4, 6, 2), strict=True))
    jack = dict(zip(things, (4, 2, 1, 2, 1, 1, 1, 2, 2), strict=True))
    case = additive(
        dict.fromkeys(things, ("bill", "jack")),
        {
            "bill": ({name: [Fraction(worth), Fraction(0)] for name, worth in bill.items()}, 12),
            "jack": ({name: [Fraction(0), Fraction(worth)] for name, worth in jack.items()}, 6),
        },
    )
    (point,) = go.deals(case).solutions.nash
    assert dict(point.utilities) == {"bill": 24, "jack": 11}
    assert {name for name, holder in point.package.items() if holder == "bill"} == {
        "box",
        "pen",
        "toy",
        "knife",
    }


def additive(
    issues: dict[str, tuple[str, ...]],
    parties: dict[str, tuple[dict[str, list[Fraction]], int]],
    linkages: tuple[Linkage, ...] = (),
) -> Case:
    """A case whose parties each value every issue by itself."""
    return Case(
        id="in-code",
        title="in code",
        kind="modelled",
        fictional=True,
        about="",
        parties=tuple(Party(name, name) for name in parties),
        issues=tuple(
            Issue(name, name, "named", tuple(Option(option, option) for option in options))
            for name, options in issues.items()
        ),
        linkages=linkages,
        preferences=tuple(
            Preference(
                party=name,
                tables=tuple(
                    ValueTable((issue,), tuple(values), "invented", len(values))
                    for issue, values in worth.items()
                ),
                reservation=Fraction(reservation),
                reservation_basis="invented",
            )
            for name, (worth, reservation) in parties.items()
        ),
    )


@dataclass(frozen=True)
class Slow:
    """Every feasible package of a small case with its utilities as fractions, the obvious way."""

    rows: list[tuple[Fraction, ...]]
    reservations: tuple[Fraction, ...]

    @classmethod
    def of(cls, case: Case) -> Slow:
        names = [issue.id for issue in case.issues]
        rows = []
        for choice in product(*(range(len(issue.options)) for issue in case.issues)):
            place = dict(zip(names, choice, strict=True))
            options = {issue.id: issue.options[place[issue.id]].id for issue in case.issues}
            if any(
                tuple(options[issue] for issue in linkage.scope) in linkage.forbidden
                for linkage in case.linkages
            ):
                continue
            rows.append(
                tuple(
                    sum((t.values[place[t.scope[0]]] * t.weight for t in p.tables), Fraction(0))
                    for p in case.preferences
                )
            )
        return cls(rows, tuple(p.reservation for p in case.preferences))

    def gains(self) -> list[tuple[Fraction, ...]]:
        surplus = [
            tuple(u - r for u, r in zip(row, self.reservations, strict=True)) for row in self.rows
        ]
        return [gains for gains in surplus if min(gains) >= 0]

    def undominated(self) -> list[tuple[Fraction, ...]]:
        gains = self.gains()
        return [
            one
            for one in gains
            if not any(o != one and all(a >= b for a, b in zip(o, one, strict=True)) for o in gains)
        ]


@st.composite
def small_cases(draw: st.DrawFn) -> Case:
    parties = draw(st.integers(1, 3))
    dims = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    issues = {f"i{n}": tuple(f"o{k}" for k in range(d)) for n, d in enumerate(dims)}
    worth = st.fractions(-5, 10, max_denominator=4)
    preferences = {
        f"p{p}": (
            {name: [draw(worth) for _ in options] for name, options in issues.items()},
            draw(st.integers(-3, 12)),
        )
        for p in range(parties)
    }
    linkages: list[Linkage] = []
    if len(dims) > 1:
        pairs = list(product(issues["i0"], issues["i1"]))
        banned = draw(st.lists(st.sampled_from(pairs), unique=True))
        linkages = [Linkage(("i0", "i1"), tuple(banned))] if banned else []
    return additive(issues, preferences, tuple(linkages))


@given(small_cases())
def test_deals_agree_with_going_through_every_package(case: Case) -> None:
    found, slow = go.deals(case), Slow.of(case)
    assert found.feasible == len(slow.rows)
    assert found.zopa.count == len(slow.gains())
    undominated = {
        row
        for row in slow.rows
        if not any(o != row and all(a >= b for a, b in zip(o, row, strict=True)) for o in slow.rows)
    }
    assert {tuple(point.utilities.values()) for point in found.frontier} == undominated
    assert [point.ties for point in found.frontier] == [
        slow.rows.count(tuple(point.utilities.values())) for point in found.frontier
    ]


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


@pytest.mark.parametrize("concept", SCORES)
@given(case=small_cases())
def test_a_solution_reaches_the_best_score_there_is(concept: str, case: Case) -> None:
    slow = Slow.of(case)
    zone = slow.undominated()
    ideal = tuple(map(max, zip(*zone, strict=True)))
    candidates = [gains for gains in zone if concept not in STRICT or min(gains) > 0]
    best = max((SCORES[concept](gains, ideal) for gains in candidates), default=None)
    points = getattr(go.deals(case).solutions, concept)
    reached = {
        SCORES[concept](
            tuple(u - r for u, r in zip(point.utilities.values(), slow.reservations, strict=True)),
            ideal,
        )
        for point in points
    }
    assert reached == ({best} if candidates else set())


def test_no_zone_means_no_solution() -> None:
    half = [Fraction(0), Fraction(1)]
    case = additive({"who": ("one", "other")}, {"a": ({"who": half}, 1), "b": ({"who": half[::-1]}, 1)})
    found = go.deals(case)
    assert found.zopa.count == 0
    assert not any(points for _, points in found.solutions.items())
