"""Possible agreements of a case, against worked answers and enumeration.

RC-1 is the fictional canal of ``cases/canal``; its answers were worked out by hand, apart from this code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given

import goodoffices as go
from goodoffices.agreements import (
    Point,
    Proposal,
    advise,
    best_of_each,
    bridges,
    deals,
    deals_of,
    fallback,
    zone_words,
)
from goodoffices.model import Case
from goodoffices.space import compile, frontier
from tests.support.cases import CASES
from tests.support.small_cases import Enumeration, additive_case, small_cases
from tests.support.spaces import entangled

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


def test_canal_counts() -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert (found.packages, found.feasible) == (27, 21)
    assert (found.zopa.count, found.zopa.exact) == (10, True)


def test_canal_frontier() -> None:
    found = go.deals(go.load(CASES / "canal"))
    assert dict(map(canal, found.frontier)) == FRONTIER
    assert found.frontier_exact


@given(small_cases())
def test_deals_agree_with_going_through_every_package(case: Case) -> None:
    found, slow = go.deals(case), Enumeration.of(case)
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


def test_no_zone_means_no_solution() -> None:
    half = [Fraction(0), Fraction(1)]
    case = additive_case(
        {"who": ("one", "other")}, {"a": ({"who": half}, 1), "b": ({"who": half[::-1]}, 1)}
    )
    found = go.deals(case)
    assert found.zopa.count == 0
    assert not any(points for _, points in found.solutions.items())


def test_entangled_linkages_are_sampled_and_said() -> None:
    space = entangled(12, 10)
    found = deals_of(space, seconds=1)
    assert (found.status, found.feasible, found.packages) == ("sampled", None, 10**12)
    assert "linkages are too entangled to count the packages they forbid" in zone_words(found)
    assert len(found.frontier) > 3
    assert 0 < found.zopa.count < found.zopa.most
    assert json.loads(json.dumps(found.to_json()))["feasible"] is None


def test_units_of_forty_digits_change_no_advice() -> None:
    """A party's numbers times 10**40 / 3 are kept as Python's integers, and all that depends on them too."""
    case, by = go.load("cases/canal"), Fraction(10) ** 40 / 3
    first, *others = case.preferences
    tables = tuple(replace(t, values=tuple(v * by for v in t.values)) for t in first.tables)
    fine = replace(first, tables=tables, reservation=first.reservation * by)
    large = replace(case, preferences=(fine, *others))
    package = {"convoys": "20", "notice": "42", "toll": "400"}

    def advice(given: Case, factor: Fraction) -> list[object]:
        space = compile(given, exactly=True)
        front = frontier(space, counts=True)
        party = space.parties[0]
        told = advise(space, front, package)
        found = deals(given)

        def plain(rows: Iterable[Proposal | Point]) -> list[object]:
            mine = [(p.package, p.utilities[party] / factor, p.utilities) for p in rows]
            return [(a, b, {n: v for n, v in c.items() if n != party}) for a, b, c in mine]

        assert (found.status, found.zopa.exact) == ("exact", True)
        return [
            plain(found.frontier),
            *(plain(found.solutions.by_concept[name]) for name in ("nash", "kalai_smorodinsky")),
            (found.zopa.count, found.importance),
            *(plain(rows) for rows in (told.improvements, told.nearest, bridges(space, front))),
            *(plain(each.top) for each in best_of_each(space, front).values()),
            plain(fallback(space).packages),
            (told.standing.better, told.standing.acceptable, told.trade is None),
            [
                round(distance or 0, 12)
                for distance in (told.standing.to_frontier, told.standing.to_nash)
            ],
        ]

    assert advice(large, by) == advice(case, Fraction(1))
