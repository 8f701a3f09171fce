"""A tournament's results as a Parquet table with a row for each session, for other programs."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from goodoffices.errors import UsageError
from goodoffices.files import replacing
from goodoffices.talks.tournament.plan import Plan

MAGIC = b"PAR1"
"""The first bytes of every Parquet file."""


def pyarrow() -> ModuleType:
    """Return the library that writes the table.

    Raises:
        UsageError: it is not installed.
    """
    try:
        importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError(
            "--parquet: pyarrow is not installed; pip install 'goodoffices[parquet]'."
        ) from None
    return importlib.import_module("pyarrow")


def check(file: Path) -> None:
    """Check, before anything is played, that a file to write is new, empty or a Parquet file.

    Raises:
        UsageError: it holds something else.
    """
    if file.is_file():
        with file.open("rb") as opened:
            begins = opened.read(len(MAGIC))
        if begins not in (b"", MAGIC):
            raise UsageError(f"{file}: expected a new name or a Parquet file, found another file.")


def write(results: Sequence[Mapping[str, Any]], plan: Plan, file: Path) -> None:
    """Write a row for each session: its cell, run number, agreement, and each party's final utility.

    The table's metadata holds the plan and its hash, under ``goodoffices``. The file is replaced at
    once, so a reader never sees half a table.

    Raises:
        UsageError: pyarrow is not installed.
    """
    library = pyarrow()
    rows = [
        {
            "case": result["case"],
            "protocol": result["protocol"],
            "mediator": result["mediator"],
            "sharing": result["sharing"],
            "strategies": list(result["strategies"]),
            "run": run,
            "agreed": worth is not None,
            "utilities": worth,
            "reservations": list(result["reservations"]),
        }
        for result in results
        for run, worth in enumerate(result["utilities"])
    ]
    text, number = library.string(), library.float64()
    schema = library.schema(
        [
            ("case", text),
            ("protocol", text),
            ("mediator", text),
            ("sharing", library.bool_()),
            ("strategies", library.list_(text)),
            ("run", library.int64()),
            ("agreed", library.bool_()),
            ("utilities", library.list_(number)),
            ("reservations", library.list_(number)),
        ],
        metadata={"goodoffices": json.dumps({"manifest": asdict(plan), "digest": plan.digest()})},
    )
    with replacing(file) as new:
        library.parquet.write_table(library.Table.from_pylist(rows, schema=schema), new)
