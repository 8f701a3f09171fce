"""Tables on a terminal: no word and no number is broken, and no line is too long."""

from __future__ import annotations

import pytest
from rich.console import Console

from goodoffices.cli import console

COLUMNS = ("counted", "figure", "source", "dispatch")
ROWS = (
    (
        "crew members suspended",
        "1,234.5 (+10)",
        "Ferry Workers' Union",
        "2031-03-08-lindal-lines-press-release",
    ),
    ("percent of rise", "4", "no source given", "2031-03-14-coast-courier"),
)


@pytest.mark.parametrize("width", [76, 80, 120])
def test_a_table_breaks_lines_between_words_only(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "out", Console(width=width, highlight=False))
    console.table(COLUMNS, ROWS, numeric=[1])
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= width
    assert "1,234.5 (+10)" in text
    words = " ".join((*COLUMNS, *ROWS[0], *ROWS[1])).split()
    assert [word for word in words if word not in text.split()] == []


def test_a_terminal_too_narrow_for_the_longest_words_has_a_table_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "out", Console(width=12, highlight=False))
    console.table(COLUMNS, ROWS, numeric=[1])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 12
