"""Running a tournament: every cell of a plan is played once, whatever interrupts it.

Results are JSON lines, a line for each cell, appended when the cell is done. A tournament that was stopped
continues from them. The first line is a manifest with the plan, which must be the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from goodoffices.errors import UsageError
from goodoffices.registry import for_workers
from goodoffices.talks.tournament.cells import cells, grouped
from goodoffices.talks.tournament.plan import Plan
from goodoffices.talks.tournament.sessions import played


def play(
    plan: Plan,
    folder: Path,
    out: Path,
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Play every cell whose result is not in ``out`` yet, and return all results in the plan's order.

    Args:
        plan: the plan.
        folder: the folder that the plan's cases are in.
        out: the file of results, JSON lines.
        jobs: number of processes.
        progress: called after each cell.

    Raises:
        UsageError: ``out`` holds the results of another plan, or too few mediators reach every party.
    """
    wanted = cells(plan, folder)
    done = dict(_held(plan, out))
    number = sum(cell.key in done for cell in wanted)
    sets = grouped(plan, folder, [cell for cell in wanted if cell.key not in done], jobs)
    with open(out, "ab") as file:
        work = (delayed(for_workers(played))(plan, folder, group) for group in sets)
        for results in Parallel(n_jobs=jobs, return_as="generator")(work):
            lines = [json.dumps(result, sort_keys=True) for result in results]
            file.write("".join(line + "\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
            for result, line in zip(results, lines, strict=True):
                done[result["key"]] = json.loads(line)
                number += 1
                if progress is not None:
                    progress("Tournament", number, len(wanted))
    return [done[cell.key] for cell in wanted]


def _held(plan: Plan, out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the results in a file by key.

    A last line without its end is removed: the process was killed while writing it. An empty file gets
    its manifest.

    Raises:
        UsageError: the file holds the results of another plan.
    """
    data = out.read_bytes() if out.exists() else b""
    whole = data[: data.rfind(b"\n") + 1]
    if not whole:
        out.parent.mkdir(parents=True, exist_ok=True)
        head = {"manifest": asdict(plan), "digest": plan.digest()}
        out.write_bytes(json.dumps(head, sort_keys=True).encode() + b"\n")
        return
    if len(whole) < len(data):
        with open(out, "r+b") as file:
            file.truncate(len(whole))
    for number, line in enumerate(whole.splitlines()):
        found = json.loads(line)
        if number == 0 and found.get("digest") != plan.digest():
            raise UsageError(f"{out}: expected the results of this plan, found those of another one.")
        if number:
            yield found["key"], found
