"""Outcomes: agreed, signed, extended, released, delivered, ceased, broken, ended, missed."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Outcome


def outcomes(text: str) -> list[tuple[Outcome, str | None, str]]:
    """Return the outcomes in a report of Wednesday, 12 March 2031, with day and assertion."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (
            Outcome(
                b.kind, tuple(names[a] for a in b.by), b.what, b.place, b.terms, b.duration, b.amount
            ),
            entry.edtf,
            entry.assertion,
        )
        for entry in reading.entries
        if isinstance(b := entry.body, Outcome)
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "day", "assertion"),
    [
        (
            "Peru and Chile signed a fishing pact in Lenz on Monday.",
            Outcome("signed", ("Peru", "Chile"), "a fishing pact", "Lenz", None, None, None),
            "2031-03-10",
            "asserted",
        ),
        (
            "The truce was extended for another 30 days, mediators said.",
            Outcome("extended", (), "The truce", None, None, "another 30 days", None),
            None,
            "asserted",
        ),
        (
            "Chile released 14 fishermen on Sunday.",
            Outcome("released", ("Chile",), "14 fishermen", None, None, None, "14"),
            "2031-03-09",
            "asserted",
        ),
        (
            "Chile will hand over 95 captives on Friday.",
            Outcome("released", ("Chile",), "95 captives", None, None, None, "95"),
            "2031-03-14",
            "planned",
        ),
        (
            "Peru and Chile agreed on Tuesday to a 60-day truce.",
            Outcome("agreed", ("Peru", "Chile"), "a 60-day truce", None, None, "60-day", None),
            "2031-03-11",
            "asserted",
        ),
        (
            "No deal was signed on Monday.",
            Outcome("signed", (), "No deal", None, None, None, None),
            "2031-03-10",
            "denied",
        ),
        (
            "Peru accused Chile of breaking the ceasefire.",
            Outcome("broken", ("Chile",), "the ceasefire", None, None, None, None),
            None,
            "alleged",
        ),
        (
            "The fishing pact lapsed on Sunday.",
            Outcome("ended", (), "The fishing pact", None, None, None, None),
            "2031-03-09",
            "asserted",
        ),
        (
            "Norway secured the release of 12 sailors on Monday.",
            Outcome("released", (), "12 sailors", None, None, None, "12"),
            "2031-03-10",
            "asserted",
        ),
        (
            "Norway facilitated the release of 12 sailors by Chile on Monday.",
            Outcome("released", ("Chile",), "12 sailors", None, None, None, "12"),
            "2031-03-10",
            "asserted",
        ),
    ],
)
def test_an_outcome(text: str, outcome: Outcome, day: str | None, assertion: str) -> None:
    assert outcomes(text) == [(outcome, day, assertion)]


def test_a_later_sentence_says_how_long_an_agreement_runs() -> None:
    [(truce, day, _)] = outcomes(
        "The two camps signed a truce in Lenz on Monday. The truce runs for 60 days from 20 March."
    )
    assert (truce.what, truce.place, truce.duration) == ("a truce", "Lenz", "60 days from 20 March")
    assert day == "2031-03-10"


def test_a_length_in_words() -> None:
    [(truce, _, _)] = outcomes("The two camps signed a truce for seventy-five days in Lenz on Monday.")
    assert truce.duration == "seventy-five days"


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Peru and Chile on freeing the sailors in Lenz are expected to resume next week.",
        "Peru urged Chile to sign the pact.",
        "Peru hopes to extend the truce.",
        "Talks on a truce went on.",
        "If Chile signs the pact, all is well.",
        "The truce proposal was discussed.",
        "Norway spoke with Chile about steps to secure the release of the sailors.",
        "The bishop flew to Lenz to secure the release of the miners.",
    ],
)
def test_no_outcome(text: str) -> None:
    assert outcomes(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "duration"),
    [
        ("The strike was called off after the firm agreed to wait for ten days.", "ceased", None),
        ("The guild ended its walkout because the owners had offered to pay for two weeks.", "ceased", None),
        ("The truce was signed two days after the vote.", "signed", None),
        ("The truce was extended for 45 days after Peru signed.", "extended", "45 days"),
        ("Peru extended the truce by another 45 days before it ran out.", "extended", "another 45 days"),
    ],
)  # fmt: skip
def test_a_length_of_time_belongs_to_its_own_clause(text: str, kind: str, duration: str | None) -> None:
    assert [one.duration for one, *_ in outcomes(text) if one.kind == kind] == [duration]
