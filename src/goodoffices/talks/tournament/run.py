"""Running a tournament: every cell of a plan is played once, whatever interrupts it.

Results are JSON lines, a line for each cell, appended when the cell is done. A tournament that was stopped
continues from them. The first line is a manifest with the plan, which must be the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import Timeout

from goodoffices.engine import workers
from goodoffices.errors import InputError, Problem, UsageError
from goodoffices.files import check_target, failing_at, lock_beside, write_all, write_text
from goodoffices.formats import load
from goodoffices.model import Case
from goodoffices.talks.tournament.cells import Cell, cells, grouped
from goodoffices.talks.tournament.plan import Plan
from goodoffices.talks.tournament.results import Results
from goodoffices.talks.tournament.sessions import played

LONGEST_MANIFEST = 10_000_000
"""Bytes of a first line that are read: a plan's names, at most some thousands, are shorter."""
FIELDS = frozenset(
    [
        "agreed",
        "case",
        "key",
        "mean_rounds",
        "measures",
        "mediator",
        "protocol",
        "reservations",
        "runs",
        "sharing",
        "strategies",
        "utilities",
    ]
)
"""Keys of a result: a line without one of them is none."""
BEGIN = b'{"agreed": '
"""The beginning of a line of results, whose keys are sorted."""


def play(
    plan: Plan,
    folder: Path,
    out: Path,
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
    engine: str | None = None,
) -> Results:
    """Play every cell whose result is not in ``out`` yet, and return all results in the plan's order.

    Args:
        plan: the plan.
        folder: the folder that the plan's cases are in.
        out: the file of results, JSON lines.
        jobs: number of processes.
        progress: called after each cell.
        engine: ``dask://HOST:PORT`` to play on the workers of a Dask cluster, see ``goodoffices.engine``.

    Raises:
        InputError: ``out`` holds something else than a tournament's results; it stays as it is.
        UsageError: ``out`` holds the results of another plan, or too few mediators reach every party.
    """
    wanted = cells(plan, folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    check_target(out)
    manifest = {"manifest": asdict(plan), "digest": plan.digest()}
    first = json.dumps(manifest, sort_keys=True).encode() + b"\n"
    # Asked before the lock too: no lock is left beside a file that belongs to something else.
    _check_owner(out, first)
    with _alone_at(out, progress):
        _check_owner(out, first)
        done = dict(_held(out, first))
        number = sum(cell.key in done for cell in wanted)
        missing = [cell for cell in wanted if cell.key not in done]
        # Without a buffer nothing is left to be written when the file is closed after a failure.
        with workers(jobs, engine) as found, open(out, "ab", buffering=0) as file:
            sets = grouped(plan, folder, missing, found.number)
            for results in found.in_order(played, _work(plan, folder, sets)):
                lines = [json.dumps(result, sort_keys=True) for result in results]
                with failing_at(out):
                    write_all(file, "".join(line + "\n" for line in lines).encode())
                    os.fsync(file.fileno())
                for result, line in zip(results, lines, strict=True):
                    done[result["key"]] = json.loads(line)
                    number += 1
                    if progress is not None:
                        progress("Tournament", number, len(wanted))
    return Results(done[cell.key] for cell in wanted)


def _work(
    plan: Plan, folder: Path, sets: Sequence[Sequence[Cell]]
) -> Iterator[tuple[Plan, dict[str, Case], Sequence[Cell]]]:
    """Yield what each set of cells is played with, the content of its cases included."""
    for cells_of_set in sets:
        names = dict.fromkeys(cell.case for cell in cells_of_set)
        yield plan, {name: load(folder / name) for name in names}, cells_of_set


@contextmanager
def _alone_at(out: Path, progress: Callable[[str, int, int], None] | None) -> Iterator[None]:
    """Hold the lock of a file of results; if another tournament writes to the file, wait for its end."""
    lock = lock_beside(out)
    try:
        held = lock.acquire(timeout=0)
    except Timeout:
        if progress is not None:
            progress("Waiting for another tournament that writes to this file", 0, 1)
        held = lock.acquire()
    with held:
        yield


def _check_owner(out: Path, first: bytes) -> None:
    """Check that a file is not there, or is the results of the plan whose manifest is ``first``.

    Nothing is written: it may be any file, named by mistake.

    Raises:
        InputError: the file holds something else than a tournament's results.
        UsageError: the file holds the results of another plan.
    """
    if not out.exists():
        return
    with open(out, "rb") as file:
        begin = file.read(len(first))
        if first.startswith(begin):
            return
        file.seek(0)
        try:
            found = json.loads(file.readline(LONGEST_MANIFEST))
        except (ValueError, RecursionError):
            found = None
    if isinstance(found, dict) and set(found) == {"manifest", "digest"}:
        raise UsageError(f"{out}: expected the results of this plan, found those of another one.")
    raise InputError([_no_results(out, 1)])


def _held(out: Path, first: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the results in a file of this plan by key.

    A last line without its end is removed: the process was killed while writing it. A file without a
    manifest gets it.

    Raises:
        InputError: a line is no result; nothing is removed.
    """
    data = out.read_bytes() if out.exists() else b""
    if len(data) < len(first):
        write_text(out, first.decode())
        return
    whole = data[: data.rfind(b"\n") + 1]
    results = [_result(out, number, line) for number, line in enumerate(whole.splitlines()[1:], 2)]
    rest = data[len(whole) :]
    if rest:
        if rest[: len(BEGIN)] != BEGIN[: len(rest)]:
            raise InputError([_no_results(out, len(results) + 2)])
        with open(out, "r+b") as file:
            file.truncate(len(whole))
    yield from ((found["key"], found) for found in results)


def _result(out: Path, number: int, line: bytes) -> dict[str, Any]:
    """Return the result in a line.

    Raises:
        InputError: there is none.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not found.keys() >= FIELDS:
        raise InputError([_no_results(out, number)])
    return found


def _no_results(out: Path, line: int) -> Problem:
    return Problem(str(out), line, "", "the results of a tournament", "something else")
