"""Side by side: two dates of a case, two cases, and what is said of the lines in which they differ."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import InputError, UsageError
from goodoffices.report.beside import Side, beside
from goodoffices.report.record_part import RecordPart
from goodoffices.report.stability_part import StabilityPart
from goodoffices.stability import stability
from tests.support.case_pages import CASES, Outline, visible
from tests.support.command import goodoffices
from tests.support.conflicts import ELMIRA, case_with

FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"


def rows(page: str) -> dict[str, tuple[bool, list[str]]]:
    """Return each line of the comparison: whether it is marked, and the words of both sides."""
    table = page[page.index("What differs") :].partition("</table>")[0]
    found = {}
    for row in re.findall(r"<tr role=\"row\".*?</tr>", table, re.S)[1:]:
        label = re.search(r'scope="row">(.*?)</th>', row)
        assert label is not None
        found[label[1]] = "differs" in row, re.findall(r"<td[^>]*>(.*?)</td>", row)
    return found


@pytest.fixture(scope="module")
def dates(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("beside") / "page.html"
    assert go.report.write_beside(FERRY, "2031-03-05", out) == ("By 5 March 2031", "By 14 March 2031")
    return out.read_text("utf-8")


def test_a_day_leaves_out_what_was_reported_later(dates: str) -> None:
    found = rows(dates)
    assert found["as of"] == (True, ["5 March 2031", "14 March 2031"])
    assert found["reports"] == (True, ["2", "6"])
    early, late = go.report.brief(FERRY, until="2031-03-05"), go.report.brief(FERRY)
    assert {e.source.published for e in early.entries} <= {"2031-03-04", "2031-03-05"}
    assert found["statements"][1] == [f"{len(b.told('statement')):,}" for b in (early, late)]
    assert all(differs == (words[0] != words[1]) for differs, words in found.values())


def test_if_every_line_differs_none_is_marked(tmp_path: Path) -> None:
    known = (
        "goodoffices: 1\nkind: record-only\nfictional: true\nparties: {A: {name: A}, B: {name: B}}\n"
        "mediators: {M: {name: M}}\n"
    )
    for name, ends in (("one", "AB"), ("two", "A")):
        channels = ", ".join(f"{{between: [M, {end}]}}" for end in ends)
        (tmp_path / name).mkdir()
        text = f"{known}title: The talks {name}\nchannels: [{channels}]\n"
        (tmp_path / name / "case.yaml").write_text(text, "utf-8")
    out = tmp_path / "page.html"
    go.report.write_beside(tmp_path / "one", str(tmp_path / "two"), out)
    page = out.read_text("utf-8")
    assert "The two differ in every line of the table." in page
    assert "<h1>The talks one beside the talks two</h1>" in page
    assert 'class="marked"' not in page


def test_news_of_the_later_date_are_listed(dates: str) -> None:
    assert "Told only by 14 March 2031" in visible(dates)
    assert "13 March 2031: Ferry Workers&#39; Union and Lindal Lines agreed on" in dates


def test_the_page_is_whole_and_loads_nothing(dates: str) -> None:
    found = Outline()
    found.feed(dates)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert found.scripts == 0
    assert all(link.startswith("#") for link in found.links)
    assert "every side's numbers" not in dates


def test_two_cases_stand_side_by_side_with_a_warning(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = goodoffices(
        *(
            "report",
            CASES / "hostage-talks-2024",
            "--beside",
            CASES / "canal",
            "--runs",
            "2",
            "--out",
            out,
        )
    )
    assert done.returncode == 0
    page = out.read_text("utf-8")
    found = rows(page)
    assert found["channels"] == (True, ["4", "2"])
    assert found["acceptable to every party"] == (True, ["–", "10"])
    assert "This page shows every side's numbers" in visible(page).replace("&#39;", "'")


def test_neither_a_day_nor_a_case_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    with pytest.raises(UsageError, match="by which a report was published, found 2001-01-01"):
        go.report.write_beside(FERRY, "2001-01-01", out)
    done = goodoffices("report", FERRY, "--beside", "nowhere", "--out", out)
    assert done.returncode == 2
    assert "nothing there" in done.stderr
    done = goodoffices("report", FERRY, "--beside", "2031-03-05", "--for", "party:a", "--out", out)
    assert done.returncode == 2
    assert not out.exists()


def test_a_report_without_a_day_is_on_no_earlier_side(tmp_path: Path) -> None:
    words = "Ann Lee and Bo Dahl met in Melrow, a spokesman said.\n"
    (tmp_path / "undated.txt").write_text(words)
    (tmp_path / "dated.txt").write_text(f"---\npublished: 2031-03-04\noutlet: Wire\n---\n{words}")
    early = go.report.brief(tmp_path, until="2031-03-05")
    assert {entry.source.dispatch for entry in early.entries} == {"dated"}
    assert set(early.citations.texts) == {"dated"}
    assert set(go.report.brief(tmp_path).citations.texts) == {"dated", "undated"}


def test_of_rankings_known_in_part_the_page_shows_shares_of_orders() -> None:
    conflict = {**ELMIRA, "preferences": {**ELMIRA["preferences"], "moe": list("73")}, "unsaid": "open"}
    case = case_with(conflict)
    found = stability(case, orders=200)
    part = StabilityPart(case, found)
    assert part.finding.endswith("under all four rules in all 200 drawn orders")
    assert part.coalitions == "Coalitions are not looked at where rankings are known in part."
    assert part.chart is not None
    assert found.shares is not None
    assert "share of orders is not a probability" in part.chart.note
    told = {cell for row in part.chart.rows for cell in row[1:]}
    assert told <= {"all", "none", *(f"{n}%" for n in range(1, 100))}
    assert any(cell.endswith("%") for cell in told)
    brief = go.report.brief(FERRY)
    side = Side("One", case, RecordPart(case, brief), stability=part)
    page = beside(side, side)
    table = rows(page)
    assert table["states no coalition leaves, under at least one rule"] == (
        False,
        ["not looked at"] * 2,
    )
    for words in table["states no party leaves, under all four rules"][1]:
        assert words.endswith(" (in all 200 drawn orders)")


def test_the_states_that_no_party_leaves_stand_side_by_side() -> None:
    """A conflict beside the same conflict after one party has changed its ranking."""
    kept = case_with(ELMIRA)
    rankings = {**ELMIRA["preferences"], "local": list("924681537")}
    changed = case_with({**ELMIRA, "preferences": rankings})
    parts = [StabilityPart(case, stability(case)) for case in (kept, changed)]
    brief = go.report.brief(FERRY)
    sides = [
        Side(name, part.case, RecordPart(part.case, brief), stability=part)
        for name, part in zip(("One", "Two"), parts, strict=True)
    ]
    page = beside(*sides)
    found = rows(page)
    assert found["states of the conflict"] == (False, ["9", "9"])
    differs, (one, two) = found["states no party leaves, under all four rules"]
    for words, part in zip((one, two), parts, strict=True):
        told = [f"({at}) {state}." for at, state in enumerate(part.lasting, 1)]
        assert unescape(words) == " ".join(told) or (words, told) == ("none", [])
    assert "(1) uniroyal: 'Delay'; local: 'Insist'. (2) moe" in unescape(one)
    assert differs
    assert "drawn orders" not in page
    assert page.count("<h4>Of 9 states of the conflict, ") == 2
    assert "every side's numbers" in page
    without = Side("None", kept, RecordPart(kept, brief))
    assert rows(beside(without, sides[0]))["states of the conflict"][1] == ["–", "9"]
    assert "states of the conflict" not in rows(beside(without, without))


@pytest.mark.parametrize("other", ["nowhere", "."])
def test_a_case_that_cannot_be_read_is_told_before_the_other_is_computed(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    steps: list[str] = []
    with pytest.raises(InputError):
        go.report.write_beside(
            FERRY, other, tmp_path / "page.html", progress=lambda step, *_: steps.append(step)
        )
    assert steps == []
