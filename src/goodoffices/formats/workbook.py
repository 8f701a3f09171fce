"""The first sheet of a workbook (XLSX), as rows of words."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import normalize

from goodoffices import plain_files
from goodoffices.errors import InputError, Problem, UsageError
from goodoffices.limits import FILE, LINES, TABLE

WORKBOOK = ".xlsx"
COLUMNS = 1_000
"""Columns that are read of a sheet: two, and more parties than a case may have."""


def first_sheet(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of a workbook's first sheet, with their numbers; a formula is its last result.

    Rows are as long as the first row, or longer.

    Raises:
        InputError: if the file is no workbook, or exceeds a limit when it is unpacked.
        UsageError: if openpyxl is not installed.
    """
    rows: list[tuple[int, list[str]]] = []
    wide = held = 0
    for number, row in enumerate(_rows(path), 1):
        wide = wide if rows else len(row)
        held += max(wide, len(row))
        for limit, more in ((LINES, number > LINES.most), (TABLE, held > TABLE.most)):
            if more:
                raise InputError([Problem(str(path), None, "", f"a table of {limit}", "more")])
        rows.append((number, row + [""] * (wide - len(row))))
    return rows


def first_row(path: Path) -> list[str]:
    """Return the cells of a workbook's first row; none if it cannot be read."""
    try:
        return next(_rows(path), [])
    except (InputError, UsageError):
        return []


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet, without the empty cells at their ends."""
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ImportError:
        raise UsageError(
            f"{path}: XLSX needs more packages: pip install 'goodoffices[documents]'"
        ) from None
    data = plain_files.read(path)
    try:
        plain_files.check_unpacked(str(path), data, FILE)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for cells in book.worksheets[0].iter_rows(values_only=True, max_col=COLUMNS):
            # A sheet whose last line is the millionth has a million empty lines before it.
            empty = cells.count(None) == len(cells)
            words = [] if empty else [_words(cell) for cell in cells[: _width(cells)]]
            while words and not words[-1].strip():
                words.pop()
            yield words
    except plain_files.BROKEN:
        raise InputError([Problem(str(path), None, "", "a workbook (XLSX)", "another file")]) from None


def _width(cells: Sequence[object]) -> int:
    """Return the number of cells up to the last that is not empty."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)


def _words(cell: object) -> str:
    """Return a cell as a person would type it: 3.0 is 3, a day is 2031-03-10, an empty cell is nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else normalize("NFC", str(cell))
