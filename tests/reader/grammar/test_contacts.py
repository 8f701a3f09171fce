"""Contacts by grammar: the many ways of telling of a meeting, a call, a round of talks, and of none."""

from __future__ import annotations

import pytest

import goodoffices as go
from tests.support.contacts_read import Told, contacts


@pytest.mark.parametrize(
    ("text", "kind", "status", "people", "day"),
    [
        (
            "The fishers' assembly demanded a truce. On Monday President Ana Bell met the assembly.",
            "meeting",
            "held",
            ("Ana Bell", "fishers' assembly"),
            "2031-03-10",
        ),
        (
            "The Selm transitional council left. Ana Bell, the envoy of Peru, is to see the council today.",
            "meeting",
            "planned",
            ("Ana Bell", "Selm transitional council"),
            "2031-03-12",
        ),
        (
            "The rector received a delegation of students on Monday.",
            "meeting",
            "held",
            ("rector", "students"),
            "2031-03-10",
        ),
        (
            "Envoys of the rebels were received by President Ana Bell in Lenz on Monday.",
            "meeting",
            "held",
            ("Ana Bell", "rebels"),
            "2031-03-10",
        ),
        (
            "Ministers Ana Bell of Peru and Lars Holm of Sweden met in Lenz on Monday.",
            "meeting",
            "held",
            ("Ana Bell", "Lars Holm"),
            "2031-03-10",
        ),
        (
            "The landlord met representatives of the tenants on Monday.",
            "meeting",
            "held",
            ("landlord", "tenants"),
            "2031-03-10",
        ),
        (
            "Talks between the pilots and the airline broke down on Monday.",
            "talks-round",
            "broken-off",
            ("airline", "pilots"),
            "2031-03-10",
        ),
        (
            "Negotiators for the dockers walked out of the talks on Monday.",
            "talks-round",
            "broken-off",
            ("dockers",),
            "2031-03-10",
        ),
        (
            "The ferry line and the shipyard have been in talks since May.",
            "talks-round",
            "ongoing",
            ("ferry line", "shipyard"),
            None,
        ),
        (
            "Peru and Chile have been negotiating since May.",
            "talks-round",
            "ongoing",
            ("Chile", "Peru"),
            None,
        ),
        (
            "The consultation between the water board and the villages began on Monday.",
            "talks-round",
            "held",
            ("villages", "water board"),
            "2031-03-10",
        ),
        (
            "The mill and the union did not meet on Monday as planned.",
            "meeting",
            "postponed",
            ("mill", "union"),
            None,
        ),
        (
            "The mediator conveyed a message from Peru to Chile on Monday.",
            "correspondence",
            "held",
            ("Chile", "Peru"),
            "2031-03-10",
        ),
        (
            "The teachers will go back to the bargaining table on Friday.",
            "talks-round",
            "planned",
            ("teachers",),
            "2031-03-14",
        ),
        (
            "A delegation led by Ana Bell arrived in Oslo on Monday.",
            "visit",
            "held",
            ("Ana Bell",),
            "2031-03-10",
        ),
        ("The next hearing is on 4 April.", "meeting", "planned", (), "2031-04-04"),
        (
            "The fourth round of negotiations on quotas ended on Monday without a result.",
            "talks-round",
            "ended-without-result",
            (),
            "2031-03-10",
        ),
        ("A session set for Monday was put off to Friday.", "meeting", "postponed", (), "2031-03-14"),
        ("The summit set for May was cancelled.", "meeting", "broken-off", (), None),
        ("The court adjourned the hearing until 4 April.", "meeting", "suspended", ("court",), None),
        ("Talks continued for a third day on Tuesday.", "talks-round", "held", (), "2031-03-11"),
    ],
)
def test_a_contact(text: str, kind: str, status: str, people: tuple[str, ...], day: str | None) -> None:
    assert contacts(text) == [(kind, status, people, day)]


@pytest.mark.parametrize(
    ("before", "text", "people"),
    [
        ("Peru and Chile share a lake.", "The two sides met on Monday.", ("Chile", "Peru")),
        ("Peru and Chile share a lake.", "Both countries met on Monday.", ("Chile", "Peru")),
        (
            "The herders and the farmers are at odds.",
            "Talks resumed on Monday.",
            ("farmers", "herders"),
        ),
        ("A quarrel divides Peru and Chile.", "Their envoys met on Monday.", ("Chile", "Peru")),
        ("Peru is a state.", "The two sides met on Monday.", ()),
    ],
)
def test_the_two_sides_are_those_named_together_before(
    before: str, text: str, people: tuple[str, ...]
) -> None:
    [(_, _, found, _)] = contacts(f"{before} {text}")
    assert found == people


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The talks, suspended in May, will resume on Friday.", {"planned", "suspended"}),
        ("The talks that began on Monday were suspended on Tuesday.", {"held", "suspended"}),
        ("The talks were suspended in May and taken up again in June.", {"suspended", "resumed"}),
    ],
)
def test_a_round_may_be_told_in_several_states(text: str, statuses: set[str]) -> None:
    assert {status for _, status, _, _ in contacts(text)} == statuses


@pytest.mark.parametrize(
    "text",
    [
        "The miners want fresh talks with the company.",
        "Peru is ready to hold talks with Chile.",
        "The union rejected a meeting with the board.",
        "The mayor met the costs of the survey.",
        "Chile will only talk to Peru if the blockade ends.",
        "The firm met with criticism from residents.",
        "The company received a letter of intent from a buyer.",
        "There were no talks on Monday, the mediator said.",
        "The two sides have not met since March.",
        "The minister urged both sides to meet before Friday.",
        "The governor said she would be willing to meet the strikers.",
        "A meeting between the two leaders is unlikely this year.",
        "The rebels turned down an invitation to talks in Geneva.",
        "The mediator hopes to bring the two sides together next week.",
        "If the talks fail, the port will close.",
        "The nurses threatened to walk out of the talks.",
        "The board sees the union as a partner.",
        "Neither side would say when talks might resume.",
        "Had the ministers met, the crisis would have ended.",
        "The museum welcomed 300 visitors on Sunday.",
        "Residents came together to plant trees.",
        "No date has been set for the next round of talks.",
        "The chair called on the elders to return to the table.",
        "Chile pointed to 17 meetings held since 2029.",
        "A round of applause greeted the mayor.",
    ],
)
def test_nobody_is_said_to_have_met(text: str) -> None:
    assert not [one for one in contacts(text) if one[1] != "planned"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The harbour board heard the pilots on Monday.",
            ("meeting", "held", ("harbour board", "pilots"), "2031-03-10"),
        ),
        (
            "Ana Bell spent two hours with the pilots on Monday.",
            ("meeting", "held", ("Ana Bell", "pilots"), "2031-03-10"),
        ),
        (
            "Delegations from the pilots and the harbour board tried again on Tuesday.",
            ("talks-round", "held", ("harbour board", "pilots"), "2031-03-11"),
        ),
        (
            "Delegates of the pilots and the harbour board continued on Tuesday.",
            ("talks-round", "held", ("harbour board", "pilots"), "2031-03-11"),
        ),
        (
            "Talks between the pilots and the harbour board are pencilled in for Friday.",
            ("talks-round", "planned", ("harbour board", "pilots"), "2031-03-14"),
        ),
        (
            "The pilots are meeting the harbour board on Friday.",
            ("meeting", "planned", ("harbour board", "pilots"), "2031-03-14"),
        ),
        (
            "Peru and Chile are holding talks on Friday.",
            ("talks-round", "planned", ("Chile", "Peru"), "2031-03-14"),
        ),
        (
            "Friday, 14 March: talks between Peru and Chile, Lenz.",
            ("talks-round", "planned", ("Chile", "Peru"), "2031-03-14"),
        ),
        (
            "10 March – Meeting between the pilots and the harbour board in Lenz",
            ("meeting", "held", ("harbour board", "pilots"), "2031-03-10"),
        ),
        (
            "The pilots and the port disagree about pay. Next session: Friday, 14 March.",
            ("meeting", "planned", ("pilots", "port"), "2031-03-14"),
        ),
        (
            "The pilots and the port parted on Tuesday without a deal.",
            ("talks-round", "ended-without-result", ("pilots", "port"), "2031-03-11"),
        ),
        (
            "The pilots and the port argued for six hours on Tuesday.",
            ("talks-round", "held", ("pilots", "port"), "2031-03-11"),
        ),
        (
            "Ana Bell leaves for Lenz on Friday.",
            ("visit", "planned", ("Ana Bell",), "2031-03-14"),
        ),
        (
            "Peru is at odds with the rebels. Its envoy met the rebels on Monday.",
            ("meeting", "held", ("Peru", "rebels"), "2031-03-10"),
        ),
        (
            "Peru and Chile are at odds. The ministers met again on Monday.",
            ("meeting", "held", ("Chile", "Peru"), "2031-03-10"),
        ),
        (
            "The pilots and the port disagree. Ana Bell, the mediator, met each side on Monday.",
            ("meeting", "held", ("Ana Bell", "pilots", "port"), "2031-03-10"),
        ),
    ],
)
def test_a_contact_in_other_words(text: str, told: Told) -> None:
    assert contacts(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Peru offered to meet the rebels on Friday.",
        "The court heard the news on Monday.",
        "Peru has offered to host talks between the rebels and Chile on Friday.",
        "Ana Bell spent a day with the family on Monday.",
        "The two sides tried to agree on Monday.",
        "10 March: meeting with reporters.",
        "14 May: talks between Peru and Chile.",
    ],
)
def test_no_contact_at_all(text: str) -> None:
    assert contacts(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Talks in Varosh ended on April 14. Varosh offered to host another round.", "Varosh"),
        (
            "The Varoshi presidency spoke first. Ilse Maren met Amra Dilat in Varosh on Thursday.",
            "Varosh",
        ),
        (
            "The two ministers met in the Varosh Council on Thursday. The Varosh Council thanked them.",
            None,
        ),
    ],
)
def test_a_country_that_acts_is_still_where_talks_are_held(text: str, place: str | None) -> None:
    contact = go.read(text, published="2031-04-20").to_json()["contacts"][0]
    assert contact["place"] == place
