"""Drawing: text that fits, escaped, and the same size in both drawings."""

from __future__ import annotations

import pytest

from goodoffices.charts.drawing import NARROW, SIZE, WIDE, Drawing, drawn, text_width, wrapped

HOSTILE = "<script>alert(1)</script>\u202e&\"'"


@pytest.mark.parametrize("width", [40.0, 92.0, 300.0])
def test_wrapped_lines_fit_their_width(width: float) -> None:
    words = "Mohammed bin Abdulrahman bin Jassim Al Thani and the Extraordinarilylongnamedministry of the Sea"
    lines = wrapped(words, width)
    assert all(text_width(line) <= width for line in lines)
    assert len(lines) <= 4
    if width == 300:
        assert " ".join(lines) == words
    else:
        assert lines[-1].endswith("…")


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrapped("", 50) == [""]


def test_text_and_description_are_escaped_and_hidden_signs_shown() -> None:
    on = Drawing(WIDE)
    on.text(0, 10, HOSTILE)
    svg = on.svg(HOSTILE)
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert r"\u202e" in svg


def test_both_drawings_have_text_of_one_size_and_their_own_width() -> None:
    wide, narrow = drawn("Two", lambda on: on.text(0, 20, f"{on.width}"))
    assert f'viewBox="0 0 {WIDE} 31"' in wide
    assert f'viewBox="0 0 {NARROW} 31"' in narrow
    assert f'font-size="{SIZE}"' in wide
    assert f'font-size="{SIZE}"' in narrow


def test_a_word_that_is_too_wide_is_divided_and_not_cut() -> None:
    assert wrapped("The river commissioner", 82) == ["The river", "commis-", "sioner"]


@pytest.mark.parametrize(
    "word", ["0123456789abcdef" * 4, "\u0645\u062d\u0627\u062f\u062b\u0627\u062a" * 4]
)
def test_other_words_that_are_too_wide_are_cut(word: str) -> None:
    assert wrapped(word, 82)[0].endswith("…")
