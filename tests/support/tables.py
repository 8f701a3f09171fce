"""Tables of invented reports with their right answers, each under a line ``= name``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

MISSES = "\n# Known misses\n"
"""The heading under which the rows stand that are not read rightly yet."""


def rows(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the rows of a table, with their names and without comments, and whether each is a known miss.

    Raises:
        ValueError: if a heading of known misses has no row under it.
    """
    read, heading, missed = path.read_text("utf-8").partition(MISSES)
    if heading and "\n= " not in missed:
        raise ValueError(f"no row is a known miss: {path.name}")
    for part, late in ((read, False), ("\n" + missed, True)):
        for block in part.split("\n= ")[1:]:
            lines = [line for line in block.strip().split("\n") if not line.startswith("# ")]
            yield "\n".join(lines).strip(), late


def marks(reason: str | None) -> list[pytest.MarkDecorator]:
    """Return the mark of a row that must fail until it is read rightly; none without a reason."""
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
