"""The page as a reader meets it: whole, nothing from elsewhere, nothing unescaped, findings first.

Nothing is empty, no name is in code, and every chart is whole."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from itertools import product
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import HIDDEN
from goodoffices.model import Case
from goodoffices.record import Reports
from goodoffices.talks import MEDIATORS, PROTOCOLS, STRATEGIES
from tests.support.case_pages import (
    CASES,
    LABELS,
    LONGEST_LINE,
    RUNS,
    SHIPPED,
    Outline,
    gathered,
    visible,
)
from tests.support.chromium import chromium, needs_chromium

MEASURE = 75
"""Most characters in a line of text."""
CODED = re.compile(
    r"\b(to_frontier|joint_gain|kalai_smorodinsky|equal_loss|None|nan|inf|True|False)\b|\w+:(contact|figure|"
    r"statement|position|proposal|pressure|outcome|note)-\d"
)


# The talks of shipped cases are run for all tests of their pages at once, whichever of them comes first.
@pytest.fixture(scope="module", params=SHIPPED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(name: str) -> str:
    return gathered(name).page()


def sections(page: str) -> dict[str, str]:
    """Return the text of each section by its id."""
    parts = re.split(r'<section id="([^"]*)">', page)
    return {
        key: visible(part.partition("</section>")[0])
        for key, part in zip(parts[1::2], parts[2::2], strict=True)
    }


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


@pytest.mark.slow
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


def test_who_is_who_only_if_somebody_is_named(page: str, name: str) -> None:
    case = go.load(CASES / name)
    named = [bool(party.delegates) for party in case.parties]
    named += [bool(third.delegates) for third in case.mediators]
    assert ("who" in sections(page)) == any(named)
    assert ("nobody is named for it" in page) == (any(named) and not all(named))


def test_the_first_screen_says_what_this_is_and_its_findings(page: str, name: str) -> None:
    header = page[page.index("<header>") : page.index("</header>")]
    found = re.findall(r'<li><a href="#([^"]*)">(.*?)</a></li>', header)
    assert 3 <= len(found) <= 6
    for anchor, text in found:
        assert f'id="{anchor}"' in page
        assert re.search(r"\d|\bNo\b", text), text
        assert text.endswith(".")
        assert "  " not in text
    case = go.load(CASES / name)
    assert ("Record-only case" in header) == (case.kind == "record-only")
    assert ("every side's numbers" in header) == (case.kind == "modelled")
    assert "reviewed by a person" in header or "No report is in the record" in header


def test_nothing_empty_is_printed(page: str) -> None:
    for key, text in sections(page).items():
        assert len(text.split()) > 5, key
    assert not re.search(r"<(ul|ol|tbody|p|div|h2|h3|caption|section)[^>]*>\s*</\1>", page)
    assert not re.search(
        r"\b(none|nothing) (is|was|has been) (found|in the record)\b", visible(page), re.I
    )


def test_a_case_without_reports_has_no_section_about_them() -> None:
    case = go.load(CASES / "wage-talks")
    found = sections(go.report.html(case, go.record.brief(case, [], Reports({}, {}))))
    assert {"contacts", "positions", "figures", "statements", "questions"}.isdisjoint(found)


def test_no_name_in_code_is_visible(page: str) -> None:
    text = visible(page)
    hyphened = {name for part in (PROTOCOLS, MEDIATORS, STRATEGIES) for name in part if "-" in name}
    # Some names are words that people use as well.
    for word in hyphened - {"tit-for-tat", "post-settlement"}:
        assert not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text), word
    assert not CODED.search(text), CODED.search(text)


def test_every_chart_has_its_finding_a_source_a_table_and_two_drawings(page: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert page.count("<svg") == 2 * len(figures)
    for figure in figures:
        heading = re.search(r"<h3>(.*?)</h3>", figure, re.S)
        assert heading is not None
        assert len(heading[1].split()) > 3, heading[1]
        assert re.search(r"\d|\b(no|none|every|each)\b", heading[1], re.I), heading[1]
        assert "Source: " in figure
        assert figure.count("<table") == 1
        assert figure.count("<tr") > 1
        assert 'class="chart wide"' in figure
        assert 'class="chart narrow"' in figure


def test_every_citation_opens_its_sentence_and_leads_to_it_in_its_text(page: str, name: str) -> None:
    ids = Outline()
    ids.feed(page)
    cited = re.findall(
        r'<details class="cite"><summary>sentence (\d+)</summary>(.*?)</details>', page, re.S
    )
    assert bool(cited) == bool(gathered(name).brief.entries)
    for number, inside in cited:
        quoted, target = (
            re.search(r"<q[^>]*>(.*?)</q>", inside, re.S),
            re.search(r'href="#(s\d+-\d+)"', inside),
        )
        assert quoted is not None
        assert target is not None
        assert target[1] in ids.ids
        assert target[1].endswith(f"-{number}")
        there = re.search(rf'<p id="{target[1]}"[^>]*>(.*?)</p>', page, re.S)
        assert there is not None
        text = re.sub(r"<[^>]*>", "", there[1]).partition(" ")[2].strip()
        assert quoted[1].startswith(text) or text.startswith(quoted[1])
    assert "764–777" not in page


@pytest.mark.slow
def test_the_reference_case_says_that_no_channel_to_hamas_is_named() -> None:
    page = gathered("hostage-talks-2024").page()
    text = visible(page)
    assert "No channel to Hamas is named: nothing here says how any mediator reaches it." in text
    assert "No report tells of a contact with Hamas either." in text
    assert "4 channels named; none to Hamas" in text
    drawing = page[page.index('id="channels-figure"') :].partition("</svg>")[0]
    assert drawing.count("<line") + drawing.count("<path") == 4
    assert "no channel named" in drawing


@pytest.mark.slow
def test_one_row_for_one_package_with_all_the_solutions_it_is() -> None:
    outcome = gathered("canal")
    assert outcome.deals is not None
    page = outcome.page()
    packages = {
        tuple(p.package.items()) for _, points in outcome.deals.solutions.items() for p in points
    }
    table = page[page.index('<div id="packages">') :].partition("</table>")[0]
    assert table.count("rowheader") == len(packages)


@pytest.mark.slow
def test_linkages_have_the_names_of_issues_and_options() -> None:
    page = gathered("canal").page()
    case = go.load(CASES / "canal")
    names = {issue.id: issue.name for issue in case.issues}
    listed = page[page.index("Combinations that linkages rule out") :].partition("</ul>")[0]
    assert listed.count("<li>") == len(case.linkages) > 0
    for linkage, line in zip(case.linkages, re.findall(r"<li>(.*?)</li>", listed), strict=True):
        assert all(names[issue] in line for issue in linkage.scope)


class Minutes(Outline):
    """The elements around each list of minutes."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "minutes") in attrs:
            self.around.append(list(self.open))
        super().handle_starttag(tag, attrs)


def test_minutes_are_folded(page: str, name: str) -> None:
    found = Minutes()
    found.feed(page)
    assert len(found.around) == len(gathered(name).talks)
    assert all("details" in around for around in found.around)


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


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    wide = "".join(2 * sign for sign in colour) if len(colour) == 3 else colour
    parts = [int(wide[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_and_charts_stand_out_from_light_and_dark_paper() -> None:
    """Text 4.5 to 1, lines and areas of charts 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    style = (Path(go.report.__file__).parent / "templates" / "page.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--(\w+): #(\w+)", part))
        for part in re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    )
    for scheme in (light, dark):
        for name in ("ink", "quiet", "link", "warn"):
            for under in ("paper", "card"):
                assert contrast(scheme[name], scheme[under]) >= 4.5, (name, under)
        assert contrast(scheme["ink"], scheme["mark"]) >= 4.5
        for number in range(6):
            assert contrast(scheme[f"s{number}"], scheme["paper"]) >= 3, number


def test_names_written_from_the_right_stand_apart_from_the_english_around_them(tmp_path: Path) -> None:
    tree = {
        "goodoffices": 1,
        "title": "שיחות הנמל",
        "kind": "modelled",
        "fictional": True,
        "basis": "invented",
        "about": "שיחות על הנמל.",
        "parties": {"A": {"name": "חברת הספנות"}, "B": {"name": "نقابة العمال"}},
        "issues": {"pay": {"options": ["1", "2"]}, "shifts": {"options": ["1", "2"]}},
        "preferences": {
            "A": {"reservation": 0, "values": {"pay": {"1": 1, "2": 0}, "shifts": {"1": 0, "2": 3}}},
            "B": {"reservation": 0, "values": {"pay": {"1": 0, "2": 2}, "shifts": {"1": 2, "2": 0}}},
        },
    }
    (tmp_path / "case.yaml").write_text(json.dumps(tree), "utf-8")
    page = go.report.gather(tmp_path, runs=2).page()
    assert "than to <bdi>חברת הספנות</bdi> (25%)" in page
    assert '<p dir="auto">שיחות על הנמל.</p>' in page
    assert "<title>שיחות הנמל – Good Offices</title>" in page
    assert "<bdi>" not in "".join(re.findall(r"<svg.*?</svg>", page, re.S))


@needs_chromium
def test_in_a_browser_lines_are_short_and_charts_legible(tmp_path: Path) -> None:
    """At most 75 characters a line; no label of a chart on another or outside."""
    with chromium() as browser:
        for shown, width in product(("hostage-talks-2024", "canal"), (360, 768, 1280)):
            there = tmp_path / f"{shown}.html"
            there.write_text(gathered(shown).page(), "utf-8")
            seen = browser.new_page(viewport={"width": width, "height": 900})
            seen.goto(there.as_uri())
            assert seen.evaluate("document.documentElement.scrollWidth") <= width
            assert seen.evaluate(LONGEST_LINE) <= MEASURE
            smallest, outside, overlaps = seen.evaluate(LABELS)
            assert smallest >= 11.5
            assert outside == []
            assert overlaps == []
            seen.close()
