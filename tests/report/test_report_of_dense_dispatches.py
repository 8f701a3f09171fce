"""Dispatches of very many entries: time, memory and length of the page, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.limits import Limit
from goodoffices.model import Case
from goodoffices.record import Brief, Figure
from goodoffices.record import brief as brief_of
from goodoffices.report.record_part import RecordPart
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.record import entry_of
from tests.support.thorough import usually

TALKS = Case("talks", "Talks", "record-only", True, "Talks of many.", ())
DENSE = {
    "sums": "$1 ",
    "shares": "5 percent ",
    "shares in sentences": "{number} percent of the crews left. ",
    "quotations": "“We agree on {word},” said Ann Lee. ",
    "meetings": "{name} met {other} in Melrow on {day} May {year}. ",
    "persons": "Mr. {name} said no to {word}. ",
    "dates": "They met on {day} May {year}. ",
    "demands": "{name} demands the release of the crew of the {word}. ",
    "pressure": "Families from {word} urged {name} to free them. ",
    "treaties": "{name} and {other} signed a truce on {word}. ",
}
"""Entries as dense as they can be; each has words of its own, as equal sentences are read only so often."""


def dense(shape: str, size: int) -> str:
    unit, found, long = DENSE[shape], [], 0
    for number in range(size):
        word = "".join(chr(97 + number // 26**place % 26) for place in range(4))
        found.append(
            unit.format(
                number=number + 2, word=word, name=f"A{word} B{word}", other=f"C{word} D{word}",
                day=number % 28 + 1, year=1900 + number % 130,
            )
        )  # fmt: skip
        long += len(found[-1])
        if long > size:
            break
    return "".join(found)


@pytest.mark.parametrize("shape", DENSE)
def test_time_to_report_is_linear_in_the_entries(shape: str, tmp_path: Path) -> None:
    def work(size: int) -> None:
        folder = tmp_path / f"{size}"
        folder.mkdir(exist_ok=True)
        (folder / "a.txt").write_text(f"---\npublished: 2031-05-04\n---\n{dense(shape, size)}")
        page = go.report.html(go.load(folder), go.report.brief(folder))
        assert len(page) < 10_000_000

    assert ratio(work, usually(4_000, 8_000), 64_000) <= LARGEST_RATIO


def figures(many: int) -> list[object]:
    return [
        entry_of(
            Figure(f"{n} ships", n, None, None, "exact", f"ships of x{n}", None, "lee"),
            number=n,
            start=n,
        )
        for n in range(many)
    ]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Brief:
    """A brief of six figures, the last of them reviewed; three are listed."""
    monkeypatch.setattr("goodoffices.record.briefing.brief.LISTED", Limit(3, "entries", "a test"))
    found = figures(6)
    return brief_of(TALKS, [*found[:5], replace(found[5], reviewed=True)])  # type: ignore[list-item, type-var]


def test_a_page_lists_the_first_entries_and_all_that_were_reviewed(short: Brief) -> None:
    assert [event.shown.body.text[0] for event in short.listed("figure")] == ["0", "1", "2", "5"]  # type: ignore[union-attr]
    page = go.report.html(TALKS, short)
    assert page.count('data-name="figure"') == 4
    assert "2 more: 'goodoffices brief --json' lists them all." in page.replace("&#39;", "'")
    assert len(short.to_json()["figures"]) == 6


def test_every_link_leads_to_something_that_is_listed(short: Brief) -> None:
    page = go.report.html(TALKS, short)
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_an_event_cites_its_first_reports_and_all_that_were_reviewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("goodoffices.report.record_part.CITES", Limit(2, "reports", "a test"))
    body = Figure("7 ships", 7, None, None, "exact", "ships", None, None)
    found = [entry_of(body, number=n, start=n) for n in range(5)]
    found[4] = replace(found[4], reviewed=True)
    brief = brief_of(TALKS, found)
    (event,) = brief.told("figure")
    assert [one.id[-1] for one in RecordPart(TALKS, brief).cites(event)] == ["0", "1", "4"]
    assert "2 more: 'goodoffices brief --json'" in go.report.html(TALKS, brief).replace("&#39;", "'")


@pytest.mark.parametrize(
    ("unit", "said"),
    [("percent", "7%"), ("% of the crews", "7%"), ("percentage points", "7")],
)
def test_a_share_has_its_sign_whatever_its_unit_is_called(unit: str, said: str) -> None:
    brief = brief_of(TALKS, [entry_of(Figure("7", 7, None, None, "exact", unit, None, None))])
    shown = re.search(r'data-name="figure">([^<]*)<', go.report.html(TALKS, brief))
    assert shown is not None
    assert shown[1] == said
