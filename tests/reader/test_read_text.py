"""The reader as a whole: its contract, any text at all, time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import UsageError
from tests.support.dispatches import DISPATCHES


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


@pytest.mark.parametrize(
    "unit",
    [
        "On Friday Israel met Egypt. ",
        "word ",
        "“quote” said Mr. Smith. ",
        "1,000 ",
        "A",
        "the White House ",
        "said ",
    ],
)
def test_time_is_linear_in_the_size_of_a_text(unit: str) -> None:
    """Ten times the text takes less than forty times as long: no rule goes back over it all."""

    def seconds(times: int) -> float:
        text = (unit * 20 + "\n") * times
        start = time.process_time()
        go.read(text)
        return time.process_time() - start

    small = max(min(seconds(20) for _ in range(3)), 0.005)
    assert min(seconds(200) for _ in range(2)) < 40 * small
