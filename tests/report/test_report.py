"""The page: nothing from elsewhere, nothing unescaped, every section, the same bytes for the same results."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import HIDDEN
from goodoffices.model import Case
from tests.support.case_pages import CASES, RUNS, SHIPPED, Outline, gathered

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"


@pytest.fixture(scope="module", params=SHIPPED)
def page(request: pytest.FixtureRequest) -> str:
    return gathered(request.param).page()


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    return parser


def test_the_page_is_well_formed_and_whole(page: str) -> None:
    found = outline(page)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert found.tables == found.captions > 0
    assert found.headings[0] == 1
    assert all(
        after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False)
    )
    assert {"about", "made"} <= set(found.ids)


def test_nothing_comes_from_elsewhere(page: str) -> None:
    found = outline(page)
    assert found.scripts == 0
    assert all(link.startswith("#") for link in found.links)
    assert not re.search(r"url\((?!#)|@import|https?://(?!www\.w3\.org)", page)


def test_every_link_leads_to_a_place_in_the_page(page: str) -> None:
    found = outline(page)
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids)


@pytest.mark.slow
def test_the_same_results_give_the_same_bytes() -> None:
    assert gathered("strait").page() == gathered("strait").page()
    assert go.report.gather(CASES / "canal", runs=RUNS).page() == gathered("canal").page()


def test_a_record_only_page_has_no_model() -> None:
    page = gathered("hostage-talks-2024").page()
    assert "It attributes no preferences to anyone and computes no outcome." in page
    assert "Pareto" not in page
    assert "reservation value" not in page


@pytest.mark.slow
def test_a_modelled_page_says_what_its_numbers_rest_on() -> None:
    page = gathered("strait").page()
    assert "All 67 preference numbers were invented for this example." in page
    assert "135" in page


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&\"'\u202e\x1b]0;t\x07"


def hostile(case: Case) -> Case:
    """The case with a payload in every text a person may write."""
    return replace(
        case,
        title=HOSTILE,
        about=HOSTILE,
        parties=tuple(replace(p, name=HOSTILE + p.id) for p in case.parties),
        mediators=tuple(replace(m, name=HOSTILE + m.id) for m in case.mediators),
        issues=tuple(
            replace(
                i,
                name=HOSTILE,
                unit=HOSTILE,
                options=tuple(replace(o, name=HOSTILE + o.id) for o in i.options),
            )
            for i in case.issues
        ),
        linkages=tuple(replace(link, because=HOSTILE) for link in case.linkages),
    )


@pytest.mark.slow
def test_hostile_text_is_shown_and_not_run() -> None:
    outcome = gathered("strait")
    page = go.report.html(hostile(outcome.case), outcome.brief, outcome.deals, outcome.talks)
    assert outline(page).scripts == 0
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert not HIDDEN.search(page)
    assert r"\u202e\x1b]0;t\x07" in page


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


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine")
@pytest.mark.parametrize("width", [400, 1600])
def test_no_page_is_wider_than_its_window(tmp_path: Path, width: int) -> None:
    """Wide tables scroll in a box of their own; the page does not."""
    from playwright.sync_api import sync_playwright

    done = go.run(FERRY, out=tmp_path)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(done.report.absolute().as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


def test_the_page_to_hand_on_has_public_minutes_and_the_mediators_own_says_so() -> None:
    outcome = gathered("canal")
    public = outcome.page()
    private = go.report.html(outcome.case, outcome.brief, outcome.deals, outcome.talks, private=True)
    said = [
        escape(line.words)
        for talks in outcome.talks
        for line in talks.transcripts[0].lines
        if line.private
    ]
    assert len(said) > 20
    for words in said:
        assert words not in public
        assert words in private
    for talks in outcome.talks:
        for line in talks.transcripts[0].public().lines:
            assert escape(line.words) in public
    assert "privately" not in public
    assert "For the mediator only" not in public
    assert "Do not hand this page on" in private
