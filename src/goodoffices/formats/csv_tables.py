"""Tables (CSV, TSV, XLSX): the columns issue and option, and a column for each party.

A row with an issue and no option holds each party's weight of the issue; a row ``reservation`` with no option
holds the reservation values. If there is no such row, weights are 1 and reservation values 0. Cells are
separated by commas, semicolons or tabs; if not by commas, a comma may be the decimal point. Of a workbook
the first sheet is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from goodoffices import plain_files
from goodoffices.casefile.exact_numbers import parse_number
from goodoffices.casefile.folder import TABLES
from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem, near_miss, shorten
from goodoffices.formats.build import Domain, Profile, case_of, refuse
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.formats.workbook import WORKBOOK, first_row, first_sheet
from goodoffices.limits import LINES, wanted
from goodoffices.model import Case

RESERVATION = "reservation"
COLUMNS = ("issue", "option")
Row = tuple[int, list[str]]


def _parted_by(head: str) -> str | None:
    """Return the separator of a table with this first line, or None if no table begins with it."""
    for mark in (",", ";", "\t"):
        try:
            cells = next(csv.reader([head], delimiter=mark), [])
        except csv.Error:
            continue
        if _begins(cells):
            return mark
    return None


@scenario_format("csv")
class CsvTable(Format[Path]):
    """A single file, recognised by its first line; options are in the order of the rows."""

    def find(self, folder: Path) -> Path | None:
        found = [path for path in plain_files.listed(folder, TABLES) if _is_table(path, folder)]
        return found[0] if len(found) == 1 else None

    def find_file(self, path: Path) -> Path | None:
        return path if path.suffix.lower() in TABLES and path.is_file() else None

    def read(self, folder: Path, files: Path) -> Case:
        return _Table(files).case(folder)


def _is_table(path: Path, folder: Path) -> bool:
    """Return True if the first line of a file in a folder is that of a table of preferences."""
    if path.suffix.lower() == WORKBOOK:
        return _begins(first_row(path))
    line = plain_files.begin(path, 10_000, folder).splitlines()[:1]
    return _parted_by(b"".join(line).decode("utf-8-sig", "replace")) is not None


def _begins(head: list[str]) -> bool:
    return tuple(cell.strip().lower() for cell in head[:2]) == COLUMNS


class _Table:
    """The rows of a file, and every problem in them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.options: dict[str, list[str]] = {}
        self.worth: dict[tuple[str, str], list[Fraction]] = {}

    def case(self, folder: Path) -> Case:
        head, rows = self._rows()
        parties = [cell.strip() for cell in head[2:]]
        if len(parties) < 2 or len(set(parties)) < len(parties) or not all(parties):
            self._wrong(1, "", "two parties or more, each once", ", ".join(parties) or "none")
        for line, row in rows:
            self._take(line, row, parties)
        self._settle()
        profiles = [self._profile(party, at) for at, party in enumerate(parties)]
        # A table that is a case by itself names it.
        place = folder.with_suffix("") if folder.is_file() else folder
        about = "Read from a workbook." if self._is_workbook else "Read from a CSV table."
        return case_of(place, Domain(self.options), profiles, about)

    @property
    def _is_workbook(self) -> bool:
        return self.path.suffix.lower() == WORKBOOK

    def _rows(self) -> tuple[list[str], list[Row]]:
        """Return the first line's cells and the other rows; empty columns at the end are dropped."""
        # A cell of a workbook may be a text with a decimal comma.
        self.mark = ";"
        rows = first_sheet(self.path) if self._is_workbook else self._csv_rows()
        head = rows[0][1] if rows else []
        if not _begins(head):
            found = ", ".join(shorten(cell) for cell in head[:2]) or "nothing"
            raise refuse(
                self.path, "", f"the columns {', '.join(COLUMNS)}, then one for each party", found
            )
        while len(head) > len(COLUMNS) and not head[-1].strip():
            head.pop()
        wide = len(head)
        return head, [
            (line, row if any(cell.strip() for cell in row[wide:]) else row[:wide])
            for line, row in rows[1:]
            if any(cell.strip() for cell in row)
        ]

    def _csv_rows(self) -> list[Row]:
        text = read_text(self.path).lstrip("\ufeff")
        lines = text.count("\n")
        if lines > LINES.most:
            raise refuse(self.path, "", f"a table of {LINES}", f"{lines:,}")
        self.mark = _parted_by(text.partition("\n")[0]) or ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.mark)
        try:
            return [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            raise InputError(
                [Problem(str(self.path), reader.line_num, "", "a CSV table", str(error))]
            ) from None

    def _take(self, line: int, row: list[str], parties: Sequence[str]) -> None:
        issue, option = (*(cell.strip() for cell in row[:2]), "", "")[:2]
        if len(row) != len(COLUMNS) + len(parties) or not issue:
            expected = f"an issue, an option and {len(parties)} numbers"
            self._wrong(line, "", expected, f"{len(row)} cells")
            return
        numbers = [self._number(cell.strip()) for cell in row[2:]]
        for party, cell, found in zip(parties, row[2:], numbers, strict=True):
            if found is None:
                self._wrong(
                    line, party, wanted(cell), shorten(cell.strip()) if cell.strip() else "nothing"
                )
        if (issue, option) in self.worth:
            again = f"'{option}' again" if option else "a row without an option again"
            self._wrong(line, issue, "each option once", again)
        self.worth[issue, option] = [found or Fraction(0) for found in numbers]
        if option:
            self.options.setdefault(issue, []).append(option)

    def _number(self, cell: str) -> Fraction | None:
        if self.mark != "," and cell.count(",") == 1 and "." not in cell:
            cell = cell.replace(",", ".")
        return parse_number(cell)

    def _settle(self) -> None:
        """Refuse a table without options, and rows of weights for unknown issues."""
        if not self.options:
            self._wrong(None, "", "at least one issue with options", "none")
        for issue, option in self.worth:
            if not option and issue not in self.options and issue != RESERVATION:
                near = near_miss(issue, [*self.options, RESERVATION])
                expected = f"an issue with options or '{RESERVATION}'"
                self._wrong(None, "", expected, f"a row '{issue}' without an option", near)
        if self.problems:
            raise InputError(self.problems)

    def _profile(self, party: str, at: int) -> Profile:
        worth = self.worth
        return Profile(
            party,
            self.path,
            {issue: worth[issue, ""][at] for issue in self.options if (issue, "") in worth},
            {issue: {o: worth[issue, o][at] for o in known} for issue, known in self.options.items()},
            worth[RESERVATION, ""][at] if (RESERVATION, "") in worth else Fraction(0),
        )

    def _wrong(
        self, line: int | None, field: str, expected: str, found: str, near: str | None = None
    ) -> None:
        self.problems.append(Problem(str(self.path), line, field, expected, found, near))
