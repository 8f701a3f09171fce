"""A run in one piece: its time limits and what the page says of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.agreements import (
    deals_of,
    seconds_for,
)
from goodoffices.cli.main import app
from goodoffices.space import (
    Plan,
    Space,
    compile,
)
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.nasty import line_of
from tests.support.thorough import named, usually

ROUTE = import_module("goodoffices.space.plan.route")


def test_run_takes_the_way_of_deals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds_for(Plan(compile(go.load("cases/canal")))) is None
    monkeypatch.setattr(ROUTE, "MUCH", 0)
    space = compile(go.load("cases/canal"))
    assert (seconds_for(Plan(space)), seconds_for(Plan(space), 3)) == (60, 3)
    given_to: list[float | None] = []
    results = import_module("goodoffices.report.results")

    def noted(space: Space, seconds: float | None, *_: object, **__: object) -> Any:
        given_to.append(seconds)
        return deals_of(space)

    monkeypatch.setattr(results, "deals_of", noted)
    go.run("cases/canal", out=tmp_path, runs=2)
    assert given_to == [60]


def test_the_page_says_intervals_and_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = import_module("goodoffices.report.results")

    def vague(space: Space, *_: object, **__: object) -> Any:
        found = deals_of(space)
        zopa = replace(found.zopa, count=0, most=9, exact=False, method="drawn")
        return replace(found, zopa=zopa, sampled=True, feasible=None)

    monkeypatch.setattr(results, "deals_of", vague)
    page = go.run("cases/canal", out=tmp_path, runs=2).report.read_text()
    assert "at least 0 and at most 9 would be acceptable to every party" in page
    assert "Much better packages may exist" in page
    assert "None</strong> is at or above" not in page


def test_a_case_too_large_for_talks_has_its_page_all_the_same(tmp_path: Path) -> None:
    head = [f"i{issue},{option},{option},{25 - option}" for issue in range(30) for option in range(26)]
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "one.csv").write_text("\n".join(["issue,option,A,B", *head]) + "\n")
    done = CliRunner().invoke(app, ["run", str(tmp_path / "large"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "alternating offers was not simulated: large has 2,813," in done.stderr
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    assert results["deals"]["frontier"]["count"] == 751
    assert [one["protocol"] for one in results["unplayed"]] == ["alternating-offers"]
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Alternating offers was not simulated: large has 2,813," in page


LINES = (
    "a word", "capitals", "digits", "dashes", "long dashes", "quotes opened", "quotes opened and closed",
    "quotes", "apostrophes", "brackets", "commas", "entities", "comments", "weekdays", "numbers",
    "words in marks",
)  # fmt: skip
"""Shapes of a line whose reading, record and page together are measured; each reader is with all of them."""
USUAL = ("a word", "quotes opened and closed", "brackets", "entities", "numbers", "words in marks")
"""Shapes that come to pages of different kinds: one long sentence, quotations, marks, figures."""


@pytest.mark.parametrize("shape", named(LINES, USUAL))
def test_time_to_run_is_linear_in_the_size_of_a_line(shape: str, tmp_path: Path) -> None:
    assert ratio(run_of(tmp_path, "a.txt", shape), 8_000, 200_000, least=0.15) <= LARGEST_RATIO


@pytest.mark.parametrize(
    "shape", usually(["comments"], ["entities", "comments", "brackets", "long dashes"])
)
def test_time_to_run_is_linear_in_the_size_of_a_page(shape: str, tmp_path: Path) -> None:
    assert ratio(run_of(tmp_path, "a.html", shape), 8_000, 200_000, least=0.15) <= LARGEST_RATIO


def run_of(folder: Path, name: str, shape: str) -> Callable[[int], object]:
    """Return what reads a dispatch of a size, puts it into a record and writes its page."""

    def work(size: int) -> None:
        case = Path(mkdtemp(dir=folder))
        line = line_of(shape, size)
        text = f"<html><body><p>They met. {line}</p></body></html>" if name.endswith("html") else line
        (case / name).write_text(text, "utf-8")
        go.run(case, out=folder / "out")

    return work
