"""Write docs/benchmarks.md from the rows of full runs: ``python -m benchmarks.write FILE.json …``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import growth
from benchmarks.reader import GOLDS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BASELINE = Path(__file__).parent / "gold" / "second" / "baseline.json"
"""Rows of the reader before it was rewritten."""
STRICT = """Strict scores: a statement is right only if its speaker, actor, words and assertion are, a contact
if its kind, status and assertion are, and so on ([how](../benchmarks/gold/second/README.md)). A row with a
recall alone is a share. A fault has its count under F1, and under coded how many there could have been.
*Before* are the first rules, at {commit}, measured on {day}."""
HEAD = """# Measured

Written by `python -m benchmarks.write` from the rows that `scripts/bench PART --json FILE` gives; nothing is
typed in by hand. Peers run in an environment of their own, in the same run and by turns. Machines are shared:
believe ratios, not times. A goal is the least that the project sets itself, reached or not.
"""
RANKS = """R's smaa cannot be measured where there is no R. crispyn ranks all alternatives by VIKOR for each
draw of weights, and has a single matrix of values. Ranks and acceptance are different quantities: a ratio
says what a question about acceptance saves, not who is quicker at ranks.
"""
TITLES = {
    "deals": "Frontiers, beside NegMAS 0.16",
    "talks": "Simulated talks, beside NegMAS 0.16",
    "mediation": "How few private answers a mediator needs",
    "ceilings": "What a lie leaves: the best text that all would sign",
    "reader": "What the reader finds in reports coded by hand",
    "record": "Searching a record of a million entries",
    "room_load": "A room under load",
    "room_load_postgres": "A room under load on PostgreSQL, with two processes",
    "growth": "How cost grows with size",
    "uncertain": "Packages under preferences known in part, beside ranks by crispyn 0.0.7",
}


def main(files: list[str]) -> None:
    """Write the page."""
    sections = _written()
    for file in files:
        found = json.loads(Path(file).read_text("utf-8"))
        sort = "a quick run" if found["quick"] else "a full run"
        at = f" of {found['commit']}" if found.get("commit") else ""
        day = f"By {sort}{at} on {found['measured'][:10]}, Python {found['python']}."
        table = "\n".join(_table(found["part"], found["rows"]))
        sections[TITLES[found["part"]]] = f"{day}\n\n{table}\n"
    order = [title for title in TITLES.values() if title in sections]
    PAGE.write_text(
        "\n".join([HEAD, *(f"## {title}\n\n{sections[title]}" for title in order)]), "utf-8"
    )


def _written() -> dict[str, str]:
    """Return the sections of the page as it is, by title: parts that are not given stay."""
    if not PAGE.exists():
        return {}
    parts = re.split(r"(?m)^## ", PAGE.read_text("utf-8"))[1:]
    return {title: body.strip() + "\n" for title, _, body in (part.partition("\n") for part in parts)}


def _table(part: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if part == "reader":
        yield from _reader(rows)
    elif part == "mediation":
        yield from _learning([row for row in rows if row["mediator"] == "learning"])
        yield from _compared(rows)
    elif part == "ceilings":
        yield "| row | instances | mean | p10 | nothing left |"
        yield "|---|---:|---:|---:|---:|"
        for row in rows:
            cells = f"{row['instances']} | {row['mean']:.3f} | {row['p10']:.3f} | {row['none']}"
            yield f"| {row['name']} | {cells} |"
    elif part == "growth":
        (PAGE.parent / "pictures").mkdir(exist_ok=True)
        (PAGE.parent / "pictures" / "growth.svg").write_text(growth.drawing(rows), "utf-8")
        yield f"![{growth.TITLE}](pictures/growth.svg)\n"
        yield from growth.table(rows)
    elif part.startswith("room_load"):
        yield from _loaded(rows)
    else:
        if part == "uncertain":
            yield RANKS
        yield "| row | ours | peer | unit | ratio | goal | equal |"
        yield "|---|---:|---:|---|---:|---:|---|"
        for row in rows:
            peer = "" if row["peer"] is None else f"{row['peer']:,.2f}"
            goal = f"{'≤' if row.get('at_most') else '≥'} {row['goal']:,}"
            equal = {True: "yes", False: "no", None: ""}[row.get("equal")]
            ours = f"{row['ours']:,.2f} | {peer} | {row['unit']}"
            yield f"| {row['name']} | {ours} | {row['ratio']:,.2f} | {goal} | {equal} |"


def _loaded(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the table of a room under load; of a void run it says first that its times mean nothing."""
    if any(row["void"] for row in rows):
        yield "**Void**: other programs used the cores meanwhile. Its times mean nothing, its counts hold.\n"
    yield "| row | ours | unit | goal |"
    yield "|---|---:|---|---:|"
    for row in rows:
        goal = f"{'≤' if row['at_most'] else '≥'} {row['goal']:,g}"
        yield f"| {row['name']} | {row['ours']:,.1f} | {row['unit']} | {goal} |"


def _reader(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a table for each gold; the last column is the baseline: F1, or else the recall, or the count."""
    before = json.loads(BASELINE.read_text("utf-8"))
    old = {(row["gold"], row["name"]): row for row in before["rows"]}
    yield STRICT.format(commit=before["commit"], day=before["measured"][:10])
    for gold, title in GOLDS.items():
        yield f"\n### {title}\n"
        yield "| found | precision | recall | F1 | 95% | goal | coded | before |"
        yield "|---|---:|---:|---:|---:|---:|---:|---:|"
        for row in (row for row in rows if row["gold"] == gold):
            was = _score(old.get((gold, row["name"]), {}))
            goal = "" if row.get("goal") is None else f"{row['goal']:g}"
            if "f1" in row:
                cells = " | ".join(_number(row[key]) for key in ("precision", "recall", "f1"))
                sure = f"{row['low']:.2f}–{row['high']:.2f}" if row["coded"] else ""
                cells += f" | {sure} | {goal} | {row['coded']}"
            else:
                cells = f"| | {_score(row)} | | {goal} | {row.get('of', '')}"
            yield f"| {row['name']} | {cells} | {was} |".replace("  ", " ")


def _score(row: dict[str, Any]) -> str:
    """Return the F1 of a row, or its recall, or its count, or what was measured."""
    if "count" in row:
        return str(row["count"])
    found = row.get("measured", row.get("f1"))
    return _number(row.get("recall") if found is None else found)


def _number(found: float | None) -> str:
    return "" if found is None else f"{found:.2f}"


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
