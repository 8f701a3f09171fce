"""Readers are plug-ins: what one proposes is checked against the text, and the first asked wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.limits import DAMAGED, PROPOSALS
from goodoffices.reader.plugins import Context, Proposals, reader
from goodoffices.record.entries import Entry, Note, Span
from goodoffices.registry import forgetting

TEXT = "Mayor Ann Lee said the bridge would open on Monday. The crews think that it will stay closed.\n"


@pytest.fixture
def plugged() -> Iterator[None]:
    """A reader called 'echo': one note that is in the text, one whose words are not where it says."""

    def echo(text: str, context: Context) -> Proposals:
        right = Entry(
            f"{context.source.dispatch}:note-1", Note("ok"), context.source, Span(0, 5, text[:5])
        )
        wrong = replace(right, id=f"{context.source.dispatch}:note-2", span=Span(0, 5, "Never"))
        return Proposals(entries=(right, wrong))

    with forgetting():
        reader("echo")(echo)
        yield


def test_damaged_places_beyond_the_limit_are_left_out_and_this_is_told() -> None:
    reading = go.read("”" * (DAMAGED.most + 5), readers=("rules",))
    assert len(reading.damage) == DAMAGED.most
    assert reading.refused == (f"reader 'rules': {DAMAGED}; there are more.",)


def test_proposals_beyond_the_limit_are_left_out_and_this_is_told() -> None:
    def eager(text: str, context: Context) -> Proposals:
        note = Entry("a:note-1", Note("ok"), context.source, Span(0, 5, text[:5]))
        return Proposals(entries=(note,) * (PROPOSALS.most + 5))

    with forgetting():
        reader("eager")(eager)
        reading = go.read(TEXT.encode(), name="a", readers=["eager"])
    assert len(reading.entries) == PROPOSALS.most
    assert reading.refused == (
        "reader 'eager': at most 10,000 proposals from a dispatch; there are more. "
        "Split the text to read them all.",
    )


@pytest.mark.usefixtures("plugged")
def test_what_is_not_in_the_text_is_refused_and_told() -> None:
    reading = go.read(TEXT.encode(), name="a", readers=["rules", "echo"])
    assert [entry.id for entry in reading.entries if entry.kind == "note"] == ["a:note-1"]
    assert reading.refused == (
        "reader 'echo', entry 'a:note-2': the words at 0:5 are 'Mayor', not 'Never'",
    )


def test_what_could_not_enter_a_record_is_refused_and_told() -> None:
    def loose(text: str, context: Context) -> Proposals:
        entry = Entry("a:note-1", Note("ok"), context.source, Span(0, 5, text[:5]))
        last = replace(entry, id="a:note-4", edtf="9999-12-31")
        return Proposals(
            entries=(
                replace(entry, id="a:note-2", edtf="soon"),
                replace(entry, id="a:note-3", body=Note(5)),  # type: ignore[arg-type]
                last,
            )
        )

    with forgetting():
        reader("loose")(loose)
        reading = go.read(TEXT.encode(), name="a", readers=["loose"])
    assert [(entry.id, entry.edtf) for entry in reading.entries] == [("a:note-4", None)]
    assert reading.refused == (
        "reader 'loose', entry 'a:note-2': edtf: expected a date such as 2024-05-26, found 'soon'.",
        "reader 'loose', entry 'a:note-3': text: expected text, found '5'.",
    )


@pytest.mark.usefixtures("plugged")
def test_a_later_reader_takes_nothing_away() -> None:
    alone = go.read(TEXT.encode(), name="a", readers=["rules"])
    both = go.read(TEXT.encode(), name="a", readers=["rules", "echo"])
    assert [e.id for e in both.entries if e.kind != "note"] == [e.id for e in alone.entries]


def test_an_unknown_reader_is_named_with_the_near_miss() -> None:
    with pytest.raises(UsageError, match=r"found 'rulez'.*'rules'"):
        go.read(TEXT.encode(), readers=["rulez"])


def test_a_second_reader_adds_only_what_the_first_did_not_find() -> None:
    alone = go.read(TEXT.encode(), name="a", readers=["rules"])
    both = go.read(TEXT.encode(), name="a", readers=["rules", "grammar"])
    assert both.entries[: len(alone.entries)] == alone.entries
    assert both.refused == ()
