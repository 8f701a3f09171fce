"""A run from the folder to the page: what is written, and how wide it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import goodoffices as go
from tests.support.cases import CASES
from tests.support.chromium import chromium, needs_chromium

FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"


def test_run_writes_the_page_and_the_numbers(tmp_path: Path) -> None:
    steps: list[str] = []
    outcome = go.run(
        CASES / "canal",
        out=tmp_path / "there",
        runs=3,
        progress=lambda step, done, total: steps.append(step),
    )
    assert outcome.report.read_text().startswith("<!doctype html>")
    found = json.loads(outcome.results.read_text())
    assert set(found) == {"case", "brief", "deals", "talks", "unplayed"}
    assert found["deals"]["zopa"]["count"] == 10
    assert {"What could be agreed", "Writing the report"} <= set(steps)


def test_three_parties_get_a_frontier_too() -> None:
    case = go.load(CASES / "canal")
    third = replace(case.preferences[0], party="C")
    case = replace(
        case,
        parties=(*case.parties, replace(case.parties[0], id="C", name="Third")),
        preferences=(*case.preferences, third),
    )
    chart = go.charts.frontier_chart(case, go.deals(case), "")
    assert "Third" in chart.wide
    assert "Third" in chart.narrow


@needs_chromium
def test_no_page_is_wider_than_its_window(tmp_path: Path) -> None:
    """Wide tables scroll in a box of their own; the page does not."""
    ferry = go.run(FERRY, out=tmp_path).report
    with chromium() as browser:
        for width in (400, 1600):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(ferry.absolute().as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
