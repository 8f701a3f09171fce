"""The growth of cost over size: seconds of processor time at 10, 100, 1,000 … of each kind of work.

Each size is measured once, after a small one that loads what is loaded once. A point is left out if it would
take more than a minute or so; with ``--quick`` the two largest are, too.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

from rich.console import Console

import goodoffices as go
from benchmarks.deals import SCALE, Wanted, tables_of
from benchmarks.record import entries, words
from goodoffices.charts.drawing import WIDE, Drawing
from goodoffices.record import Ledger
from goodoffices.space import from_tables, frontier

TITLE = "Seconds of processor time, by size; both axes by powers of ten"
HIGH = 360.0
"""Height of the plot, in pixels."""
ROOT = Path(__file__).parents[1]
BATCH = 1_000
"""Entries appended at once."""
OPTIONS = 10
"""Options of an issue: with each issue more, there are ten times as many packages."""


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure and print every point."""
    rows = []
    for name, (work, least, most) in WORK.items():
        work(10**least)
        for power in range(least, most + 1 - (2 if quick else 0)):
            size, seconds = 10**power, work(10**power)
            rows.append({"name": name, "size": size, "seconds": seconds})
            Console().print(f"{name}: {size:,} in {seconds:.4g} s")
    return rows


def _talks(size: int) -> float:
    case = go.load(ROOT / "cases" / "canal")
    return _timed(lambda: go.talks.run(case, "alternating-offers", runs=size, seed=1))


def _frontier(size: int) -> float:
    issues = len(str(size)) - 1
    tables = tables_of(Wanted("", 2, issues, OPTIONS, "", 1, 1), 1)
    return _timed(lambda: frontier(from_tables(tables, scale=SCALE)))


def _entries(size: int) -> float:
    found = list(entries(words(), size))
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "record.jsonl")
        batches = [found[at : at + BATCH] for at in range(0, size, BATCH)]
        return _timed(lambda: [ledger.append(*batch) for batch in batches])


def _reports(size: int) -> float:
    text = (ROOT / "tests" / "data" / "ferry-talks" / "2031-03-05-coast-courier.txt").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(size)]
        for path in paths:
            path.write_text(f"{text}\nThis is report {path.stem}.\n", "utf-8")
        return _timed(lambda: go.reader.read_all(paths))


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


WORK: dict[str, tuple[Callable[[int], float], int, int]] = {
    "sessions of alternating offers (canal)": (_talks, 2, 6),
    "packages of two parties, their frontier": (_frontier, 2, 10),
    "entries added to a record": (_entries, 2, 5),
    "reports read, by grammar": (_reports, 1, 3),
}
"""Work of a size, and the least and the largest power of ten that are measured."""


def table(rows: list[dict[str, Any]]) -> list[str]:
    """Return the rows as a table of Markdown: a line for each size, and what ten times as many cost."""
    points = {(row["name"], row["size"]): row["seconds"] for row in rows}
    names = list(dict.fromkeys(name for name, _ in points))
    lines = [f"| size | {' | '.join(names)} |", f"|---:|{'---:|' * len(names)}"]
    for size in sorted({size for _, size in points}):
        cells = (f"{points[n, size]:.3g}" if (n, size) in points else "" for n in names)
        lines.append(f"| {size:,} | {' | '.join(cells)} |")
    grown = []
    for name in names:
        last = max(size for known, size in points if known == name)
        grown.append(f"{points[name, last] / points[name, last // 10]:.1f} times as much")
    return [*lines, f"| ten times as many cost | {' | '.join(grown)} |"]


def drawing(rows: list[dict[str, Any]]) -> str:
    """Return the rows as SVG: a line for each kind of work, the first word of its name at its last point."""
    on = Drawing(WIDE)
    sizes = [log10(row["size"]) for row in rows]
    costs = [log10(max(row["seconds"], 1e-6)) for row in rows]
    (left, right), (low, high) = (min(sizes), max(sizes)), (floor(min(costs)), ceil(max(costs)))

    def at(row: dict[str, Any]) -> tuple[float, float]:
        x, y = log10(row["size"]), log10(max(row["seconds"], 1e-6))
        across = 60 + (x - left) / (right - left) * (WIDE - 80)
        return across, 30 + (high - y) / (high - low) * HIGH

    on.text(0, 14, "↑ seconds of processor time")
    for power in range(low, high + 1):
        _, y = at({"size": 10**left, "seconds": 10.0**power})
        on.line(60, y, WIDE - 20, y, "grid")
        on.text(52, y + 4, f"{10.0**power:g}", "end")
    for power in range(round(left), round(right) + 1):
        x, _ = at({"size": 10**power, "seconds": 1.0})
        on.text(x, HIGH + 50, _power(power), "middle")
    on.text(WIDE - 20, HIGH + 72, "size →", "end")
    for number, name in enumerate(dict.fromkeys(row["name"] for row in rows)):
        points = [at(row) for row in rows if row["name"] == name]
        on.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), f"s{number}", HIGH)
        for x, y in points:
            on.dot(x, y, 3.5, f"f{number}")
        x, y = points[-1]
        on.text(x - 9, y - 8, name.partition(" ")[0], "end")
    paper = '<rect width="100%" height="100%" fill="#fff"/>'
    head, bracket, rest = on.svg(TITLE).partition(">")
    return head + bracket + paper + rest + "\n"


def _power(power: int) -> str:
    return "10" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(power))
