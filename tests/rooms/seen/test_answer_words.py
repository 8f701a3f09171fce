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
