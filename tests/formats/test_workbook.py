"""A table of preferences that is a case by itself: a workbook, or a CSV file that is named."""

from __future__ import annotations

import zipfile
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.formats import recognise
from goodoffices.formats.workbook import COLUMNS, first_sheet
from goodoffices.limits import LINES, TABLE
from tests.support.command import goodoffices

ROWS: list[list[object]] = [
    ["issue", "option", "North", "South"],
    ["toll", "low", 3, 0],
    ["toll", "high", 0, 5.5],
    ["depth", "4 m", "2,5", 1],
    ["depth", "6 m", 0, 4.0],
    ["reservation", None, 2, 3],
]


def written(path: Path, rows: list[list[object]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_a_case_that_its_name_names(tmp_path: Path) -> None:
    path = written(tmp_path / "wishes.xlsx")
    case = go.load(path)
    assert (case.id, [party.id for party in case.parties]) == ("wishes", ["North", "South"])
    assert Fraction(5, 2) in case.preferences[0].tables[1].values
    assert [preference.reservation for preference in case.preferences] == [2, 3]
    assert case.numbers_by_basis()["invented"] == 0


def test_the_same_table_as_csv_and_as_a_workbook_is_the_same_case(tmp_path: Path) -> None:
    lines = (";".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    (tmp_path / "wishes.csv").write_text("\n".join(lines))
    book, table = go.load(written(tmp_path / "wishes.xlsx")), go.load(tmp_path / "wishes.csv")
    assert (book.id, book.issues, book.preferences) == (table.id, table.issues, table.preferences)


@pytest.mark.parametrize("command", ["deals", "check", "run", "brief"])
def test_commands_take_the_table_itself(tmp_path: Path, command: str) -> None:
    written(tmp_path / "wishes.xlsx")
    done = goodoffices(command, "wishes.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_folder_is_known_by_its_workbook(tmp_path: Path) -> None:
    written(tmp_path / "anything.xlsx")
    assert recognise(tmp_path) == "csv"
    assert go.load(tmp_path).id == tmp_path.name


def test_a_workbook_of_something_else_does_not_make_a_folder_of_reports_a_table(tmp_path: Path) -> None:
    written(tmp_path / "list.xlsx", [["name", "telephone"], ["Ann", 12]])
    (tmp_path / "report.txt").write_text("The two sides met on Monday.\n")
    assert recognise(tmp_path) is None
    assert go.load(tmp_path).kind == "record-only"


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_table_of_something_else_is_told_which_columns_it_needs(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix == ".csv":
        path.write_text("name,telephone\nAnn,12\n")
    else:
        written(path, [["name", "telephone"], ["Ann", 12]])
    with pytest.raises(
        InputError, match=r"expected the columns issue, option, then one for each party"
    ):
        go.load(path)


def test_cells_that_are_no_numbers_are_told_with_their_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [*ROWS[:1], ["toll", "low", "high", 0], ["toll", "high", 0, None]]
    with pytest.raises(InputError) as told:
        go.load(written(tmp_path / "wishes.xlsx", rows))
    assert [(one.line, one.field) for one in told.value.problems] == [(2, "North"), (3, "South")]


def test_days_and_whole_numbers_are_read_as_people_type_them(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["a", "b", "c"], [datetime(2031, 3, 10), 4.0, None], [True]])
    assert first_sheet(path) == [
        (1, ["a", "b", "c"]),
        (2, ["2031-03-10", "4", ""]),
        (3, ["True", "", ""]),
    ]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(InputError, match="a workbook"):
        go.load(path)


def test_a_workbook_that_unpacks_to_more_than_a_file_may_have_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/filler", bytes(20_000_001))
    with pytest.raises(InputError, match="unpacked"):
        go.load(path)


def test_a_sheet_with_a_cell_far_below_or_very_many_cells_is_refused_with_the_limit(
    tmp_path: Path,
) -> None:
    path = tmp_path / "far.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["issue", "option", "a", "b"])
    book.active.cell(1_048_576, 16_384, 1)
    book.save(path)
    with pytest.raises(InputError, match=str(LINES)):
        first_sheet(path)
    book = openpyxl.Workbook()
    for line in range(1, TABLE.most // COLUMNS + 2):
        book.active.cell(line, COLUMNS, 1)
    book.save(path)
    with pytest.raises(InputError, match=str(TABLE)):
        first_sheet(path)


@pytest.mark.parametrize("last", [TABLE.most // COLUMNS, TABLE.most // COLUMNS + 1])
def test_empty_cells_that_fill_a_row_up_are_counted_too(tmp_path: Path, last: int) -> None:
    """Each row becomes as long as the first: a far cell below a long row makes many of two."""
    path = tmp_path / "far.xlsx"
    book = openpyxl.Workbook()
    book.active.cell(1, COLUMNS, "a")
    book.active.cell(last, 1, "b")
    book.save(path)
    if last * COLUMNS > TABLE.most:
        with pytest.raises(InputError, match=str(TABLE)):
            first_sheet(path)
    else:
        assert sum(len(row) for _, row in first_sheet(path)) == TABLE.most


def test_an_empty_sheet_with_a_far_cell_is_its_lines_and_no_more_cells(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = openpyxl.Workbook()
    book.active.cell(2_000, COLUMNS, "a")
    book.save(path)
    rows = first_sheet(path)
    assert (len(rows), sum(len(row) for _, row in rows)) == (2_000, COLUMNS)
