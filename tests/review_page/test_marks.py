"""Marks: a dispatch's text in runs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record import Entry, Note, Source, Span
from goodoffices.review_page.marks import runs


@settings(max_examples=80)
@given(
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
    waiting=st.sets(st.integers(0, 7)),
)
def test_runs_are_the_text_and_every_proposal_is_marked(
    spans: list[tuple[int, int]], waiting: set[int]
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    source = Source("x", None, None, None, "")
    entries = [
        Entry(f"e{n}", Note("x"), source, Span(min(a, b), max(a, b), text[min(a, b) : max(a, b)]))
        for n, (a, b) in enumerate(spans)
    ]
    found = runs(text, entries, {f"e{n}": "waits" for n in waiting})
    assert "".join(run.text for run in found) == text
    for entry in entries:
        own = "".join(run.text for run in found if entry.id in run.entries)
        assert own == entry.span.text
