"""Citations: the sentence of a dispatch that an entry rests on, by its number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.record import Note, Span
from goodoffices.record.citations import Citation, Citations, sentence_starts
from tests.support.record import entry_of

TEXT = """---
outlet: Coast News
---
Mr. Vale met Dr. A. Crane. “We came,” he said. It cost 3.5 million!

A last line without a stop
"""


@pytest.mark.parametrize(
    ("words", "number", "sentence"),
    [
        ("met Dr. A.", 1, "Mr. Vale met Dr. A. Crane."),
        ("We came", 2, "“We came,” he said."),
        ("3.5 million", 3, "It cost 3.5 million!"),
        ("he said. It cost", 2, "“We came,” he said. It cost 3.5 million!"),
        ("last line", 4, "A last line without a stop"),
    ],
)
def test_a_citation_is_a_sentence_with_its_number(words: str, number: int, sentence: str) -> None:
    start = TEXT.index(words)
    entry = replace(entry_of(Note("x")), span=Span(start, start + len(words), words))
    found = Citations({entry.source.dispatch: TEXT}).of(entry)
    assert found == Citation(number, sentence)
    assert found.place == f"sentence {number}"


def test_words_that_are_not_in_the_dispatch_have_no_number() -> None:
    entry = entry_of(Note("x"), words="gone", start=3)
    assert Citations({}).of(entry) == Citation(None, "gone")
    assert Citations({entry.source.dispatch: TEXT}).of(entry).place == ""


def test_long_runs_of_spaces_are_cut_in_linear_time() -> None:
    assert sentence_starts("a." + " " * 200_000 + "\n" * 200_000 + "B") == [0, 400_002]
