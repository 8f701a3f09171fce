"""How much the tests try: usually enough to notice each mutant, and all with ``GOODOFFICES_THOROUGH=1``.

Many a test says the same of more random cases, of shapes of input that differ in little, or of each pair of
settings, which run after run finds nothing new. ``usually``, ``spread`` and ``named`` say in the code what is
left out; every run says at its end which of both it was, and before a release all of it is tried.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

VARIABLE = "GOODOFFICES_THOROUGH"
THOROUGH = os.environ.get(VARIABLE) == "1"
Kind = TypeVar("Kind")


def usually(some: Kind, every: Kind) -> Kind:
    """Return how much is tried, such as a number of cases: some of it, or everything in a thorough run."""
    return every if THOROUGH else some


def spread(rows: Sequence[Kind], number: int) -> Sequence[Kind]:
    """Return so many rows, evenly spread, the first and the last among them; all in a thorough run."""
    if THOROUGH or number >= len(rows):
        return rows
    last = len(rows) - 1
    return [rows[place * last // max(number - 1, 1)] for place in range(number)]


def named(rows: Iterable[Kind], some: Iterable[Kind]) -> list[Kind]:
    """Return the rows that are among some, in their order; all in a thorough run.

    Raises:
        ValueError: if one of some is no row, so that a row that is renamed does not go unnoticed.
    """
    every, chosen = list(rows), list(some)
    if strangers := [one for one in chosen if one not in every]:
        raise ValueError(f"expected rows of the table, found {strangers}")
    return every if THOROUGH else [row for row in every if row in chosen]


def told(terminal: Any) -> None:
    """Say at the end of a run how much was tried."""
    terminal.write_line(
        f"{VARIABLE}=1: everything was tried"
        if THOROUGH
        else f"tried as usual; {VARIABLE}=1 tries more cases of the same kinds (CONTRIBUTING.md)"
    )
