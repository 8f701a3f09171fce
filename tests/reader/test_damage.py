"""Damaged places in a dispatch."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.reader.damage import find_damage


def test_every_damaged_place(found: dict[str, Any]) -> None:
    kinds = [(d["text"], d["kind"]) for d in found["damage"]]
    assert ("“”", "unbalanced-quote") in kinds
    assert ("A", "stray-letter") in kinds
    assert ("RNs", "truncated-word") in kinds
    assert [text for text, kind in kinds if kind == "stray-prefix"] == ["ABurns", "SeOn", "ThFollowing"]
    assert len(kinds) == 7
    suggested = {d["text"]: d["suggestion"] for d in found["damage"]}
    assert (suggested["RNs"], suggested["ABurns"], suggested["SeOn"]) == ("Burns", "Burns", "On")


def test_clean_text_has_no_damage() -> None:
    text = (
        "A union spokesman said talks would go on. I think so, he added. McDonald and the MPs agreed.\n"
        "“We are close,” said the mayor. “It will take a week.”\n"
        "“The first paragraph of a quotation goes on.\n“The second one ends it,” she said.\n"
        "The U.S. delegation met Dr. B. Smith in St. Louis; NGOs attended.\n"
    )
    assert go.read(text).damage == ()


ENGLISH = (
    "The union and the company said that the talks would go on for another week in the town hall. "
)
"""Words enough to tell that a text is English: only then are its words held against a dictionary."""


def test_a_v_between_the_names_of_a_case_is_no_damage_and_ends_no_sentence() -> None:
    reading = go.read(ENGLISH + "A lawyer in the Lee v. Dahl case said it was late.")
    assert reading.damage == ()
    assert [said["speaker"]["text"] for said in reading.to_json()["statements"]][-1] == (
        "A lawyer in the Lee v. Dahl case"
    )


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("ABurns met them. Burns spoke.", ("ABurns", "stray-prefix", "Burns")),
        ("SeOn Friday they met.", ("SeOn", "stray-prefix", "On")),
        ("ThFollowing the talks they left.", ("ThFollowing", "stray-prefix", "Following")),
        ("B The talks ended.", ("B", "stray-letter", "")),
        ("They signed “” a paper.", ("“”", "unbalanced-quote", "“")),
        ("They signed “the paper.", ("“", "unbalanced-quote", None)),
        ("They signed the paper”.", ("”", "unbalanced-quote", None)),
        ('They signed "the paper.', ('"', "unbalanced-quote", None)),
        ("They met the the mayor.", ("the the", "other", "the")),
        ("They ended.Then they left.", ("ended.Then", "merged-word", "ended. Then")),
        ("The talksEnded early.", ("talksEnded", "merged-word", "talks Ended")),
        ("The caf� was shut.", ("�", "other", None)),
        ("The mayorâ€™s plan.", ("â€™", "other", None)),
        ("We think so. “It is late,” she said. ", ("W", "unbalanced-quote", "“W")),
        (ENGLISH + "The agreemnt was signed.", ("agreemnt", "other", "agreement")),
        (ENGLISH + "They met inthe hall.", ("inthe", "merged-word", "in the")),
        (
            ENGLISH + "The governmentoffice was shut.",
            ("governmentoffice", "merged-word", "government office"),
        ),
    ],
)
def test_a_damaged_place(text: str, damage: tuple[str, str, str | None]) -> None:
    assert [(place.text, place.kind, place.suggestion) for place in find_damage(text)] == [damage]


@pytest.mark.parametrize(
    "text",
    [
        "McDonald and DiMaggio met O’Neil.",
        "The MPs and NGOs left.",
        "He said that that was late.",
        "See example.com for more.",
        "A union spokesman spoke.",
        "“We are close,” said the mayor.",
        "“It goes on.\n“It ends,” she said.",
    ],
)
def test_a_whole_text_has_no_damage(text: str) -> None:
    assert find_damage(text) == ()
