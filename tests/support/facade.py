"""The type stub of the facade, made from its table of homes: ``python -m tests.support.facade`` writes it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import goodoffices

MADE = "# Made from the table of homes in __init__.py: python -m tests.support.facade"
FILE = Path(goodoffices.__file__).with_suffix(".pyi")


def stub() -> str:
    """Return ``__init__.pyi``: an import of each public name from its home, and nothing else."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, home in vars(goodoffices)["_HOME"].items():
        names[home].append(f"from {home} import {name} as {name}")
    lines = [line for home in sorted(names) for line in sorted(names[home])]
    return "\n".join([MADE, *lines, "", "__version__: str", ""])


if __name__ == "__main__":
    FILE.write_text(stub(), "utf-8")
