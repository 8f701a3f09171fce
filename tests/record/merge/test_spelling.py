"""Spellings of a name, compared by the letters they share."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.record.merge.spelling import LONGEST, likeness

WORD = st.text("abek", max_size=14) | st.text("abek", min_size=LONGEST, max_size=LONGEST + 4)


@given(one=WORD, other=WORD)
def test_likeness_is_that_of_difflib(one: str, other: str) -> None:
    assert likeness(one, other) == SequenceMatcher(None, one, other, autojunk=False).ratio()
