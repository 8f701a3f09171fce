"""Cards: everything in them is escaped, long tables and cells are cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodoffices.notebook import card
from goodoffices.notebook.cards import ROWS, WORDS
from goodoffices.shown import Shown
from goodoffices.table import Table


@dataclass(frozen=True, repr=False)
class Made(Shown):
    rows: int

    def lines(self) -> list[str]:
        return ["<b>title</b>", "a & b"]

    def table(self) -> Table:
        row = ("<i>", "x" * 500, 2.5, True, None, date(2031, 4, 1))
        return Table.of_rows("made", list("abcdef"), [row] * self.rows)


def test_text_is_escaped_and_cells_are_cut() -> None:
    html = card(Made(1))
    assert "&lt;b&gt;title&lt;/b&gt;" in html
    assert "<li>a &amp; b</li>" in html
    assert "<td>&lt;i&gt;</td>" in html
    assert f"<td>{'x' * (WORDS - 1)}…</td>" in html
    assert "<td>2.5</td><td>yes</td><td></td><td>2031-04-01</td>" in html
    assert "1 row</summary>" in html


def test_a_long_table_is_cut_and_says_so() -> None:
    html = card(Made(500))
    assert html.count("<tr>") == 1 + ROWS
    assert "500 rows, of which 10 are shown" in html
    assert "<svg" not in html
