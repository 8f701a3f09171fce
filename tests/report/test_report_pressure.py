"""Constituencies that will not wait, on the page: what the case says of them, and on what that rests."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.model import BASES
from tests.support.chromium import chromium, needs_chromium

CASES = Path(__file__).parents[2] / "cases"
WANTS = "        wants: all of the crew home in one group\n"
LINE = re.compile(r'<p class="source">(?:(?!</p>).)*<bdi>.*?</p>')


def written(folder: Path, *pressures: str) -> Path:
    """The strait, with a line about pressure at Tavland's families, and at its fishing towns."""
    copy = folder / "strait"
    shutil.copytree(CASES / "strait", copy)
    text = (copy / "case.yaml").read_text()
    places = (WANTS, "        wants: passage to the northern grounds\n")
    for place, pressure in zip(places, pressures, strict=False):
        assert text.count(place) == 1
        text = text.replace(place, f"{place}        pressure: {{{pressure}}}\n")
    (copy / "case.yaml").write_text(text)
    return copy


def page_of(path: Path) -> str:
    """Its page without agreements and talks, which say nothing of pressure."""
    return go.report.html(go.load(path), go.report.brief(path))


def shown(page: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", line) for line in LINE.findall(page)]


def test_pressure_stands_with_its_constituency_and_says_what_it_rests_on(tmp_path: Path) -> None:
    page = page_of(
        written(
            tmp_path,
            "from_round: 1, cost_per_round: 1/3, basis: stated by the party",
            "from_round: 2, cost_per_round: 12345.5, basis: invented",
        )
    )
    assert shown(page) == [
        "Pressure after round 1. Each later round costs this party, in its own units: 1/3. "
        "Source of this number: stated by the party.",
        "Pressure after round 2. Each later round costs this party, in its own units: 12345.5. "
        "Source of this number: invented.",
    ]
    card = page[page.index("<h3>Tavland</h3>") : page.index("<h3>Orsova</h3>")]
    families, fishers = card.index("Families of the Aster crew"), card.index("Fishing towns")
    assert families < card.index("Pressure after round <bdi>1") < fishers
    assert fishers < card.index("Pressure after round <bdi>2")
    assert "Pressure after round" not in page[page.index("<h3>Orsova</h3>") :]


def test_a_case_that_writes_of_no_pressure_shows_none() -> None:
    assert shown(page_of(CASES / "strait")) == []


@pytest.mark.parametrize("basis", BASES)
def test_it_says_what_the_number_rests_on(tmp_path: Path, basis: str) -> None:
    page = page_of(written(tmp_path, f"from_round: 2, cost_per_round: 3, basis: {basis}"))
    assert shown(page) == [
        "Pressure after round 2. Each later round costs this party, in its own units: 3. "
        f"Source of this number: {basis}."
    ]


@needs_chromium
def test_a_browser_shows_the_numbers_where_they_are_read(tmp_path: Path) -> None:
    """Inside its card, at a narrow window too."""
    page = tmp_path / "page.html"
    pressure = "from_round: 2, cost_per_round: 3, basis: inferred"
    page.write_text(page_of(written(tmp_path, pressure)), "utf-8")
    with chromium() as browser:
        for width in (400, 1200):
            seen = browser.new_page(viewport={"width": width, "height": 900})
            seen.goto(page.absolute().as_uri())
            line = seen.locator("#who .card p.source")
            assert line.count() == 1
            assert re.findall(r"\d", line.inner_text()) == ["2", "3"]
            inner = line.bounding_box()
            outer = seen.locator("#who .card").first.bounding_box()
            assert inner is not None
            assert outer is not None
            assert outer["x"] <= inner["x"]
            assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
