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


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # minutes: the meeting is the speaker, whether its verb has a subject or not
        (
            "Minutes of the harbour panel, 4 March 2031\n\nNoted that the crane was out of use.\n"
            "Resolved to write to the city.\nIt was agreed to meet again in May.",
            [
                ("Noted", "asserted", "the crane was out of use"),
                ("Resolved", "planned", "to write to the city"),
                ("agreed", "planned", "to meet again in May"),
            ],
        ),
        ("Noted that the crane was out of use.", []),
        (
            "Minutes of the Tenants Committee\n\n1 Ms Bell reported that the lift had failed.\n"
            "2 Mr Moen said the owner would pay.",
            [
                ("Ms Bell", "asserted", "the lift had failed"),
                ("Mr Moen", "planned", "the owner would pay"),
            ],
        ),
        # a post is whose spokeswoman put it up, to its closing mark
        (
            "Ms Ida Voss posted the following on her page:\n\n“The news of a lease is wrong.\n\n"
            "We have signed nothing.\n\nThe pier is shut.”",
            [
                ("Ms Ida Voss", "denied", "The news of a lease is wrong"),
                ("Ms Ida Voss", "asserted", "We have signed nothing.\n\nThe pier is shut"),
            ],
        ),
        (
            "Ana Bell spoke on the radio. According to her, the lock is safe.",
            [("her", "asserted", "the lock is safe")],
        ),
        (
            "The toll has passed 300, as reported by Karl Moen, the city's engineer.",
            [("Karl Moen", "asserted", "The toll has passed 300")],
        ),
    ],
)
def test_forms_of_text(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Joint statement by the Harbour Board and the Pilots Union\n\nWe will meet in May.",
            ["harbour-board", "pilots-union"],
        ),
        (
            "Interview with Ana Bell, mediator\n\nQ. Has the board signed?\nA. It has not.\n"
            "Q. Will it?\nA. I hope so.",
            ["ana-bell", "ana-bell"],
        ),
        ("Q: Minister Karl Moen, is the toll final?\nA: It is not final.", ["karl-moen"]),
        ("Q: Is the toll final?\nA: It is not final.", [None]),
        (
            "The board said in a note that the pier was shut. The League thanked the pilots.\n\n"
            "The note said the crane was broken.",
            ["board", "board"],
        ),
        ("Peru welcomed the envoys of the River League. They said the day was long.", [None]),
        ("Peru's Juan Lopes has left. Lopes said the crew was safe.", ["juan-lopes"]),
        (
            "Minister of Ports and Trade, Olivier Nduwayo, said it was over. Nduwayo said no more.",
            ["olivier-nduwayo"],
        ),
        ("FM Ana Bell said it was over. “We tried,” said Bell.", ["ana-bell", "ana-bell"]),
        ("The harbour company Norsk Havn said it would pay.", ["norsk-havn"]),
        ("The African Union sent an envoy. The union said it would strike.", ["union"]),
        (
            "The African Union left. The drivers' union rejected the offer. “We are out,” the union said.",
            ["drivers-union"],
        ),
        ("BERGEN (Pressa) -Peru's government said it would pay.", ["peru-s-government"]),
        ("LENZ | Pressa | Leaders of the Hill League called for calm.", ["leaders-of-the-hill-league"]),
    ],
)
def test_whose_words(text: str, actors: list[str | None]) -> None:
    found = go.read(text, published="2031-03-12").to_json()["statements"]
    assert [said["speaker"]["actor"] for said in found] == actors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President of Peru Ana Rosa Bell met Karl Deng.", {"Ana Rosa Bell": "President of Peru"}),
        (
            "South Sudanese President Karl Deng spoke.",
            {"Karl Deng": "South Sudanese President"},
        ),
        ("His Excellency Karl Moen left for Lenz.", {"Karl Moen": None}),
        ("The East African Community said it would pay.", {"East African Community": None}),
        ("Senior Marsh Guard officials met envoys of the League.", {"Marsh Guard": None}),
        ("The Peru-backed Hill Guard left the talks.", {"Hill Guard": None}),
        ("Spokeswoman of the Ministry of Ports Ida Voss spoke.", {"Ministry of Ports": None}),
    ],
)
def test_names_and_roles(text: str, names: dict[str, str | None]) -> None:
    found = {actor.name: actor.role for actor in go.read(text, published="2031-03-12").actors}
    assert names.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "actor", "assertion"),
    [
        (
            "The head of the talks team in Lenz, Anna Bell of Orrex, said it was over.",
            "anna-bell",
            "asserted",
        ),
        (
            "Spokeswoman of the Ministry of Ports of Peru Anna Bell said it was over.",
            "anna-bell",
            "asserted",
        ),
        ("The lawyer of Anna Bell said it was over.", "lawyer-of-anna-bell", "asserted"),
        (
            "“The news that the envoys will meet tomorrow is inaccurate,” said Anna Bell.",
            "anna-bell",
            "denied",
        ),
        ("“The news is not wrong,” said Anna Bell.", "anna-bell", "asserted"),
        (
            "The host of the round, President Karl Moen, spoke.\n\n“The aim is clear,” he said.",
            "karl-moen",
            "asserted",
        ),
    ],
)
def test_the_person_behind_an_office(text: str, actor: str, assertion: str) -> None:
    [said] = go.read(text, published="2031-03-12").to_json()["statements"]
    assert (said["speaker"]["actor"], said["assertion"]) == (actor, assertion)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Karl Moen said: “Our team will not meet the pilots, contact will be through Chile.”",
            [
                (
                    "Karl Moen",
                    "refused",
                    "Our team will not meet the pilots, contact will be through Chile",
                )
            ],
        ),
        (
            "Ms Bell said people should not wait for the ferry.",
            [("Ms Bell", "demanded", "people should not wait for the ferry")],
        ),
        (
            "Analysts suggest that the owners may be buying time.",
            [("Analysts", "alleged", "the owners may be buying time")],
        ),
        (
            "The clinic has proposed that nurses in two wards accept a new rota.",
            [("The clinic", "demanded", "nurses in two wards accept a new rota")],
        ),
        (
            "Peru left, reaffirming that the old forms remain the best and insisting that the "
            "round would be held in Lenz.",
            [
                ("Peru", "asserted", "the old forms remain the best"),
                ("Peru", "planned", "the round would be held in Lenz"),
            ],
        ),
        (
            "Great Lenz, Peru – The Hill League said it was ready.",
            [("The Hill League", "asserted", "it was ready")],
        ),
        (
            "Ana Bell says the wards are open.\n\n“We have made an offer.”",
            [
                ("Ana Bell", "asserted", "the wards are open"),
                ("Ana Bell", "asserted", "We have made an offer"),
            ],
        ),
    ],
)
def test_plans_demands_and_refusals_are_no_facts(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("President Karl Moen Jr. called for calm. Moen said he would talk.", "karl-moen-jr"),
        (
            "In a note released on 3 March, the River Board renewed its offer. The note said it "
            "was fair.",
            "river-board",
        ),
        (
            "The League answered a report by Africa Watch. According to the report, two boats sank.",
            "africa-watch",
        ),
    ],
)
def test_who_is_behind_a_surname_or_a_document(text: str, actor: str) -> None:
    found = go.read(text, published="2031-03-12").to_json()["statements"]
    assert found[-1]["speaker"]["actor"] == actor


@pytest.mark.parametrize(
    "text",
    [
        "The town is committed to supporting the Harbour Board.",
        "The clinic has proposed that nurses accept a new rota.",
    ],
)
def test_nobody_has_accepted_that(text: str) -> None:
    reading = go.read(text, published="2031-03-12")
    found = [entry.body for entry in reading.entries if isinstance(entry.body, Position)]
    assert not [position for position in found if position.stance == "accepts"]
