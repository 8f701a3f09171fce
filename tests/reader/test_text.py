"""The text of a dispatch: its head, paragraphs and sentences."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.reader.text import Piece, front_matter, paragraphs, sentences, unwrapped


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Mr. Smith met the U.S. envoy in St. Louis. They spoke. “It is late,” he said."
    parts = [s.text for s in sentences(Piece(0, len(text), text))]
    assert parts == [
        "Mr. Smith met the U.S. envoy in St. Louis.",
        "They spoke.",
        "“It is late,” he said.",
    ]


def test_front_matter_and_headings_are_not_read() -> None:
    text = "---\npublished: 2024-05-26\noutlet: A Wire\n---\n# A heading.\nThey met on Friday.\n"
    fields, start = front_matter(text)
    assert fields == {"published": "2024-05-26", "outlet": "A Wire"}
    assert [p.text for p in paragraphs(text, start)] == ["They met on Friday."]
    assert [when["edtf"] for when in go.read(text).to_json()["dates"]] == ["2024-05-24"]


def test_a_head_that_says_two_things_of_a_field_is_refused_with_the_line() -> None:
    head = "---\nurl: x\noutlet: A Wire\nurl: {}\n---\nThey met.\n"
    assert front_matter(head.format("x"))[0] == {"url": "x", "outlet": "A Wire"}
    with pytest.raises(InputError, match=r"a\.txt:4: url: expected one value, found 'y' after 'x'"):
        front_matter(head.format("y"), "a.txt")


def test_lines_cut_to_a_width_are_joined_but_no_headline_and_no_end_of_a_paragraph() -> None:
    cut = [
        "Camps agree on the ferries after two long days of hard talks",
        "The envoys of both camps met on Monday in the town hall of Lenz, where they",
        "talked about the ferries for two days, and they have agreed on all of the",
        "points that were open after the winter, their spokesman said.",
        "Nobody asked about the strike.",
    ]
    joined = unwrapped("\n".join(cut))
    assert joined.splitlines() == [cut[0], " ".join(cut[1:4]), cut[4]]
