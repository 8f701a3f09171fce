"""The words of an entry: who says what, and how the source has it."""

from __future__ import annotations

from typing import get_args

import pytest

from goodoffices.record import Outcome
from goodoffices.record.entries import Assertion, Body, OutcomeKind
from goodoffices.record.entry_words import cited, outcome_words, words
from tests.support.record import entry_of, statement_of

NAMES = {"peru": "Peru", "chile": "Chile", None: "no source given"}


def name(actor: str | None) -> str:
    return NAMES.get(actor, str(actor))


@pytest.mark.parametrize(
    ("text", "assertion", "expected"),
    [
        ("Peru|denies|closing the port.", "denied", "Peru denies closing the port."),
        ("Peru|said|the port was open.", "denied", "Peru said (a denial): the port was open."),
        ("Peru|says|it is open.", "asserted", "Peru says it is open."),
        ("Peru|called for|talks.", "demanded", "Peru called for talks."),
        ("Peru|said|it would sign.", "conditional", "Peru said (under a condition): it would sign."),
        (
            "Peru|said|there were killings.",
            "alleged",
            "Peru said (an allegation): there were killings.",
        ),
    ],
)
def test_a_statement_says_how_it_is_meant(text: str, assertion: Assertion, expected: str) -> None:
    assert words(statement_of(text, assertion), name) == expected


def test_a_pronoun_gives_way_to_the_name() -> None:
    assert words(statement_of("It|denies|closing the port.", "denied", actor="peru"), name) == (
        "Peru denies closing the port."
    )


def test_words_come_with_outlet_and_date() -> None:
    entry = statement_of("Peru|denies|closing the port.", "denied")
    assert cited(entry, name) == "Peru denies closing the port. (Coast News, 26 August 2031)"


@pytest.mark.parametrize(
    ("body", "assertion", "expected"),
    [
        (
            Outcome("signed", ("peru", "chile"), "a truce", "Lenz", None, "60 days", None),
            "asserted",
            "Peru and Chile signed a truce in Lenz: 60 days",
        ),
        (
            Outcome("signed", ("peru", "chile"), "a truce", "Lenz", None, None, None),
            "denied",
            "Denied: Peru and Chile signed a truce in Lenz",
        ),
        (
            Outcome("signed", ("peru", "chile"), "a truce", None, None, None, None),
            "planned",
            "Planned: Peru and Chile to sign a truce",
        ),
        (
            Outcome("released", (), "prisoners", None, None, None, "120"),
            "asserted",
            "120 prisoners were released",
        ),
        (
            Outcome("extended", (), "the pact", None, None, "45 days", None),
            "asserted",
            "the pact was extended: 45 days",
        ),
    ],
)
def test_an_outcome_in_words(body: Body, assertion: Assertion, expected: str) -> None:
    assert words(entry_of(body, assertion), name) == expected


@pytest.mark.parametrize("kind", get_args(OutcomeKind))
def test_every_kind_of_outcome_has_words(kind: OutcomeKind) -> None:
    with_actor = Outcome(kind, ("peru",), "the truce", None, None, None, None)
    without = Outcome(kind, (), "the truce", None, None, None, None)
    found = {
        outcome_words(body, name, done) for body in (with_actor, without) for done in (True, False)
    }
    assert len(found) == 4
    assert all("truce" in text for text in found)
