"""Tables on a terminal: no word and no number is broken, and no line is too long."""

from __future__ import annotations

import json

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


def test_more_columns_of_numbers_than_fit_are_printed_row_by_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "out", Console(width=80, highlight=False))
    parties = [f"P{number}" for number in range(30)]
    rows = [["1", *["400"] * 30, "cake: c0"], ["2", *["399"] * 30, "cake: c1"]]
    console.table(["", *parties, "package; the first in full"], rows, numeric=range(1, 31))
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= 8
    said = " ".join(text.split())
    assert said.startswith("1; P0: 400; P1: 400;")
    assert "P29: 400; package: cake: c0 2; P0: 399;" in said


HIDDEN = "a\x1b]0;t\x07\u202e\ud800\x9b[b]"
DRAWN = r"a\x1b]0;t\x07\u202e\ud800\x9b[b]"


def test_hidden_characters_are_drawn_wherever_text_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "out", Console(width=200, highlight=False))
    console.say(HIDDEN)
    console.heading(HIDDEN)
    console.table([HIDDEN], [[HIDDEN]])
    console.complain(HIDDEN)
    printed, complained = capsys.readouterr()
    assert printed.split() == [DRAWN] * 4
    assert complained == f"{DRAWN}\n"


def test_json_says_the_same_text_and_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    console.emit({HIDDEN: HIDDEN})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {HIDDEN: HIDDEN}
    assert printed.isascii()
    assert all(sign.isprintable() or sign == "\n" for sign in printed)


def test_marked_words_are_bold_and_obey_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        console, "out", Console(width=80, highlight=False, force_terminal=True, color_system="standard")
    )
    console.say_marked("a: ", "the [b]truce[/b]\x1b", [(4, 12), (7, 9)], " (x)")
    assert capsys.readouterr().out == "a: the \x1b[1m[b]truce\x1b[0m[/b]\\x1b (x)\n"
