"""Statements as reports have them: denials with a day between, demands without 'that', questions, sources."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Outcome, Position
from tests.support.said import Row, said_in


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # claims behind a denial are no claim of the one who denies them
        (
            "Karl Moen, head of the dockers, denied on Tuesday claims that the tugs had sailed.",
            [("Karl Moen", "denied", "the tugs had sailed")],
        ),
        (
            "Ana Bell, the mediator, rejected on Monday reports that the clinic had closed.",
            [("Ana Bell", "denied", "reports that the clinic had closed")],
        ),
        (
            "The town denied late on Sunday charges that it sold the pier.",
            [("The town", "denied", "it sold the pier")],
        ),
        # a demand has a verb without a tense, with 'that' or without
        (
            "Peru postponed the talks, insisting they first free the pilot.",
            [("Peru", "demanded", "they first free the pilot")],
        ),
        (
            "The bakers demanded the mill pay them before May.",
            [("The bakers", "demanded", "the mill pay them before May")],
        ),
        (
            "The guild insisted the lock was safe.",
            [("The guild", "asserted", "the lock was safe")],
        ),
        # who advises a panel of a fact tells it, who advises it to act asks for it
        (
            "Mr Holm advised the panel that no reply had come.",
            [("Mr Holm", "asserted", "no reply had come")],
        ),
        (
            "Mr Holm advised that the panel write again.",
            [("Mr Holm", "demanded", "the panel write again")],
        ),
        (
            "Ana Bell appealed to the striking drivers to return, saying the city heard them.",
            [
                ("Ana Bell", "demanded", "to return"),
                ("Ana Bell", "asserted", "the city heard them"),
            ],
        ),
        # a question says nothing
        ("The union asked when the wages would be paid.", []),
        ("A tenant asked whether the lift was safe.", []),
        ("The guild asked that the lock be shut.", [("The guild", "demanded", "the lock be shut")]),
        # what is repeated is meant as its noun tells
        (
            "The guild repeated its demands for a new lease.",
            [("The guild", "demanded", "its demands for a new lease")],
        ),
        (
            "The guild reiterated several of its demands.",
            [("The guild", "demanded", "several of its demands")],
        ),
        ("The crew repeated the trip.", []),
        (
            "The pilots declared their refusal to take part.",
            [("The pilots", "refused", "their refusal to take part")],
        ),
        # the source of a sentence is no part of the words within it
        (
            "The drivers urged the city to pay at once, according to the note.",
            [
                ("The drivers", "demanded", "to pay at once"),
                ("the note", "demanded", "The drivers urged the city to pay at once"),
            ],
        ),
        (
            "The port denied a claim that it had sold the tugs, Radio Coast reported.",
            [
                ("The port", "denied", "it had sold the tugs"),
                ("Radio Coast", "denied", "The port denied a claim that it had sold the tugs"),
            ],
        ),
    ],
)
def test_what_is_said_and_how(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Peru postponed the talks, insisting they first free the pilot.",
        "Peru left the hall, demanding Chile sign the pact first.",
    ],
)
def test_what_is_demanded_has_not_come_about(text: str) -> None:
    reading = go.read(text, published="2031-03-12")
    assert not [entry for entry in reading.entries if isinstance(entry.body, Outcome)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pilots insisted on Friday that the pact had failed.", []),
        ("The pilots on Saturday called for an early ballot.", ["an early ballot"]),
        ("The pilots were accused of supporting the strike.", []),
        ("The pilots back the strike.", ["the strike"]),
    ],
)
def test_a_day_is_no_position_and_a_charge_tells_of_none(text: str, words: list[str]) -> None:
    reading = go.read(text, published="2031-03-12")
    found = [entry.body.text for entry in reading.entries if isinstance(entry.body, Position)]
    assert found == words
