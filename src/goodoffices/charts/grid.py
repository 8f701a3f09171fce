"""A grid of yes and no: a row for each thing, a column for each rule, a filled dot for yes."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.charts.drawing import Drawing, drawn, wrapped


def grid(
    sentence: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[bool]]]
) -> tuple[str, str]:
    """Return the wide and the narrow drawing of a grid; labels stand beside the dots, or above if narrow."""

    def draw(on: Drawing) -> None:
        step = min(70.0, (on.width - 10) / max(len(columns), 1))
        left = 0.0 if on.narrow else on.width - step * len(columns)
        for number, name in enumerate(columns):
            on.text(left + step * (number + 0.5), 14, name, "middle", bold=True)
        y = 26.0
        for label, cells in rows:
            lines = wrapped(label, on.width if on.narrow else left - 16, 6)
            after = on.lines(0, y + 12, lines)
            middle = after - 2 if on.narrow else y + 8
            for number, yes in enumerate(cells):
                on.dot(left + step * (number + 0.5), middle, 5.5, "f0" if yes else "hollow")
            y = max(after - 6, middle + 14)
            on.line(0, y, on.width, y, "grid")
            y += 6

    return drawn(sentence, draw)
