"""Charts in a browser: their labels measured, at the widths they are drawn for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goodoffices.charts import Chart
from tests.support.case_pages import LABELS
from tests.support.chromium import chromium

STYLE = "svg.narrow { width: 320px } svg.wide { width: 680px } svg { display: block; margin: 20px }"


def faults(charts: Sequence[Chart], folder: Path) -> list[object]:
    """Return the labels that lie outside their chart or on each other, of both drawings of each chart."""
    page = folder / "charts.html"
    body = "".join(chart.wide + chart.narrow for chart in charts)
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}", "utf-8")
    with chromium() as browser:
        seen = browser.new_page(viewport={"width": 1000, "height": 900})
        seen.goto(page.as_uri())
        smallest, outside, overlaps = seen.evaluate(LABELS)
        assert smallest == 13
    return [*outside, *overlaps]
