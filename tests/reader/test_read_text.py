"""The reader as a whole: its contract, any text at all, time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.limits import REPEATS
from goodoffices.reader.layout import layout
from tests.support.dispatches import DISPATCHES
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.nasty import NASTY, line_of
from tests.support.thorough import usually


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


@given(text=st.one_of(st.text(max_size=300), st.lists(ALPHABET, max_size=80).map("".join)))
@example("“\n-\r")
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    reading = go.read(text.encode("utf-8", "replace").replace(b"\0", b""), published="2024-05-26")
    for span in spans(reading.to_json()):
        if "stance" not in span and "status" not in span:
            assert reading.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("between", [" ", "\n"], ids=["in a line", "in lines"])
def test_the_same_sentence_is_read_only_so_often_and_this_is_told(between: str) -> None:
    sentence = "Ann Lee said the ships would leave on Monday."
    many = between.join([sentence] * (REPEATS.most + 7))
    reading = go.read(f"{many}{between}Bo Dahl said the crews would stay.")
    said = [entry for entry in reading.entries if entry.kind == "statement"]
    assert len(said) == REPEATS.most + 1
    assert reading.refused == (
        f"reader 'grammar': 7 repetitions left out: at most {REPEATS.most} readings of the same sentence.",
    )


def test_sentences_that_differ_only_in_what_they_quote_are_all_read() -> None:
    many = " ".join(f"“We want {number} ships,” he said." for number in range(REPEATS.most + 7))
    reading = go.read(f"Ann Lee met Bo Dahl. {many}")
    assert sum(entry.kind == "statement" for entry in reading.entries) == REPEATS.most + 7
    assert reading.refused == ()


def test_a_line_that_is_repeated_leaves_the_lines_below_to_their_speaker() -> None:
    turns = "\n".join(["MR. LEE: We agree.", "Next time we shall see."] * (REPEATS.most + 3))
    last = "The ships must leave at once."
    found = go.read(f"MS. DAHL: No.\n{turns}\n{last}").entries
    speakers = {entry.body.actor for entry in found if last in entry.span.text}  # type: ignore[union-attr]
    assert speakers == {"lee"}


def test_of_lines_that_are_left_out_only_the_last_of_each_is_kept() -> None:
    found = layout('"\nx\n' * (REPEATS.most + 900))
    assert len(found.passages) == 2 * REPEATS.most + 2
    assert found.again == 2 * 900


def test_the_last_line_that_is_left_out_says_whose_words_follow() -> None:
    turns = "MR. LEE: Yes.\n" * (REPEATS.most + 1) + "MS. DAHL: No.\n" * REPEATS.most
    last = "The ships must leave at once."
    found = go.read(f"{turns}MS. DAHL: No.\nMR. LEE: Yes.\n{last}").entries
    assert {one.body.actor for one in found if last in one.span.text} == {"lee"}  # type: ignore[union-attr]


@pytest.mark.parametrize("reader", ["rules", "grammar"])
@pytest.mark.parametrize("shape", NASTY)
def test_time_is_linear_in_the_size_of_a_line(shape: str, reader: str) -> None:
    """However long a line without an end is, and whatever stands in it again and again."""

    def work(size: int) -> None:
        go.read(line_of(shape, size), readers=(reader,))

    assert ratio(work, usually(4_000, 8_000), 200_000) <= LARGEST_RATIO
