"""Bars with their numbers at their ends, in groups: the simplest chart that is legible at any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.charts.drawing import LINE, Drawing, drawn, series, text_width, wrapped


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its length from 0 to 1, the text at its end, and its label; ``colour`` numbers a series."""

    label: str
    share: float
    text: str
    colour: int = 0


def bars(sentence: str, groups: Sequence[tuple[str, Sequence[Bar]]]) -> tuple[str, str]:
    """Return the wide and the narrow drawing of groups of bars, each group under its name.

    A group without a name has none printed. Labels stand beside the bars in the wide drawing, and above
    them in the narrow one if they are long.
    """
    widest = max((text_width(bar.text) for _, group in groups for bar in group), default=0.0)
    longest = max((text_width(bar.label) for _, group in groups for bar in group), default=0.0)

    def draw(on: Drawing) -> None:
        limit = on.width * (0.3 if on.narrow else 0.38)
        above = longest > limit and on.narrow
        left = 0.0 if above else min(longest, limit) + 12
        room = on.width - left - widest - 10
        y = 4.0
        for name, group in groups:
            if name:
                for words in wrapped(name, on.width):
                    on.text(0, y + 12, words, bold=True)
                    y += LINE
                y += 3
            for bar in group:
                y = _bar(on, bar, y, left, max(room, 20.0), above=above)
            y += 10

    return drawn(sentence, draw)


def _bar(on: Drawing, bar: Bar, y: float, left: float, room: float, *, above: bool) -> float:
    """Draw a bar with its label and number; return the upper edge of the next."""
    lines = wrapped(bar.label, on.width if above else max(left - 12, 1.0))
    if not bar.label:
        lines = []
    first = y
    if above:
        y = on.lines(0, y + 12, lines) - 12 if lines else y
        middle = y + 8
    else:
        on.lines(0, y + 12, lines)
        middle = y + 8
    length = max(0.0, min(bar.share, 1.0)) * room
    on.line(left, middle - 7, left, middle + 7, "grid")
    on.box(left, middle - 5, length, 10, f"f{series(bar.colour)}")
    on.text(left + length + 6, middle + 4.5, bar.text)
    return max(middle + 12, first + LINE * len(lines) + 4)
