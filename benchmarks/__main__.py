"""``python -m benchmarks PART [--quick] [--json FILE]``: measure one part and print its table."""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

PARTS = (
    "ceilings",
    "deals",
    "growth",
    "limits",
    "mediation",
    "reader",
    "record",
    "room_load",
    "talks",
    "uncertain",
)


def main() -> None:
    """Run a benchmark, and write its rows to a file if asked."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--quick", action="store_true", help="fewer repeats and instances")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON too")
    parser.add_argument("--engine", metavar="dask://HOST:PORT", help="for mediation: a Dask cluster")
    parser.add_argument(
        "--database", choices=("sqlite", "postgres"), help="for room_load: where the rooms are"
    )
    given = parser.parse_args()
    if given.database and given.part != "room_load":
        parser.error("--database is for room_load")
    if given.engine and given.part != "mediation":
        parser.error("--engine is for mediation")
    more = tuple(filter(None, (given.engine, given.database)))
    rows = importlib.import_module(f"benchmarks.{given.part}").main(given.quick, *more)
    if given.json:
        about = {
            "part": f"{given.part}_postgres" if given.database == "postgres" else given.part,
            "commit": _commit(),
            "quick": given.quick,
            "measured": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "machine": platform.machine(),
        }
        given.json.write_text(json.dumps({**about, "rows": rows}, indent=1) + "\n", encoding="utf-8")


def _commit() -> str | None:
    """Return the last commit of the package, if this is a checkout in which it is as committed."""
    here = Path(__file__).parent
    try:
        changed = _git(here, "status", "--porcelain", "--", "../src")
        return None if changed else _git(here, "log", "-1", "--format=%h", "--abbrev=7", "--", "../src")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(here: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
