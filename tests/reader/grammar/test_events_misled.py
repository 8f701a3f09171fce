"""Kinds of sentences by which a desk was misled: what was said, agreed or held, and by whom."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Contact, Outcome, Position, Proposal
from tests.support.said import Row, said_in


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # who neither confirms nor denies says nothing
        ("The guild neither confirmed nor denied the report.", []),
        ("The ministry would not confirm or deny that Kade had met Moss.", []),
        # an attribution between commas is no answer of the subject before it
        (
            "Kade has not responded to the offer, her spokesman said, but “would study it.”",
            [
                (
                    "her spokesman",
                    "asserted",
                    "Kade has not responded to the offer / but “would study it",
                )
            ],
        ),
        # 'hopes' of several is a noun, and what was promised under a denial is not promised
        (
            "Two pilots were freed, but hopes that the others would follow faded when the Reed Front "
            "denied that it had promised to free them.",
            [("the Reed Front", "denied", "it had promised to free them")],
        ),
        # a condition before the attribution is only half of the words
        (
            "If the vote goes ahead, Karl Moen has said, his party will contest it.",
            [("Karl Moen", "conditional", "If the vote goes ahead / his party will contest it")],
        ),
        (
            "“I would sooner swim to Bergen,” Ida Voss said.",
            [("Ida Voss", "hoped", "I would sooner swim to Bergen")],
        ),
        # what is only expected of somebody is not said, nor is what nobody admits
        ("The union is now expected to ask for fresh talks.", []),
        ("Neither has admitted shelling the town.", []),
        ("Vale’s office confirmed the call.", [("Vale’s office", "asserted", "the call")]),
        (
            "The Monitor accused both camps of shelling hospitals.",
            [("The Monitor", "alleged", "both camps of shelling hospitals")],
        ),
        # the next to speak behind 'but' is another, and so is the person without a name who spoke last
        (
            "The board has paid, a friend of Pym said, but Okafor said she had seen nothing.",
            [
                ("a friend of Pym", "asserted", "The board has paid"),
                ("Okafor", "asserted", "she had seen nothing"),
            ],
        ),
        (
            "(Coast News) Peru has paid, an official said.",
            [("an official", "asserted", "Peru has paid")],
        ),
        # who calls a trip off, or somebody on a day, demands nothing
        (
            "Voss called off a trip on Sunday, the League said.",
            [("the League", "asserted", "Voss called off a trip on Sunday")],
        ),
        ("Passengers were told to expect delays.", []),
        (
            "Moss met two people involved in the talks who said Peru had paid.",
            [("two people involved in the talks", "asserted", "Peru had paid")],
        ),
        (
            "The League said later that it remained committed to the pact and had asked Peru to look.",
            [
                ("The League", "asserted", "it remained committed to the pact"),
                ("The League", "demanded", "to look"),
            ],
        ),
        # who is named beside an office speaks
        (
            "A party official, Mina Dorr, said it was over.",
            [("A party official, Mina Dorr", "asserted", "it was over")],
        ),
    ],
)
def test_what_is_said(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    ("text", "assertions"),
    [
        (
            "Kade rejected calls to postpone the vote, dismissing as “an invention” a report that she "
            "had agreed with the opposition to delay it.",
            ["denied"],
        ),
        ("The Bell, citing three unnamed sources, reported that Kade and Moss had met.", ["alleged"]),
        ("The Bell, citing the treaty, reported that Kade and Moss had met.", ["asserted"]),
        ("Peru says Chile broke the truce, a charge that Chile denies.", ["alleged"]),
        ("Qatar is reported to have proposed that the pilots be moved.", ["alleged"]),
        ("Kade would be glad to receive Moss in Lenz.", []),
        ("Kade was glad to receive Moss in Lenz on Monday.", ["asserted"]),
        ("The envoy warned that nothing is agreed until everything is agreed.", []),
        ("Peru did not meet or write to Chile.", []),
        ("The truce between Peru and Chile appeared close to collapse.", []),
        ("Kade had been scheduled to meet Moss on Friday.", []),
        ("Kade had met Moss on Friday.", ["asserted"]),
        ("Nassar said his men would leave only when the first trucks were delivered.", ["planned"]),
        ("The pact had been due to be signed on Sunday, but Peru asked for time.", []),
        ("A draft was sent to the Hill League. The League had accepted it with reservations.", []),
    ],
)
def test_how_an_event_is_told(text: str, assertions: list[str]) -> None:
    reading = go.read(text, published="2031-03-12")
    events = [one for one in reading.entries if isinstance(one.body, Contact | Outcome | Proposal)]
    assert [one.assertion for one in events] == assertions


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Hagen, who spoke with Brandt by phone on Saturday, has urged both camps to sign.",
            {"Hagen": None},
        ),
        ("Mina Dorr, a party official, left.", {"Mina Dorr": "party official"}),
        ("After talks in Bergen, the two water ministers left.", {}),
        ("Nurses at Kelm General Hospital went home.", {}),
    ],
)
def test_who_is_a_person(text: str, persons: dict[str, str | None]) -> None:
    actors = go.read(text, published="2031-03-12").actors
    assert {actor.name: actor.role for actor in actors if actor.kind == "person"} == persons


def test_another_commander_is_not_the_one_known() -> None:
    text = "Its commander, Yusuf Darr, left. A field commander told Radio Coast that the war was over."
    [said] = go.read(text, published="2031-03-12").to_json()["statements"]
    assert said["speaker"]["actor"] == "a-field-commander"


def test_people_freed_are_told_of_once_though_their_number_opens_a_sentence() -> None:
    text = "Three fishermen were released on Tuesday. The three were handed over near Lenz."
    reading = go.read(text, published="2031-03-12")
    assert len([one for one in reading.entries if isinstance(one.body, Outcome)]) == 1


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # 'the army' is not the body that the same sentence names beside it
        ("The army said it had fired on the Kesh Liberation Army.", ["army"]),
        (
            "Steelmaker Norra and the port of Hamn said they had settled the case.",
            ["norra", "port-of-hamn"],
        ),
    ],
)
def test_whose_words(text: str, actors: list[str]) -> None:
    found = go.read(text, published="2031-03-12").to_json()["statements"]
    assert [said["speaker"]["actor"] for said in found] == actors


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("A spokesman for Port Line declined to confirm the figures.", []),
        ("The guild voted on Monday to reject the offer.", [("rejects", "asserted")]),
    ],
)
def test_what_somebody_stands_for(text: str, positions: list[tuple[str, str]]) -> None:
    reading = go.read(text, published="2031-03-12")
    found = [
        (one.body.stance, one.assertion) for one in reading.entries if isinstance(one.body, Position)
    ]
    assert found == positions


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Talks between Peru and Chile broke down in May, and a second attempt came to nothing.",
            "broken-off",
        ),
        ("Talks between Peru and Chile ended in May with nothing agreed.", "ended-without-result"),
    ],
)
def test_how_talks_ended(text: str, status: str) -> None:
    [talks] = go.read(text, published="2031-03-12").to_json()["contacts"]
    assert talks["status"] == status


def test_hosts_are_no_sides_and_a_dispute_has_no_term() -> None:
    text = (
        "Peru and the Hill League are at war. France and Turkey, which have each offered to host talks, "
        "called for calm. The consultations resumed on Monday."
    )
    [talks] = go.read(text, published="2031-03-12").to_json()["contacts"]
    assert set(talks["participants"]) == {"peru", "hill-league"}
    [settled] = go.read("Peru and Chile settled a two-year dispute.", published="2031-03-12").to_json()[
        "outcomes"
    ]
    assert settled["duration"] is None


def test_a_visit_called_off_is_not_planned() -> None:
    text = "A visit by Ana Bell to Lenz, pencilled in for 20 March, has been dropped."
    [visit] = go.read(text, published="2031-03-12").to_json()["contacts"]
    assert (visit["status"], list(visit["participants"])) == ("broken-off", ["ana-bell"])


def test_he_is_the_person_without_a_name_who_spoke_last_and_she_is_not_he() -> None:
    text = (
        "Karl Moen left. Qatar’s prime minister hailed the pact as “a first step.” He said it was fair."
    )
    said = go.read(text, published="2031-03-12").to_json()["statements"]
    assert [one["speaker"]["actor"] for one in said] == ["qatar-s-prime-minister"] * 2
    text = "Rector Karl Moen was relieved. He said that the chair had walked out; she said that he had."
    said = go.read(text, published="2031-03-12").to_json()["statements"]
    assert [one["speaker"]["actor"] for one in said] == ["karl-moen", "chair"]


def test_those_who_wrote_a_text_are_no_sides_and_two_thirds_are_not_two() -> None:
    text = (
        "A truce between the army and the Hill League held after both accepted a text drafted by Qatar and "
        "Norway. Two thirds of the crew went home. A second round of talks will open in Doha on 20 March."
    )
    found = go.read(text, published="2031-03-12").to_json()
    assert [set(one["participants"]) for one in found["contacts"]] == [{"army", "hill-league"}]
    assert found["figures"] == []


def test_a_part_has_the_whole_behind_it() -> None:
    text = "At least 40 of 118 captives are thought to be alive."
    part, whole = go.read(text, published="2031-03-12").to_json()["figures"]
    assert (part["value"], part["subgroup_of"], whole["value"], whole["subgroup_of"]) == (
        40,
        whole["id"],
        118,
        None,
    )
    assert (part["definition"], whole["definition"]) == ("thought to be alive", None)
