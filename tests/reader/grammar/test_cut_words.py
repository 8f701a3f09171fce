"""Words cut out of a report: no half of a quotation or a bracket, no end that waits for another word."""

from __future__ import annotations

import pytest

from goodoffices.reader.grammar.cut_words import cut, first_words


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("wants “an end” to it", "an end” to it", "“an end” to it"),
        ("ready “to talk at once” in Orva", "talk at once” in Orva", "“talk at once” in Orva"),
        ("called it “a poor joke” again", "it “a poor", "it “a poor joke”"),
        ('called it "a poor joke" again', 'it "a poor', 'it "a poor joke"'),
        ("said “a toll. Never” again", "“a toll", "a toll"),
        ("an offer of the Weir Board (WB) today", "the Weir Board (WB", "the Weir Board (WB)"),
        (
            "the Weir Board (which is a very old body\nin Orva)",
            "the Weir Board (which",
            "the Weir Board",
        ),
        ("“no toll at all”", "“no toll at all”", "no toll at all"),
        ("wants the toll and", "the toll and", "the toll"),
        ("wants the toll, but the", "the toll, but the", "the toll"),
        ("a man of 5' and a “toll”", "a “toll”", "a “toll”"),
        ("he will step in", "step in", "step in"),
    ],
)
def test_no_half_is_left(text: str, words: str, right: str) -> None:
    start = text.index(words)
    assert cut(text, start, start + len(words)) == right


def test_long_words_end_at_a_gap() -> None:
    assert cut("a toll on the upper canal", 0, 25, 17) == "a toll on"
    assert cut("a" * 40, 0, 40, 16) == "a" * 16


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("share the water of the river with all", "share the water of the river with all"),
        ("share the water of the river with all of the towns", "share the water of the river with all"),
        ("no longer hold any talks about tolls on the", "no longer hold any talks about tolls"),
        ("an end to “the tolls on all of the canals”", "an end to the tolls on all"),
    ],
)
def test_first_words_do_not_wait_for_another(words: str, right: str) -> None:
    assert first_words(words, 8) == right
