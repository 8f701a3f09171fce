"""Outcomes told by a noun, by a light verb, by an amount; and nouns that tell of none."""

from __future__ import annotations

import pytest

from goodoffices.reader import read
from goodoffices.record import Outcome


def outcomes(text: str) -> list[tuple[str, str, str | None, set[str]]]:
    """Return kind, assertion, day and actors of the outcomes of a constructed report."""
    reading = read(text.encode(), published="2031-03-12", name="report")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (e.body.kind, e.assertion, e.edtf, {names[actor] for actor in e.body.by})
        for e in reading.entries
        if isinstance(e.body, Outcome)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "day", "by"),
    [
        (
            "Sunday’s signing of the grazing accord in Lenz drew 300 herders.",
            "signed",
            "2031-03-09",
            set(),
        ),
        (
            "News of the freeing of nine nurses by the Marsh Men on Monday spread quickly.",
            "released",
            "2031-03-10",
            {"Marsh Men"},
        ),
        (
            "The collapse of the harbour pact on Friday left 40 ships idle.",
            "ended",
            "2031-03-07",
            set(),
        ),
        (
            "It rained on Thursday, hours after the lifting of the blockade.",
            "ceased",
            "2031-03-06",
            set(),
        ),
        (
            "The end of the siege on Thursday let the baker light his oven.",
            "ceased",
            "2031-03-06",
            set(),
        ),
        (
            "Miners called an end to nine days of strikes on Tuesday.",
            "ceased",
            "2031-03-11",
            {"Miners"},
        ),
        ("The siege of Lenz came to an end on Tuesday.", "ceased", "2031-03-11", set()),
        ("The deal fell through on Monday.", "ended", "2031-03-10", set()),
        ("The ultimatum came and went on Sunday.", "missed", "2031-03-09", set()),
        ("All but one of the hostages have been released.", "released", None, set()),
        ("Forty captives were flown out of Lenz on Sunday.", "released", "2031-03-09", set()),
        ("Peru and Chile settled out of court on Monday.", "agreed", "2031-03-10", {"Peru", "Chile"}),
        (
            "Peru and Chile patched up their quarrel on Monday.",
            "agreed",
            "2031-03-10",
            {"Peru", "Chile"},
        ),
        ("The army fired on boats on Monday, violating the truce.", "broken", "2031-03-10", None),
    ],
)
def test_an_outcome_wherever_its_word_stands(
    text: str, kind: str, day: str | None, by: set[str] | None
) -> None:
    [found] = outcomes(text)
    assert found[:3] == (kind, "asserted", day)
    assert by is None or found[3] == by


@pytest.mark.parametrize(
    "text",
    [
        "The mediators hope for the release of the captain this week.",
        "Talks on the release of 14 dockers go on.",
        "The release of the captives remains the main demand of the families.",
        "The date of the signing of the treaty has not been set.",
        "The minister warned against a violation of the ceasefire.",
        "The collapse of the truce would be a disaster, the envoy said.",
        "Hopes of an end to the strike rose on Monday.",
        "Both men agree that the wall is ugly.",
        "Peru and Chile agreed to disagree.",
        "A final deal still had to be approved by the parliaments.",
        "The ship was about to be released.",
        "The company released its figures on Friday.",
        "No ransom was paid.",
        "The issue of the release of 12 sailors by Peru was raised on Monday.",
        "The minister hinted at the release of 12 sailors on Monday.",
        "In case of a violation of the truce by the army, the talks end.",
    ],
)
def test_no_outcome_where_it_is_only_talked_of(text: str) -> None:
    assert [found for found in outcomes(text) if found[1] == "asserted"] == []
