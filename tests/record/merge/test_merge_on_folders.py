"""Sixteen small folders of reports: what is the same, what contradicts, what only changed, what adds up.

Each is put together twice: from its marks, which tests the merging alone, and as the reader reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import pytest
from benchmarks.tally import Strict

from benchmarks import reports
from goodoffices import brief
from goodoffices.record import Span
from goodoffices.record.briefing.brief import Brief
from goodoffices.record.merge.sums import figures_that_add_up
from tests.support.coded import brief_of, coded_folders, files_of, many_reports, place_of
from tests.support.growth import LARGEST_RATIO, ratio

FOLDERS = coded_folders()
KINDS: Mapping[str, tuple[str, ...]] = {
    "01-bus-strike": ("number",),
    "02-reservoir": ("duration", "place"),
    "03-tariff-deadline": (),
    "04-truce": ("duration", "denial"),
    "05-dockers": (),
    "06-coalition": ("number", "denial"),
    "07-arbitration": ("number", "denial"),
    "08-campus": ("number", "date"),
    "09-border": (),
    "10-released": ("number",),
    "11-fishing-talks": ("status",),
    "12-hospital": ("duration",),
    "13-museum": (),
    "14-congress": ("number", "denial"),
    "15-exchange": (),
    "16-pipeline": (),
}
"""The kind of each coded contradiction of a folder, in the order of its foot."""
PAIRS = ("same contact", "same outcome", "same figure")
READ = {
    "same contact": 0.9,
    "same outcome": 0.4,
    "same figure": 0.85,
    "contradictions": 0.85,
    "parties and mediators proposed": 0.7,
}
"""The least F1 over all folders as the reader reads them. What it does not find cannot be put together."""


@pytest.fixture(scope="module")
def briefs() -> dict[str, Brief]:
    """The briefs of all folders from their marks."""
    return {name: brief_of(folder) for name, folder in FOLDERS.items()}


@pytest.mark.parametrize("name", FOLDERS)
def test_reports_of_a_thing_are_put_together_and_no_others(name: str, briefs: dict[str, Brief]) -> None:
    strict = Strict()
    reports.score(FOLDERS[name], briefs[name].to_json(), strict)
    for kind in PAIRS:
        ((right, found, _, coded),) = strict.tally(f"folders: {kind}").counts
        assert (kind, right, found) == (kind, coded, coded)


@pytest.mark.parametrize("name", FOLDERS)
def test_each_contradiction_is_found_with_its_kind_and_no_other(
    name: str, briefs: dict[str, Brief]
) -> None:
    found = briefs[name]
    spans = {entry.id: (entry.source.dispatch, entry.span) for entry in found.entries}
    told = [(one.kind, [spans[entry] for entry in one.entries]) for one in found.contradictions]

    def at(label: str, sides: Sequence[tuple[str, Span]]) -> bool:
        return any(
            dispatch == place and span.start < end and start < span.end
            for (dispatch, span), (place, start, end) in product(sides, place_of(FOLDERS[name], label))
        )

    coded = FOLDERS[name].foot.contradictions
    for pair, kind in zip(coded, KINDS[name], strict=True):
        assert any(k == kind and all(at(label, sides) for label in pair) for k, sides in told), pair
    for kind, sides in told:
        assert any(all(at(label, sides) for label in pair) for pair in coded), (kind, sides)


@pytest.mark.parametrize("name", [name for name, folder in FOLDERS.items() if folder.foot.sums])
def test_sums_are_known(name: str, briefs: dict[str, Brief]) -> None:
    found = briefs[name]
    values = {e.id: e.body.value for e in found.entries if e.kind == "figure"}  # type: ignore[union-attr]
    sums = figures_that_add_up(found.entries, found.citations.texts)
    told = {(values[one.whole], frozenset(values[part] for part in one.parts)) for one in sums}
    folder = FOLDERS[name]
    numbers = {
        mark.label: float(mark.says.split()[0])
        for t in folder.reports
        for mark in t.of("f")
        if mark.label
    }
    coded = {
        (numbers[whole], frozenset(numbers[p] for p in parts)) for whole, parts in folder.foot.sums
    }
    assert told == coded


def test_folders_as_the_reader_reads_them(tmp_path: Path) -> None:
    strict = Strict()
    for name, folder in FOLDERS.items():
        reports.score(folder, brief(files_of(folder, tmp_path / name)).to_json(), strict)
    scores = {kind: strict.tally(f"folders: {kind}").row() for kind in READ}
    assert {kind: row["f1"] for kind, row in scores.items() if row["f1"] < READ[kind]} == {}
    assert scores["contradictions"]["precision"] >= 0.67


def test_work_grows_with_the_reports_and_not_with_their_square() -> None:
    briefs = {number: many_reports(number) for number in (150, 300)}
    assert ratio(lambda number: briefs[number](), 150, 300) <= LARGEST_RATIO
