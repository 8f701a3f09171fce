"""Spellings of a name, compared by the letters they share."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.record.merge.spelling import LONGEST, likeness, same_spelling


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Serhiy", "Sergii", True),
        ("Yusuf", "Youssef", True),
        ("Maria", "Mario", False),
        ("Lee", "Lea", False),
    ],
)
def test_the_same_name_is_told_from_another(one: str, other: str, same: bool) -> None:
    assert same_spelling(one, other) == same_spelling(other, one) == same


WORD = st.text("abek", max_size=14) | st.text("abek", min_size=LONGEST, max_size=LONGEST + 4)


@given(one=WORD, other=WORD)
def test_likeness_is_that_of_difflib(one: str, other: str) -> None:
    assert likeness(one, other) == SequenceMatcher(None, one, other, autojunk=False).ratio()
