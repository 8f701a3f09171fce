"""Tables: one type a column, read by other programs through Arrow's PyCapsule interface."""

from __future__ import annotations

import sys
from datetime import date

import pyarrow as pa
import pytest

from goodoffices.errors import UsageError
from goodoffices.table import Table

ROWS = [
    ("a", 1, 0.5, True, date(2031, 4, 1)),
    (None, None, 2, None, None),
]
TABLE = Table.of_rows("made", ["word", "whole", "number", "truth", "day"], ROWS)


def test_rows_and_columns_are_the_same_cells() -> None:
    assert TABLE.rows == tuple(ROWS)
    assert len(TABLE) == 2
    assert TABLE.columns[1] == "whole"
    assert repr(TABLE) == "<Table made: 2 rows of word, whole, number, truth, day>"
    assert len(repr(Table.of_rows("wide", ["column"] * 500, []))) < 500


def test_each_column_has_one_type() -> None:
    """Whole numbers beside others are numbers, and a column without any cell is text."""
    found = TABLE.to_arrow()
    kinds = [pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()]
    assert found.schema.types == kinds
    assert found.to_pylist()[1] == dict.fromkeys(TABLE.columns) | {"number": 2.0}
    empty = Table.of_rows("none", ["one", "two"], [])
    assert empty.to_arrow().schema.types == [pa.string()] * 2
    assert (len(empty), empty.rows, len(Table("nothing", (), ()))) == (0, (), 0)


def test_any_program_reads_the_stream() -> None:
    reader = pa.RecordBatchReader.from_stream(TABLE)
    assert reader.read_all().equals(TABLE.to_arrow())


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'goodoffices\[data\]'"):
        TABLE.to_arrow()
