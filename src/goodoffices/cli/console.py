"""Print tables and sentences for people, JSON for programs, problems to standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from goodoffices.cli.streams import complain as complain
from goodoffices.errors import HIDDEN, visible

if TYPE_CHECKING:
    from goodoffices.space import Frontier

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)
GAP = 2
"""Spaces between two columns of a table."""
TEXT = 12
"""Characters that a column of words needs at least: in fewer, a sentence is a tower of syllables."""


def emit(result: object) -> None:
    """Print a result as JSON on standard output."""
    sys.stdout.write(json_text(result, indent=2) + "\n")


def json_text(result: object, indent: int | None = None) -> str:
    """Return JSON with hidden characters escaped: programs read the same text, terminals obey nothing."""
    return HIDDEN.sub(_escape, json.dumps(result, ensure_ascii=False, indent=indent))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def say(text: str = "", broken: bool = True) -> None:
    """Print a line for people, broken at the width of the window or left in one piece."""
    out.print(shown(text), soft_wrap=not broken)


def say_marked(before: str, text: str, places: Sequence[tuple[int, int]], after: str) -> None:
    """Print a line whose ``text`` is bold at half-open offsets, where the terminal can show that."""
    line, done = shown(before), 0
    for start, end in places:
        if start >= done:
            line += f"{shown(text[done:start])}[bold]{shown(text[start:end])}[/bold]"
            done = end
    out.print(line + shown(text[done:]) + shown(after))


def heading(text: str) -> None:
    """Print a heading, with a blank line before it."""
    out.print()
    out.print(f"[bold]{shown(text)}[/bold]")


def shown(text: str) -> str:
    """Return a text that the terminal prints as it is: no markup, and hidden characters drawn as marks."""
    return escape(visible(text))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> None:
    """Print a table without a box, so that it can be copied; row by row if the window is too narrow for it.

    Args:
        columns: the headings.
        rows: the cells; a long cell is broken between words.
        numeric: the positions of the columns to align right.
    """
    columns, rows = [*map(visible, columns)], [[*map(visible, row)] for row in rows]
    if not _fits(columns, rows, numeric):
        for row in rows:
            named = [(name.partition(";")[0], cell) for name, cell in zip(columns, row, strict=True)]
            cells = [f"{name}: {cell}" if name else cell for name, cell in named if cell]
            out.print(escape("; ".join(cells)))
        return
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    widths = _widths(columns, rows, numeric)
    for position, name in enumerate(columns):
        justify: Literal["left", "right"] = "right" if position in numeric else "left"
        width = widths[position] if widths else None
        grid.add_column(escape(name), justify=justify, overflow="fold", width=width)
    for row in rows:
        grid.add_row(*map(escape, row))
    out.print(grid)


def _fits(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int]) -> bool:
    """Return True if the columns of numbers leave room for those of words."""
    numbers = [max(len(row[position]) for row in rows) for position in numeric if rows]
    return sum(numbers) + TEXT * (len(columns) - len(numbers)) + GAP * len(columns) <= out.width


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int]) -> list[int]:
    """Return widths at which no word and no number is broken, or nothing if the terminal is too narrow.

    Left alone, rich breaks words in a column to make room for another column.
    """
    natural, least = [], []
    for position, name in enumerate(columns):
        cells = [row[position] for row in rows]
        whole = [*name.split(), *(cells if position in numeric else " ".join(cells).split())]
        natural.append(max(map(len, [name, *cells])))
        least.append(max(map(len, whole), default=0))
    spare = out.width - GAP * len(columns) - sum(least)
    if spare < 0:
        return []
    widths = least
    while spare and widths != natural:
        # The next character goes to the column that is furthest from its natural width.
        short = [full - width for full, width in zip(natural, widths, strict=True)]
        widths[short.index(max(short))] += 1
        spare -= 1
    return widths


class Meter:
    """Draw progress on standard error; called as ``meter(step, done, total)``."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(shown(step), total=max(total, 1))
        self._progress.update(self._tasks[step], completed=done if total else 1, total=max(total, 1))


def best_so_far(fronts: Iterator[Frontier]) -> Frontier:
    """Return the last frontier; after Ctrl-C, the last frontier that was complete, if there is any."""
    found: list[Frontier] = []
    try:
        for front in fronts:
            found = [front]
    except KeyboardInterrupt:
        if not found:
            raise
    return found[0]


@contextmanager
def meter(show: bool = True) -> Iterator[Meter]:
    """Return a progress display that keeps its finished lines; silent if ``show`` is false."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not show) as progress:
        yield Meter(progress)
