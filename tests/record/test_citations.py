"""Citations: the sentence of a dispatch that an entry rests on, by its number."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from goodoffices.limits import CITED
from goodoffices.record import Note, Span
from goodoffices.record.citations import Citation, Citations, sentence_starts
from tests.support.record import entry_of

TEXT = """---
outlet: Coast News
---
Mr. Vale met Dr. A. Crane over Lee v. Dahl. “We came,” he said. It cost 3.5 million!

A last line without a stop
"""


@pytest.mark.parametrize(
    ("words", "number", "sentence"),
    [
        ("met Dr. A.", 1, "Mr. Vale met Dr. A. Crane over Lee v. Dahl."),
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


def test_of_a_sentence_without_an_end_the_words_around_an_entry_are_cited() -> None:
    text = "word " * 1_000 + "Seven crews left " + "word " * 1_000
    cites = Citations({entry_of(Note("x")).source.dispatch: text})
    for words in ("Seven crews", "word"):
        start = text.index(words)
        found = cites.of(replace(entry_of(Note("x")), span=Span(start, start + len(words), words)))
        assert found.number == 1
        assert words in found.text
        assert len(found.text) <= CITED.most + 4
        assert set(found.text.split()) <= {"…", "word", "Seven", "crews", "left"}
        assert found.text.startswith("… ") == (words == "Seven crews")
        assert found.text.endswith(" …")


def test_words_that_are_not_in_the_dispatch_have_no_number() -> None:
    entry = entry_of(Note("x"), words="gone", start=3)
    assert Citations({}).of(entry) == Citation(None, "gone")
    assert Citations({entry.source.dispatch: TEXT}).of(entry).place == ""


def test_long_runs_of_spaces_are_cut_in_linear_time() -> None:
    assert sentence_starts("a." + " " * 200_000 + "\n" * 200_000 + "B") == [0, 400_002]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # a headline over paragraphs of a line each
        (
            f"Camps agree on ferry\nLENZ: The camps met{' again' * 20}. They parted.",
            ["Camps agree on ferry", f"LENZ: The camps met{' again' * 20}.", "They parted."],
        ),
        # a headline over lines cut to a width; names in capitals stand at the head of lines, too
        (
            "Camps agree on ferry\nThe envoys of both camps met in the town hall of\n"
            "Lenz on Monday for the first time.",
            [
                "Camps agree on ferry",
                "The envoys of both camps met in the town hall of Lenz on Monday for the first time.",
            ],
        ),
        (
            "The camps\nmet in Lenz on Monday, and again on Tuesday.",
            ["The camps met in Lenz on Monday, and again on Tuesday."],
        ),
    ],
)
def test_a_headline_is_a_sentence_of_its_own(text: str, sentences: list[str]) -> None:
    starts = [*sentence_starts(text), len(text)]
    found = [" ".join(text[a:b].split()) for a, b in pairwise(starts)]
    assert found == sentences
