"""Exact frontiers, from utility tables to points with packages, compared with NegMAS 0.16 in the same run.

Instances are additive, and their values are multiples of 1/10,000, so that both answers can be compared. The
peer adds floats, so it may list a point that another point dominates in integers; such points are left out of
the comparison. Linked instances have no peer: their rows hold our milliseconds beside the goal. Our turns and
the peer's alternate. The statistics row has a million packages without structure, a single table over all six
issues: everything that `goodoffices deals` prints may take three times as long as the frontier alone. With
``--quick`` the slowest rows take the peer's seconds from ``deals-peer.json``, the dated file of the last full
run, and are marked; ours are always measured.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any

import numpy as np

from benchmarks.peers.environment import Peer, peer
from benchmarks.tables import show
from goodoffices.agreements import deals_of
from goodoffices.space import Frontier, Space, from_tables, frontier, undominated

SCALE = 10_000
HELD = Path(__file__).parent / "deals-peer.json"
Tables = list[list[list[float]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row: numbers of parties, issues and options, the peer's method, seeds, and the lowest ratio."""

    name: str
    parties: int
    issues: int
    options: int
    method: str
    seeds: int
    goal: float
    slow: bool = False


ROWS = (
    Wanted("structural-1e10", 2, 10, 10, "mobanos", 5, 6),
    Wanted("structural-1e20", 2, 20, 10, "mobanos", 5, 12),
    Wanted("structural-5^50", 2, 50, 5, "mobanos", 3, 80),
    Wanted("enumerated-2p-1e5", 2, 5, 10, "enumerated", 3, 1_000),
    Wanted("enumerated-2p-1e6", 2, 6, 10, "enumerated", 2, 8_000, slow=True),
    Wanted("enumerated-2p-1e7", 2, 7, 10, "enumerated", 1, 100_000, slow=True),
    Wanted("enumerated-3p-1e6", 3, 6, 10, "enumerated", 2, 2_000, slow=True),
)
LINKED = (
    ("linked-50-width1", 1, 60.0),
    ("linked-50-width3", 3, 500.0),
    ("linked-50-width4", 4, 4_000.0),
)


def tables_of(wanted: Wanted, seed: int) -> Tables:
    """Return an instance: Dirichlet weights, uniform values, in 1/10,000 of each party's largest utility."""
    draws = np.random.Generator(np.random.Philox(seed))
    found = []
    for _ in range(wanted.parties):
        weights = draws.dirichlet(np.ones(wanted.issues))
        values = draws.random((wanted.issues, wanted.options))
        values /= values.max(axis=1, keepdims=True)
        found.append((np.rint(values * weights[:, None] * SCALE) / SCALE).tolist())
    return found


def linked_of(width: int, seed: int, issues: int = 50, options: int = 5) -> Space:
    """Return a space whose issues are each tied to the next ``width``; links have half of all weight."""
    draws = np.random.Generator(np.random.Philox(seed))
    pairs = [(a, b) for a in range(issues) for b in range(a + 1, min(issues, a + width + 1))]
    tables, linked = [], []
    for _ in range(2):
        single, double = draws.dirichlet(np.ones(issues)), draws.dirichlet(np.ones(len(pairs)))
        tables.append([np.rint(draws.random(options) * w * SCALE / 2) for w in single])
        linked.append(
            {
                pair: np.rint(draws.random((options, options)) * w * SCALE / 2)
                for pair, w in zip(pairs, double, strict=True)
            }
        )
    return from_tables(tables, linked=linked)


WARMING = 0.2
"""Warming time in seconds: a process that has waited for another is slow at first."""


def times(work: Callable[[], Any], repeats: int) -> tuple[list[float], Any]:
    """Return the times of some runs, after ``WARMING`` seconds of others, and the last answer."""
    answer, begin = work(), time.perf_counter()
    while time.perf_counter() - begin < WARMING:
        work()
    found = []
    for _ in range(repeats):
        begin = time.perf_counter()
        answer = work()
        found.append(time.perf_counter() - begin)
    return found, answer


def timed(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """Return the median time of some runs, see :func:`times`, and the last answer."""
    found, answer = times(work, repeats)
    return median(found), answer


def _solved(tables: Tables) -> Frontier:
    return frontier(from_tables(tables, scale=SCALE))


def _beside(
    wanted: Wanted, other: Peer | None, held: dict[str, list[float]], quick: bool
) -> dict[str, Any]:
    """Measure a row: ours before and after the peer's, so that a slow moment does not decide."""
    ours, theirs, equal = [], [], []
    for seed in range(wanted.seeds):
        tables = tables_of(wanted, seed)
        before, front = times(partial(_solved, tables), 101)
        if other is None:
            ours.append(median(before))
            theirs.append(held[wanted.name][seed])
            continue
        answer = other.ask(
            method=wanted.method, tables=tables, repeats=1 if wanted.slow or quick else 3
        )
        after, _ = times(partial(_solved, tables), 101)
        ours.append(median(before + after))
        theirs.append(median(answer["seconds"]))
        points = np.array(
            [[round(u * SCALE) for u in point] for point in answer["points"]], dtype=np.int64
        )
        points = np.unique(points, axis=0)
        points = points[undominated(points)]
        equal.append(points.tolist() == sorted(front.utilities.tolist()))
    ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
    return {
        "name": wanted.name,
        "ours": 1000 * median(ours),
        "peer": 1000 * median(theirs),
        "unit": "ms",
        "ratio": geometric_mean(ratios),
        "goal": wanted.goal,
        "equal": all(equal) if equal else None,
        "peer_seconds": theirs,
    }


def _linked(name: str, width: int, goal: float, repeats: int) -> dict[str, Any]:
    seconds = []
    for seed in range(3):
        space = linked_of(width, seed)
        taken, front = timed(partial(frontier, space), repeats)
        seconds.append(taken)
        assert len(front)
    ours = 1000 * median(seconds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "name": name,
        "ours": ours,
        "peer": None,
        "unit": "ms",
        "ratio": goal / ours,
        "goal": 1,
        "most_ms": goal,
        "process_mb": round(memory),
    }


def _statistics(repeats: int) -> dict[str, Any]:
    """Measure everything that `goodoffices deals` prints, as a ratio to the frontier alone: at most 3.

    They take turns, and the ratio is the median of the turns' ratios.
    """
    ratios, whole, alone = [], [], []
    for seed in range(3):
        draws = np.random.Generator(np.random.Philox(seed))
        plain = [[np.zeros(10)] * 6 for _ in range(2)]
        whole_table = [{tuple(range(6)): np.rint(draws.random((10,) * 6) * SCALE)} for _ in range(2)]
        bare = from_tables(plain, linked=whole_table)
        least = (frontier(bare).utilities.max(axis=0) * 6) // 10
        space = replace(bare, reservations=least)
        turns = [
            (timed(partial(frontier, space), 1)[0], timed(partial(deals_of, space), 1)[0])
            for _ in range(repeats)
        ]
        ratios.append(median(everything / front for front, everything in turns))
        whole.append(median(everything for _, everything in turns))
        alone.append(median(front for front, _ in turns))
    return {
        "name": "statistics-1e6",
        "ours": 1000 * median(whole),
        "peer": None,
        "unit": "ms",
        "ratio": 3 / geometric_mean(ratios),
        "goal": 1,
        "frontier_ms": 1000 * median(alone),
    }


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure and print every row; after a full run, keep the peer's seconds for quick runs."""
    held = json.loads(HELD.read_text("utf-8")) if HELD.exists() else {"measured": None, "seconds": {}}
    rows: list[dict[str, Any]] = []
    with peer("negmas_frontiers.py") as other:
        for wanted in ROWS:
            taken = quick and wanted.slow and wanted.name in held["seconds"]
            row = _beside(wanted, None if taken else other, held["seconds"], quick)
            row["measured"] = f"peer of {held['measured'][:10]}" if taken else "in this run"
            rows.append(row)
            show([row], title=None)
    for name, width, goal in LINKED:
        rows.append({**_linked(name, width, goal, 1 if quick else 3), "measured": "in this run"})
    rows.append({**_statistics(9), "measured": "in this run"})
    if not quick:
        seconds = {row["name"]: row["peer_seconds"] for row in rows if "peer_seconds" in row}
        day = datetime.now(UTC).isoformat(timespec="seconds")
        HELD.write_text(json.dumps({"measured": day, "seconds": seconds}, indent=1) + "\n", "utf-8")
    show(rows, title="Frontiers beside NegMAS 0.16.0")
    return rows


def described(rows: Sequence[dict[str, Any]]) -> str:
    """Return the rows as a table for the docs."""
    lines = ["| row | ours | peer | ratio | goal |", "|---|---:|---:|---:|---:|"]
    for row in rows:
        other = "none" if row["peer"] is None else f"{row['peer']:,.1f} ms"
        lines.append(
            f"| {row['name']} | {row['ours']:,.2f} ms | {other} | {row['ratio']:,.1f} | {row['goal']:,} |"
        )
    return "\n".join(lines) + "\n"
