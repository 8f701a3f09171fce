"""Tables of reports with their right answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tables import marks, rows

TABLE = """# What the table is.

# A kind

= first
The ferry sails.
none

= second
The ferry sank.
none

# Known misses

= third
The ferry was raised.
none
"""


def test_the_rows_below_the_heading_are_known_misses(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(TABLE, "utf-8")
    assert [(row.split("\n"), late) for row, late in rows(path)] == [
        (["first", "The ferry sails.", "none"], False),
        (["second", "The ferry sank.", "none"], False),
        (["third", "The ferry was raised.", "none"], True),
    ]


def test_a_heading_of_known_misses_with_nothing_under_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(TABLE.partition("= third")[0], "utf-8")
    with pytest.raises(ValueError, match=r"no row is a known miss: table\.txt"):
        list(rows(path))


def test_only_what_has_a_reason_must_fail() -> None:
    [mark] = marks("a known miss")
    assert mark.kwargs == {"reason": "a known miss", "strict": True}
    assert marks(None) == []
