"""A table of a result, which data frames and databases read through Arrow's PyCapsule interface.

``pandas.DataFrame.from_arrow(table)``, ``polars.DataFrame(table)`` and DuckDB's ``from table`` take it as
it is (pip install 'goodoffices[data]').
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodoffices.errors import UsageError

Cell = str | float | bool | date | None
"""A whole number is an int, which is a float too."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A table: its name, the names of its columns, and the cells of each column.

    All cells of a column have the same type, or are None.
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[Sequence[Cell], ...]

    @classmethod
    def of_rows(cls, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
        """Return a table of rows."""
        found = list(rows)
        cells = tuple(tuple(row[place] for row in found) for place in range(len(columns)))
        return cls(name, tuple(columns), cells)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows; as many as :meth:`__len__` says."""
        return tuple(zip(*self.cells, strict=True))

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def __repr__(self) -> str:
        shown = ", ".join(self.columns)
        names = shown if len(shown) < 400 else f"{shown[:400]}…"
        return f"<Table {self.name}: {len(self):,} rows of {names}>"

    def to_arrow(self) -> Any:
        """Return a pyarrow.Table.

        Raises:
            UsageError: pyarrow is not installed.
        """
        library = pyarrow()
        kinds = {str: library.string(), bool: library.bool_(), date: library.date32()}
        kinds |= {int: library.int64(), float: library.float64()}
        arrays = [library.array(cells, kinds[_kind(cells)]) for cells in self.cells]
        return library.table(arrays, names=list(self.columns))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return an Arrow stream, for any program that reads the PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _kind(cells: Sequence[Cell]) -> type:
    """Return the type of a column's cells; text if there are none."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int, float}:
        return float
    return kinds.pop() if kinds else str


def pyarrow() -> Any:
    """Return the library that makes Arrow tables.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        raise UsageError("Arrow: expected pyarrow (pip install 'goodoffices[data]').") from None
