"""Draw Vega-Lite charts as SVG without a network: text stays text, and ids are unique in the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import vl_convert

from goodoffices.errors import visible

Spec = Mapping[str, Any]
_IDS = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_BOX = re.compile(r'viewBox="([^"]*)"')
FONT = "system-ui, sans-serif"
CONFIG: Spec = {
    "background": None,
    "font": FONT,
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridOpacity": 0.25,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "layout": {"bottom": {"margin": 40}}},
    "view": {"stroke": None},
}
INK = "#1b1f24"
LEGEND: Spec = {"orient": "bottom", "columns": 3, "columnPadding": 40, "labelLimit": 0}
"""Below the chart. Vega measures text in its own font; the padding keeps wider fonts from touching."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its SVG, a sentence that describes it, and its numbers as a table."""

    id: str
    title: str
    svg: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def svg(spec: Spec, name: str, sentence: str) -> str:
    """Return a chart as inline SVG, marked as an image that the sentence describes.

    Black becomes the page's text colour, so that the chart can be read on a dark page, too.

    Args:
        spec: the chart in Vega-Lite.
        name: a prefix for the ids inside, unique in the page.
        sentence: the description for people who cannot see the chart.
    """
    # The library ends the whole process at a control character in a label.
    drawn = str(vl_convert.vegalite_to_svg(_visible({"config": CONFIG, **spec})))
    box = _BOX.search(drawn)
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1] if box else "0 0 600 300"}" role="img" '
        f'aria-label="{escape(visible(sentence))}" direction="ltr" class="chart">'
    )
    drawn = _ROOT.sub(lambda _: root, drawn, count=1)
    drawn = _IDS.sub(lambda match: f"{match[1]}{name}-{match[2]}", drawn)
    for black in ('"#000"', '"black"', f'"{INK}"', '"#888"'):
        drawn = drawn.replace(f"fill={black}", 'fill="currentColor"')
        drawn = drawn.replace(f"stroke={black}", 'stroke="currentColor"')
    return drawn.replace('stroke="#ddd"', 'stroke="currentColor"')


def _visible(part: Any) -> Any:
    """Return a part of a chart with hidden characters in its texts drawn as marks."""
    if isinstance(part, Mapping):
        return {_visible(key): _visible(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_visible(value) for value in part]
    return visible(part) if isinstance(part, str) else part
