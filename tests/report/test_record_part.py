"""The record on the page: who is named, who gave a figure, both sides' words, sums and copies."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.record import Brief, Contact, Figure
from goodoffices.report.record_part import RecordPart, words_after, words_before
from tests.support.case_pages import visible

REPORTS = {
    "a": ("2031-10-14", "Agency East", "Lowland released 160 prisoners and Highland freed 90, the Blue "
          "Lantern Society said. The two sides exchanged 250 prisoners on Monday, the society said."),
    "b": ("2031-10-15", "Coast Courier", "The Highland committee for prisoners says Lowland released 148 "
          "prisoners on Monday. Ruxandra Iosif, the defence minister, told the Coast Courier that the "
          "border was quiet. Some 12 trucks waited at the gate."),
    "c": ("2031-10-16", "Morning Mail", "(Newswire Tern) Envoys of Highland and Lowland met in Rotunda on "
          "Wednesday, a spokesman for the host said. Some 40 miners are still held."),
    "d": ("2031-10-16", "Evening Post", "(Newswire Tern) Envoys of Highland and Lowland met in Rotunda on "
          "Wednesday, a spokesman for the host said. Some 40 miners are still held."),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exchange")
    for name, (day, outlet, text) in REPORTS.items():
        (made / f"{name}.txt").write_text(f"---\npublished: {day}\noutlet: {outlet}\n---\n{text}\n")
    return made


@pytest.fixture(scope="module")
def brief(folder: Path) -> Brief:
    return go.report.brief(folder)


@pytest.fixture(scope="module")
def page(folder: Path, brief: Brief) -> str:
    return go.report.html(go.load(folder), brief)


def section(page: str, name: str) -> str:
    found = re.search(rf'<(section|aside) id="{name}".*?</\1>', page, re.S)
    assert found is not None
    return found[0]


def test_the_words_around_damage_are_whole() -> None:
    assert [words_before(text) for text in ("", "Here ", "word " * 12)] == [
        "",
        "Here ",
        "…" + "word " * 11,
    ]
    assert [words_after(text) for text in (" it", " word" * 12)] == [" it", " word" * 11 + "…"]


def test_a_contradiction_has_the_words_of_both_sides(page: str, brief: Brief) -> None:
    found = section(page, "contradictions")
    first = brief.contradictions[0]
    assert [side.source for side in first.sides] == [
        "Agency East, 14 October 2031",
        "Coast Courier, 15 October 2031",
    ]
    for side in first.sides:
        assert f'<a href="#{brief.anchor(side.entry)}">{side.source}</a>' in found
        assert side.words in visible(found)


def test_sums_and_copies_are_said_as_in_the_brief(page: str, brief: Brief) -> None:
    (added,) = brief.sums
    assert added.text in visible(section(page, "figures"))
    (copied,) = brief.repeated
    assert all(outlet in copied for outlet in ("Evening Post", "Morning Mail"))
    assert copied.endswith(", one report. They count as one source.")
    assert copied in visible(section(page, "sources"))


def test_a_figure_without_a_source_is_of_the_report_itself(page: str) -> None:
    row = re.search(r'<tr role="row" id="b:figure-\d">(?:(?!</tr>).)*trucks.*?</tr>', page, re.S)
    assert row is not None
    assert 'data-name="said by">the report itself<' in row[0]
    assert "no source given" not in visible(page)


def test_a_share_has_its_sign_and_says_of_what(tmp_path: Path) -> None:
    said = "The ministry said some 25 percent of the miners were soldiers.\n"
    (tmp_path / "a.txt").write_text(f"---\npublished: 2031-10-14\noutlet: Agency East\n---\n{said}")
    brief = go.report.brief(tmp_path)
    (figure,) = brief.told("figure")
    assert isinstance(figure.shown.body, Figure)
    assert figure.shown.body.unit.startswith("percent of ")
    found = section(go.report.html(go.load(tmp_path), brief), "figures")
    assert 'data-name="figure">about 25%<' in found
    assert "percent" not in found.partition("<details")[0]


def test_an_outlet_is_no_actor_unless_it_acts(folder: Path, brief: Brief) -> None:
    case = go.load(folder)
    assert "Coast Courier" in [actor.name for actor in brief.actors]
    named = [actor.name for actor in RecordPart(case, brief).people()]
    assert "Coast Courier" not in named
    assert "Ruxandra Iosif" in named
    courier = next(actor.id for actor in brief.actors if actor.name == "Coast Courier")
    (meeting,) = brief.told("contact")
    assert isinstance(meeting.shown.body, Contact)
    body = replace(meeting.shown.body, participants=(courier,))
    joined = replace(meeting, versions=tuple(replace(v, body=body) for v in meeting.versions))
    others = tuple(event for event in brief.events if event != meeting)
    acting = replace(brief, events=(*others, joined))
    assert "Coast Courier" in [actor.name for actor in RecordPart(case, acting).people()]


def test_a_name_begins_with_a_capital_letter(brief: Brief, folder: Path) -> None:
    case = go.load(Path(__file__).parents[2] / "cases" / "hostage-talks-2024")
    found = section(go.report.html(case, brief), "who")
    assert "<h3>The United States</h3>" in found
    assert not re.search(r"<(h3|strong)>[a-z]", found)


def test_what_several_actors_said_in_the_same_words_is_shown_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The Miners' Union and the Dockers' Union demand higher wages. "
        "Ann Lee and Bo Dahl said the talks were useful.\n"
    )
    brief = go.report.brief(tmp_path)
    page = go.report.html(go.load(tmp_path), brief)
    positions, statements = section(page, "positions"), section(page, "statements")
    assert "Miners' Union and Dockers' Union demand: higher wages." in unescape(visible(positions))
    assert "The positions that are reported are the same." in positions
    assert (positions.count("<li"), statements.count("<blockquote")) == (1, 1)
    told = [*brief.told("position"), *brief.told("statement")]
    assert len(told) == 4
    assert all(f'id="{event.id}"' in page for event in told)
