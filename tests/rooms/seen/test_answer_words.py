"""The words of answers."""

from __future__ import annotations

import pytest

from goodoffices.beliefs.replies import LEVELS

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_a_form_says_of_each_level_what_a_transcript_says() -> None:
    from goodoffices.rooms.seen.answer_words import all_levels

    assert [choice.said for choice in all_levels()] == [
        level.said.removeprefix("is ") for level in LEVELS
    ]


def test_a_form_offers_the_comparisons_that_are_taken() -> None:
    from goodoffices.rooms.documents import COMPARED
    from goodoffices.rooms.seen.answer_words import compared

    assert tuple(choice.value for choice in compared()) == COMPARED


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("much better", "much better"),
        ("little worse", "a little worse"),
        ("better", "better"),
        ("worse", "worse"),
    ],
)
def test_a_comparison_is_shown_in_words_in_older_records_too(said: str, shown: str) -> None:
    from goodoffices.rooms.documents import Critique
    from goodoffices.rooms.seen.answer_words import Labels, answer_lines

    answer = Critique((), better=said)  # type: ignore[arg-type]
    assert answer_lines(answer, Labels(None, ())) == (("Compared with the last text", shown),)
