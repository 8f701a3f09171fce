"""Benchmark rows as a table in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table


def show(rows: Sequence[dict[str, Any]], title: str | None) -> None:
    """Print rows of name, ours, peer, ratio, goal; a single row at once, while others are measured."""
    if title is None:
        for row in rows:
            Console().print(f"{row['name']}: {row['ratio']:,.1f} (goal {row['goal']:,})")
        return
    table = Table(title=title)
    for name in ("row", "ours", "peer", "unit", "ratio", "goal", "equal", "measured"):
        table.add_column(
            name, justify="left" if name in ("row", "unit", "equal", "measured") else "right"
        )
    for row in rows:
        equal = {True: "yes", False: "NO", None: ""}[row.get("equal")]
        other = "" if row["peer"] is None else f"{row['peer']:,.2f}"
        goal = f"{'≤' if row.get('at_most') else '≥'} {row['goal']:,}"
        table.add_row(
            row["name"],
            f"{row['ours']:,.2f}",
            other,
            row["unit"],
            f"{row['ratio']:,.2f}",
            goal,
            equal,
            str(row.get("measured", "")),
        )
    Console().print(table)
