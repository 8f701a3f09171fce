"""The reader as a whole: its contract, any text at all, time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import UsageError
from tests.support.dispatches import DISPATCHES
from tests.support.growth import LARGEST_RATIO, ratio


def spans(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("path", DISPATCHES)
def test_every_span_holds_its_words(path: Path) -> None:
    reading = go.read(path, published="2024-05-26")
    places = [s for s in spans(reading.to_json()) if "stance" not in s and "status" not in s]
    assert len(places) > 40
    assert all(reading.text[s["start"] : s["end"]] == s["text"] for s in places)


def test_the_contract_has_its_fields(found: dict[str, Any]) -> None:
    assert set(found) == {
        "dispatch", "damage", "actors", "statements", "contacts", "positions", "proposals", "pressure",
        "figures", "outcomes", "dates",
    }  # fmt: skip
    last_week = next(d for d in found["dates"] if d["text"] == "last week")
    assert (last_week["edtf"], last_week["alternatives"]) == (
        "2024-05-19/2024-05-25",
        ["2024-05-13/2024-05-19"],
    )


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="published"):
        go.read("They met.", published="last May")


def test_nothing_to_read_is_read_as_nothing() -> None:
    assert go.read("").entries == ()


ALPHABET = st.sampled_from(
    [*"aB .,“”\"'’\n-–()[]0123456789%$éש\u202e\r\t", "said ", "President ", "U.S. ", "told CBS News "]
)


@settings(max_examples=300)
@given(text=st.one_of(st.text(max_size=300), st.lists(ALPHABET, max_size=80).map("".join)))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    reading = go.read(text.encode("utf-8", "replace").replace(b"\0", b""), published="2024-05-26")
    for span in spans(reading.to_json()):
        if "stance" not in span and "status" not in span:
            assert reading.text[span["start"] : span["end"]] == span["text"]


NASTY = {
    "a word": "a",
    "capitals": "A",
    "digits": "1",
    "dashes": "-",
    "long dashes": "–",
    "quotes opened": "“",
    "quotes opened and closed": "“”",
    "quotes": '"',
    "apostrophes": "’",
    "brackets": "(",
    "stops": ".",
    "commas": "1,",
    "entities": "&amp;",
    "comments": "<!-- x -->",
    "words": "word ",
    "capital letters": "A ",
    "abbreviations": "U.S. ",
    "titles": "Mr. ",
    "names": "Ann Lee ",
    "names in a row": "the White House ",
    "numbers": "1,000 ",
    "saying": "said ",
    "quotations": "“I agree. ",
    "speakers": "“quote” said Mr. Smith. ",
    "meetings": "On Friday Israel met Egypt. ",
    "organizations": "the Dock Union met the union ",
    "dates": "last week ",
    "conditions": "if they will not ",
    "lines": "\nnot ",
}


@pytest.mark.parametrize("reader", ["rules", "grammar"])
@pytest.mark.parametrize("shape", NASTY)
def test_time_is_linear_in_the_size_of_a_line(shape: str, reader: str) -> None:
    """However long a line without an end is, and whatever stands in it again and again."""
    unit = NASTY[shape]

    def work(size: int) -> None:
        go.read("x " + unit * (size // len(unit)), readers=(reader,))

    assert ratio(work, 20_000, 200_000) <= LARGEST_RATIO
