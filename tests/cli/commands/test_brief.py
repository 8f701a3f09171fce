"""The command `goodoffices brief`: what it says of reports without a date."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.report.findings import basis_words
from goodoffices.report.record_part import RecordPart
from tests.support.command import goodoffices

SAID = "The union said on Monday that it would strike.\n"
DATED = f"---\npublished: 2031-03-12\n---\n{SAID}"


@pytest.mark.parametrize(
    ("texts", "words", "basis"),
    [
        ([SAID], "1 report has no date (r0), so 'on Monday' cannot be turned into a date.", "1 report"),
        ([SAID] * 2, "2 reports have no date (r0, r1), so", "2 reports"),
        ([SAID] * 7, "7 reports have no date (r0, r1, r2, r3, r4 and 2 more), so", "7 reports"),
        ([SAID, DATED], "1 report has no date (r0), so", "2 reports, 1 of them not dated"),
        ([DATED], "", "1 report"),
    ],
)
def test_reports_without_a_date_are_named(
    texts: list[str], words: str, basis: str, tmp_path: Path
) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"r{number}.txt").write_text(text, "utf-8")
    shown = " ".join(goodoffices("brief", tmp_path, columns=200).stdout.split())
    assert words in shown
    assert ("has no date" in shown or "have no date" in shown) == bool(words)
    assert ("'published: 2031-03-14' between two lines '---'" in shown) == bool(words)
    case = go.load(tmp_path)
    assert basis in basis_words(RecordPart(case, go.report.brief(tmp_path)))


def test_a_dispatch_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(SAID, "utf-8")
    other = tmp_path / "folder"
    other.mkdir()
    (other / "report.txt").write_text(SAID, "utf-8")
    assert goodoffices("brief", file).stdout == goodoffices("brief", other).stdout
    goodoffices("record", file, "add", "note", "text=The hall changed", "--dispatch", "report")
    assert "The hall changed" in goodoffices("brief", file).stdout
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["report.txt.record.jsonl"]


@pytest.mark.parametrize(("names", "named_once"), [(["coast"], True), (["coast", "hill"], False)])
def test_tables_from_one_report_name_it_once(
    names: list[str], named_once: bool, tmp_path: Path
) -> None:
    for name in names:
        text = f"Peru and Chile met in Lenz on Monday. {len(name)} ferries were lost, {name} police said.\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    shown = goodoffices("brief", tmp_path, columns=200).stdout
    contacts = shown.partition("Contacts")[2].partition("Positions")[0]
    assert contacts.count("coast") == 1
    assert ("All by coast, not dated:" in contacts) == named_once
    assert ("reported by" in contacts) != named_once
