"""The frontier and the weights: numbers as the results have them, labels that keep apart."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.agreements import Deals
from goodoffices.charts import chosen, frontier_chart, shares, weight_chart
from goodoffices.charts.drawing import text_width
from goodoffices.model import Case
from tests.support.cases import CASES
from tests.support.chromium import needs_chromium
from tests.support.drawn import faults


@pytest.fixture(scope="module")
def canal() -> tuple[Case, Deals]:
    case = go.load(CASES / "canal")
    return case, go.deals(case)


def test_one_package_has_one_row_with_all_its_solutions(canal: tuple[Case, Deals]) -> None:
    _, deals = canal
    found = chosen(deals)
    assert len({tuple(point.package.items()) for point, _ in found}) == len(found)
    assert sum(len(concepts) for _, concepts in found) == sum(
        len(points) for _, points in deals.solutions.items()
    )
    assert found[0][1][0].startswith("Nash")


def test_shares_are_of_the_largest_gain_in_the_zone(canal: tuple[Case, Deals]) -> None:
    _, deals = canal
    zone = [
        point
        for point in deals.frontier
        if all(point.utilities[p] >= least for p, least in deals.reservations.items())
    ]
    for party, least in deals.reservations.items():
        most = max(point.utilities[party] for point in zone)
        best = next(point for point in zone if point.utilities[party] == most)
        assert shares(deals, best)[party] == 1
        assert all(0 <= shares(deals, point)[party] <= 1 for point in zone)
        assert least < most


def test_the_title_counts_what_is_drawn(canal: tuple[Case, Deals]) -> None:
    case, deals = canal
    chart = frontier_chart(case, deals, "")
    assert chart.title.startswith(f"{len(deals.frontier)} packages cannot be improved")
    assert len(chart.rows) == len(deals.frontier)
    sampled = frontier_chart(case, replace(deals, sampled=True), "")
    assert sampled.title.endswith("better ones may exist")


def test_weights_that_differ_nowhere_say_so(canal: tuple[Case, Deals]) -> None:
    case, deals = canal
    same = dict.fromkeys(deals.parties, deals.importance[deals.parties[0]])
    chart = weight_chart(case, same, "")
    assert chart is not None
    assert chart.title == "Every issue matters as much to each party as to the others"
    nothing = {party: dict.fromkeys(own, Fraction(0)) for party, own in same.items()}
    assert weight_chart(case, nothing, "") is None


@needs_chromium
def test_no_label_lies_on_another(canal: tuple[Case, Deals], tmp_path: Path) -> None:
    case, deals = canal
    names = (
        "The Provisional Government of the Northern Provinces",
        "Extraordinarilylongnamewithoutspace",
    )
    named = replace(
        case,
        parties=tuple(replace(p, name=name) for p, name in zip(case.parties, names, strict=True)),
        issues=tuple(replace(issue, name=issue.name * 6) for issue in case.issues),
    )
    large = replace(
        deals,
        frontier=tuple(
            replace(p, utilities={k: v * 10**9 for k, v in p.utilities.items()}) for p in deals.frontier
        ),
        reservations={k: v * 10**9 for k, v in deals.reservations.items()},
        solutions=go.agreements.Solutions({}),
    )
    charts = [
        frontier_chart(named, deals, ""),
        frontier_chart(named, large, ""),
        weight_chart(named, deals.importance, ""),
    ]
    assert faults([chart for chart in charts if chart], tmp_path) == []


@pytest.mark.parametrize(
    "name", ["The league", "The association of the shipping companies of the north"]
)
def test_where_a_party_accepts_is_never_cut_off(canal: tuple[Case, Deals], name: str) -> None:
    """A long name gives way: the axis has it too, and the number is only here."""
    case, deals = canal
    named = replace(case, parties=(case.parties[0], replace(case.parties[1], name=name)))
    chart = frontier_chart(named, deals, "")
    for drawing in (chart.wide, chart.narrow):
        words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing))
        assert words.count("accepts from 40") == 2


def test_a_label_without_room_at_the_left_stands_between_the_line_and_the_first_point(
    canal: tuple[Case, Deals],
) -> None:
    case, deals = canal
    drawing = frontier_chart(case, deals, "").narrow
    line = float(re.findall(r'<line class="dash" x1="([\d.]*)"', drawing)[0])
    words = re.findall(r'<text x="([\d.]*)" y="([\d.]*)"[^>]*>([^<]*)</text>', drawing)
    label = next((float(x), float(y), text) for x, y, text in words if text.startswith("The shipping"))
    ends = label[0] + text_width(label[2])
    dots = re.findall(r'<circle class="[^"]*" cx="([\d.]*)" cy="([\d.]*)"', drawing)
    assert line < label[0]
    assert not [x for x, y in dots if abs(float(y) - label[1]) < 20 and line < float(x) < ends + 3.2]
