"""The growth of cost: a table whose last line says what ten times as many cost, and a drawing of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from benchmarks.growth import WORK, drawing, table

from benchmarks import write

ROWS = [
    {"name": "reports", "size": 10, "seconds": 0.1},
    {"name": "reports", "size": 100, "seconds": 1.1},
    {"name": "packages", "size": 100, "seconds": 0.0004},
    {"name": "packages", "size": 1_000, "seconds": 0.0005},
]


def test_a_line_for_each_size_and_what_ten_times_as_many_cost() -> None:
    assert table(ROWS) == [
        "| size | reports | packages |",
        "|---:|---:|---:|",
        "| 10 | 0.1 |  |",
        "| 100 | 1.1 | 0.0004 |",
        "| 1,000 |  | 0.0005 |",
        "| ten times as many cost | 11.0 times as much | 1.2 times as much |",
    ]


def test_a_line_and_a_name_for_each_kind_of_work_within_the_drawing() -> None:
    drawn = drawing(ROWS)
    width, height = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)[0])
    assert drawn.count("<path") == 2
    dots = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert len(dots) == len(ROWS)
    assert all(0 < x < width and 0 < y < height for x, y in dots)
    # more costs more: higher up, and further to the right
    assert dots[0][0] < dots[1][0]
    assert dots[0][1] > dots[1][1]
    assert ">reports<" in drawn
    assert ">packages<" in drawn


def test_the_page_has_the_drawing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "PAGE", tmp_path / "page.md")
    about = {"part": "growth", "quick": False, "measured": "2031-01-02", "python": "3.13"}
    (tmp_path / "growth.json").write_text(json.dumps({**about, "rows": ROWS}))
    write.main([str(tmp_path / "growth.json")])
    assert "](pictures/growth.svg)" in (tmp_path / "page.md").read_text("utf-8")
    assert (tmp_path / "pictures" / "growth.svg").read_text("utf-8") == drawing(ROWS)


@pytest.mark.parametrize("name", WORK)
def test_every_kind_of_work_can_be_measured(name: str) -> None:
    work, *_ = WORK[name]
    assert work(10) >= 0
