"""Estimates with their intervals, a row each: a dot, a line from low to high, and the numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.charts.drawing import LINE, Drawing, drawn, text_width, wrapped


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number from 0 to 1 with its interval, its label and its text; ``low`` is None without an interval."""

    label: str
    value: float
    low: float | None
    high: float | None
    text: str


def intervals(sentence: str, rows: Sequence[Estimate], unit: str) -> tuple[str, str]:
    """Return the wide and the narrow drawing of estimates; ``unit`` stands under the axis."""
    widest = max((text_width(row.text) for row in rows), default=0.0)

    def draw(on: Drawing) -> None:
        left = 4.0 if on.narrow else 250.0
        right = on.width - widest - 14
        y = 4.0
        for row in rows:
            if on.narrow:
                y = on.lines(0, y + 12, wrapped(row.label, on.width)) - 12
                middle, after = y + 8, y + 30
            else:
                lines = wrapped(row.label, left - 16)
                on.lines(0, y + 12, lines)
                middle, after = y + 8, y + LINE * len(lines) + 10
            on.line(left, middle, right, middle, "grid")
            low, high = row.low, row.high
            if low is not None and high is not None:
                on.line(_at(low, left, right), middle, _at(high, left, right), middle, "s0")
            on.dot(_at(row.value, left, right), middle, 5, "f0")
            on.text(right + 12, middle + 4.5, row.text)
            y = after
        for share in (0.0, 0.5, 1.0):
            x = _at(share, left, right)
            on.line(x, y, x, y + 4)
            half = text_width(f"{share:.0%}") / 2
            on.text(max(x, half), y + 18, f"{share:.0%}", "middle")
        on.lines(
            0 if on.narrow else left, y + 38, wrapped(unit, on.width if on.narrow else right - left)
        )

    return drawn(sentence, draw)


def _at(share: float, left: float, right: float) -> float:
    return left + max(0.0, min(share, 1.0)) * (right - left)
