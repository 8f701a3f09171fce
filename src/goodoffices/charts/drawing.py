"""Draw a chart as SVG at a given width in pixels: text of one size, colours of the page, nothing scaled.

A chart is drawn twice, for a wide window and for a phone, so that its text has the same size in both.
Widths of text are estimates from above: a chart has no measure of the font that its reader has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from goodoffices.errors import visible

WIDE, NARROW = 680, 320
"""Widths of the two drawings, in pixels: a column of text, and a phone of 360 pixels less its margins."""
SIZE = 13
"""Size of all text, in pixels."""
LINE = 17
"""Distance between lines of text, in pixels."""
SERIES = ("#0b6e99", "#b5532a", "#4a7c2f", "#7a4fa3", "#8a6d00", "#a33b5c")
"""Colours of parties and kinds, if the page's style sets no others."""
_HYPHENATED = re.compile(r"[A-Za-zÀ-ɏ\u0370-\u04ff'’._]+")
"""Words that may be divided by a hyphen."""
_THIN, _WIDE = frozenset("iIjl.,:;'|!()[] ’‘ftr"), frozenset("mwMW@%—…")


def text_width(words: str) -> float:
    """Return the width of a text in pixels, estimated from above."""
    signs = (
        0.42 if c in _THIN else 1.0 if c in _WIDE or ord(c) > 0x2E80 else 0.72 if c.isupper() else 0.64
        for c in words
    )
    return SIZE * sum(signs)


def wrapped(words: str, width: float, most: int = 4) -> list[str]:
    """Return a text in lines of at most this width, in pixels; the last ends in '…' if there are more."""
    lines: list[str] = []
    for word in (piece for long in words.split() for piece in _pieces(long, width)):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(_cut(word, width))
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(f"{lines[most - 1]} …", width)]
    return lines or [""]


def _pieces(word: str, width: float) -> list[str]:
    """Return a word, or its equal parts with hyphens if it is too wide and of an alphabet that has them."""
    parts = math.ceil(text_width(f"{word}-") / max(width, 1.0))
    if text_width(word) <= width or not _HYPHENATED.fullmatch(word) or 2 * parts > len(word):
        return [word]
    size = math.ceil(len(word) / parts)
    pieces = [word[at : at + size] for at in range(0, len(word), size)]
    return [*(f"{piece}-" for piece in pieces[:-1]), pieces[-1]]


def _cut(words: str, width: float) -> str:
    """Return a text that fits, with '…' in place of its end."""
    if text_width(words) <= width:
        return words
    kept = words.removesuffix("…")
    while kept and text_width(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of two drawings: its finding as the title, its source, and its numbers as a table.

    ``note`` says how to read it, with units.
    """

    id: str
    title: str
    wide: str
    narrow: str
    note: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return self.wide


class Drawing:
    """An SVG under way; ``bottom`` is its height so far, in pixels."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.bottom = 0.0
        self._parts: list[str] = []

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width < WIDE

    def text(
        self, x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False
    ) -> None:
        """Write a line of text with its base line at ``y``; ``anchor`` is start, middle or end."""
        weight = ' font-weight="600"' if bold else ""
        self._add(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>'
            f"{escape(visible(words))}</text>",
            y + 5,
        )

    def lines(self, x: float, y: float, lines: Sequence[str], anchor: str = "start") -> float:
        """Write lines of text, the first with its base line at ``y``; return the base line after them."""
        for number, words in enumerate(lines):
            self.text(x, y + LINE * number, words, anchor)
        return y + LINE * len(lines)

    def line(self, x: float, y: float, x2: float, y2: float, kind: str = "ink") -> None:
        """Draw a line: ``ink``, ``dash``, ``grid``, or ``s0`` to ``s5`` in the colour of a series."""
        self._add(
            f'<line class="{kind}" x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"{_stroke(kind)}/>',
            max(y, y2),
        )

    def path(self, commands: str, kind: str = "ink", bottom: float = 0.0) -> None:
        """Draw an open path; ``kind`` as for a line."""
        self._add(f'<path class="{kind}" d="{commands}" fill="none"{_stroke(kind)}/>', bottom)

    def box(self, x: float, y: float, width: float, height: float, kind: str = "card") -> None:
        """Draw a rectangle: ``card``, ``zone``, or ``f0`` to ``f5`` in the colour of a series."""
        self._add(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.0):.1f}" '
            f'height="{height:.1f}" rx="2"{_fill(kind)}/>',
            y + height,
        )

    def dot(self, x: float, y: float, radius: float, kind: str = "f0") -> None:
        """Draw a filled circle; ``kind`` as for a box, or ``hollow`` for its outline alone."""
        style = ' fill="none" stroke="currentColor"' if kind == "hollow" else _fill(kind)
        self._add(
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"{style}/>', y + radius
        )

    def svg(self, sentence: str) -> str:
        """Return the drawing as inline SVG, marked as an image that the sentence describes."""
        size = "narrow" if self.narrow else "wide"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {size}" role="img" direction="ltr" '
            f'viewBox="0 0 {self.width} {self.bottom + 6:.0f}" font-family="system-ui, sans-serif" '
            f'font-size="{SIZE}" fill="currentColor" aria-label="{escape(visible(sentence))}">'
            + "".join(self._parts)
            + "</svg>"
        )

    def _add(self, part: str, bottom: float) -> None:
        self._parts.append(part)
        self.bottom = max(self.bottom, bottom)


def drawn(sentence: str, draw: Callable[[Drawing], None]) -> tuple[str, str]:
    """Return the wide and the narrow drawing of a chart that ``draw`` draws."""
    wide, narrow = Drawing(WIDE), Drawing(NARROW)
    for drawing in (wide, narrow):
        draw(drawing)
    return wide.svg(sentence), narrow.svg(sentence)


def series(number: int) -> int:
    """Return the number of a colour, from 0; colours come again if there are many series."""
    return number % len(SERIES)


def _stroke(kind: str) -> str:
    if kind == "grid":
        return ' stroke="currentColor" stroke-opacity="0.25"'
    dash = ' stroke-dasharray="4 4"' if kind.startswith("dash") else ""
    number = kind.removeprefix("dash").removeprefix("s")
    colour = SERIES[int(number)] if number.isdigit() else "currentColor"
    return f' stroke="{colour}"{dash}' + (' stroke-width="2"' if number.isdigit() else "")


def _fill(kind: str) -> str:
    if kind == "card":
        return ' fill="currentColor" fill-opacity="0.07"'
    if kind == "zone":
        return f' fill="{SERIES[0]}" fill-opacity="0.12"'
    return f' fill="{SERIES[int(kind[1:])]}"' if kind[1:].isdigit() else ' fill="currentColor"'
