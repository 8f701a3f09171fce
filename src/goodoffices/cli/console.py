"""Printing: tables and sentences for people, JSON for programs, problems to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from goodoffices.space import Frontier

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def emit(result: object) -> None:
    """A result as JSON on standard output."""
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(text: str = "") -> None:
    """A line for people; what it quotes is never read as markup."""
    out.print(escape(text))


def heading(text: str) -> None:
    """A heading, with a blank line before it."""
    out.print()
    out.print(f"[bold]{escape(text)}[/bold]")


def complain(text: str) -> None:
    """A message to standard error."""
    sys.stderr.write(text + "\n")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    numeric: Sequence[int] = (),
    widths: Sequence[int] = (),
) -> None:
    """A table with no box, so that it can be copied; ``numeric`` columns are aligned right.

    ``widths`` are those of the columns, where they are not left to their content.
    """
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, name in enumerate(columns):
        grid.add_column(
            escape(name),
            justify="right" if place in numeric else "left",
            overflow="fold",
            width=widths[place] if widths else None,
        )
    for row in rows:
        grid.add_row(*(escape(cell) for cell in row))
    out.print(grid)


class Meter:
    """Draws progress on standard error; called as ``meter(step, done, total)``."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(escape(step), total=max(total, 1))
        self._progress.update(self._tasks[step], completed=done if total else 1, total=max(total, 1))


def best_so_far(fronts: Iterator[Frontier]) -> Frontier:
    """Return the last frontier, or after Ctrl-C the one before, if there is one."""
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
    """A progress display that leaves its finished lines; silent when ``show`` is false."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not show) as progress:
        yield Meter(progress)
