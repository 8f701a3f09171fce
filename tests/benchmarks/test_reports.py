"""The scores over folders: pairs of reports of one thing, and contradictions with both their sides."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from benchmarks.second import Folder, folders
from benchmarks.tally import Strict

from benchmarks import reports

JSON = dict[str, Any]


def _report(folder: Folder, label: str, number: int) -> JSON:
    """Return the report at the mark with a label, in the report of a number."""
    text = folder.reports[number]
    mark = next(mark for mark in text.marks if mark.label == label)
    return {"dispatch": text.name, "start": mark.span.start, "end": mark.span.end}


def _scores(folder: Folder, found: JSON, monkeypatch: pytest.MonkeyPatch) -> Strict:
    empty: JSON = {"actors": [], "parties": [], "mediators": [], "contradictions": []}
    monkeypatch.setattr(reports, "brief", lambda _: SimpleNamespace(to_json=lambda: empty | found))
    strict = Strict()
    reports.compare(folder, strict)
    return strict


@pytest.fixture
def lengths() -> Folder:
    return next(folder for folder in folders() if folder.name == "truce-terms")


def test_two_figures_of_one_thing_are_a_pair_though_they_differ(
    lengths: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = _report(lengths, "length.a", 0), _report(lengths, "length.b", 1)
    figures = [
        {"id": "1", "thing": "days", "reports": [a]},
        {"id": "2", "thing": "days", "reports": [b]},
    ]
    strict = _scores(lengths, {"figures": figures}, monkeypatch)
    assert strict.tallies["folders: same figure"].counts == [(1, 1, 1, 2)]


def test_a_pair_of_two_things_is_false(lengths: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = _report(lengths, "length.a", 0), _report(lengths, "prisoners", 1)
    figures = [{"id": "1", "thing": "days", "reports": [a, b]}]
    strict = _scores(lengths, {"figures": figures}, monkeypatch)
    assert strict.tallies["folders: same figure"].counts == [(0, 1, 0, 2)]


@pytest.mark.parametrize(("other", "right"), [("length.b", 1), ("prisoners", 0)])
def test_a_contradiction_is_right_if_both_its_sides_are(
    lengths: Folder, monkeypatch: pytest.MonkeyPatch, other: str, right: int
) -> None:
    figures = [
        {"id": "1", "thing": "a", "reports": [_report(lengths, "length.a", 0)]},
        {"id": "2", "thing": "b", "reports": [_report(lengths, other, 1)]},
    ]
    found = {"figures": figures, "contradictions": [{"entries": ["1", "2"]}]}
    strict = _scores(lengths, found, monkeypatch)
    assert strict.tallies["folders: contradictions"].counts == [(right, 1, right, 2)]


def test_parties_proposed_are_compared_by_name(
    lengths: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"parties": [{"name": "the Mountain Union"}, {"name": "Ferro"}], "mediators": []}
    strict = _scores(lengths, found, monkeypatch)
    assert strict.tallies["folders: parties and mediators proposed"].counts == [(1, 2, 1, 3)]
