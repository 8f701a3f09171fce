"""Streams of draws: each run has its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.engine.streams import Stream


@given(start=st.integers(0, 1000), count=st.integers(1, 9), move=st.integers(0, 99))
def test_streams_give_each_run_its_own_draw(start: int, count: int, move: int) -> None:
    whole = Stream(3, "a", range(start + count)).draws("x", move)
    part = Stream(3, "a", range(start, start + count)).draws("x", move)
    assert whole[start:].tolist() == part.tolist()
