"""Confirmed texts: by the last answer of every party on each text."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.beliefs import Put, Reply
from goodoffices.beliefs.puts import confirmed

YES, JUST, NO, SILENT, OTHER = Reply(level=3), Reply(level=2), Reply(level=1), None, Reply(better=True)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], []),
        ([(0, [])], []),
        ([(0, [YES, JUST])], [0]),
        ([(0, [YES, NO])], []),
        ([(0, [YES, SILENT])], []),
        ([(0, [YES, OTHER])], []),
        # a second answer counts, whichever way it goes
        ([(0, [YES, YES]), (1, [NO, YES]), (0, [NO, YES])], []),
        ([(0, [YES, NO]), (0, [YES, YES])], [0]),
        # no second answer leaves the first as it was
        ([(0, [YES, YES]), (0, [SILENT, OTHER])], [0]),
        # a text whose answers are still out
        ([(0, [YES, YES]), (1, [])], [0]),
        ([(1, [YES, YES]), (0, [YES, YES]), (1, [YES, YES])], [1, 0]),
    ],
)
def test_a_text_is_confirmed_by_the_last_answers(
    answers: list[tuple[int, list[Reply | None]]], expected: list[int]
) -> None:
    puts = [Put(np.array([text, 2]), None, replies) for text, replies in answers]
    assert [text.tolist() for text in confirmed(puts)] == [[text, 2] for text in expected]
