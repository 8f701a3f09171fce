"""Type stubs of facades, made from their tables of homes: ``python -m tests.support.facade`` writes them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from types import ModuleType

import goodoffices
from goodoffices import record

MADE = "# Made from the table of homes in __init__.py: python -m tests.support.facade"
FACADES = (goodoffices, record)
"""Packages whose names are imported when they are first used."""


def file_of(package: ModuleType) -> Path:
    """Return the file of a package's stub."""
    return Path(str(package.__file__)).with_suffix(".pyi")


def stub(package: ModuleType) -> str:
    """Return ``__init__.pyi``: an import of each public name from its home, and nothing else."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, home in vars(package)["_HOME"].items():
        names[home].append(f"from {home} import {name} as {name}")
    lines = [line for home in sorted(names) for line in sorted(names[home])]
    version = ["", "__version__: str"] if package is goodoffices else []
    return "\n".join([MADE, *lines, *version, ""])


if __name__ == "__main__":
    for facade in FACADES:
        file_of(facade).write_text(stub(facade), "utf-8")
