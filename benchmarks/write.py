"""Write docs/benchmarks.md from the rows of full runs: ``python -m benchmarks.write FILE.json …``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Measured

Written by `python -m benchmarks.write` from the rows that `scripts/bench PART --json FILE` gives; nothing is
typed in by hand. Peers run in an environment of their own, in the same run and by turns. Machines are shared:
believe ratios, not times. A goal is the least that the project sets itself, reached or not.
"""
TITLES = {
    "deals": "Frontiers, beside NegMAS 0.16",
    "talks": "Simulated talks, beside NegMAS 0.16",
    "mediation": "How few private answers a mediator needs",
    "reader": "What the reader finds in dispatches no rule was tuned on",
}


def main(files: list[str]) -> None:
    """Write the page."""
    parts = [HEAD]
    for file in files:
        found = json.loads(Path(file).read_text("utf-8"))
        sort = "a quick run" if found["quick"] else "a full run"
        day = f"By {sort} on {found['measured'][:10]}, Python {found['python']}."
        parts.append(f"## {TITLES[found['part']]}\n\n{day}\n")
        parts.append("\n".join(_table(found["part"], found["rows"])) + "\n")
    PAGE.write_text("\n".join(parts), "utf-8")


def _table(part: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if part == "reader":
        yield "| found | precision | recall | F1 | goal | coded |"
        yield "|---|---:|---:|---:|---:|---:|"
        for row in rows:
            goal = "" if row.get("goal") is None else f"{row['goal']:g}"
            if "f1" in row:
                cells = f"{row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f}"
                yield f"| {row['name']} | {cells} | {goal} | {row['coded']} |"
            else:
                yield f"| {row['name']} | | | {row['measured']:.2f} | {goal} | |"
    elif part == "mediation":
        yield from _learning([row for row in rows if row["mediator"] == "learning"])
        yield from _compared(rows)
    else:
        yield "| row | ours | peer | unit | ratio | goal | equal |"
        yield "|---|---:|---:|---|---:|---:|---|"
        for row in rows:
            peer = "" if row["peer"] is None else f"{row['peer']:,.2f}"
            goal = f"{'≤' if row.get('at_most') else '≥'} {row['goal']:,}"
            equal = {True: "yes", False: "no", None: ""}[row.get("equal")]
            ours = f"{row['ours']:,.2f} | {peer} | {row['unit']}"
            yield f"| {row['name']} | {ours} | {row['ratio']:,.2f} | {goal} | {equal} |"


def _learning(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "| row, after so many answers | instances | mean | median | p10 | goal | lying brought |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        goal = "" if not row["goal"] else f"{row['goal']:.2f}"
        cells = f"{row['mean']:.3f} | {row['median']:.3f} | {row['p10']:.3f} | {goal}"
        lying = f"{row['liar_gain']:+.3f}" if "liar_gain" in row else ""
        yield f"| {row['name']} | {row['instances']} | {cells} | {lying} |"


def _compared(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the means of all mediators, a column each, if others than the learning mediator were measured."""
    means: dict[str, dict[str, float]] = {}
    for row in rows:
        name = row["name"].replace(f"-{row['mediator']}@", "@")
        means.setdefault(name, {})[row["mediator"]] = row["mean"]
    columns = sorted({row["mediator"] for row in rows}, key=lambda name: (name != "learning", name))
    if len(columns) < 2:
        return
    yield ""
    yield "Every mediator on the same instances, means:"
    yield ""
    yield f"| row | {' | '.join(columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    for name, known in means.items():
        if len(known) == len(columns):
            yield f"| {name} | {' | '.join(f'{known[column]:.3f}' for column in columns)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
