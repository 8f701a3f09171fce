"""Contacts told in passing, as what something came after or what goes on; and who takes part in them."""

from __future__ import annotations

import pytest

from tests.support.contacts_read import Told, contacts

_AT_ODDS = "The dockers and the port are at odds. "
_PEACE = "Peru and Chile share a lake. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # as what something came after, with its length, its kind or its place
        (
            "The deal came after an 11-hour mediation session on Sunday between the dockers and the port.",
            ("meeting", "held", ("dockers", "port"), "2031-03-09"),
        ),
        (
            _AT_ODDS + "The accord came after a nine-hour bargaining session.",
            ("meeting", "held", ("dockers", "port"), None),
        ),
        (
            "The dockers and the port settled on Tuesday following marathon weekend talks in Lenz.",
            ("talks-round", "held", ("dockers", "port"), None),
        ),
        (
            "The bakers called off their strike after fresh negotiations with the mill.",
            ("talks-round", "held", ("bakers", "mill"), None),
        ),
        (
            "Velm said on Friday that it did not want to proceed after three months of discussions.",
            ("talks-round", "held", (), None),
        ),
        (
            "Peru and Chile signed the treaty in 1998 after six years of negotiations.",
            ("talks-round", "held", ("Chile", "Peru"), None),
        ),
        (
            "The Blue Party agreed on the terms of a pact with the Green Party following talks in Lenz.",
            ("talks-round", "held", ("Blue Party", "Green Party"), None),
        ),
        (
            "The offer comes after many rounds of talks between Peru and Chile.",
            ("talks-round", "held", ("Chile", "Peru"), None),
        ),
        (
            "The Reds and the Blues reached a deal on Tuesday after wrangling through the night.",
            ("talks-round", "held", ("Blues", "Reds"), None),
        ),
        (
            "The road was opened after a meeting with the head of the power company, Ana Bell.",
            ("meeting", "held", ("Ana Bell",), None),
        ),
        (
            "A man was freed under a deal agreed between Peru and the rebels at talks in Lenz.",
            ("talks-round", "held", ("Peru", "rebels"), None),
        ),
        # ends
        (
            "The strike began after contract talks failed to reach an agreement.",
            ("talks-round", "ended-without-result", (), None),
        ),
        (
            _PEACE + "No accord was in sight as the herring talks came to a close on Monday.",
            ("talks-round", "held", ("Chile", "Peru"), "2031-03-10"),
        ),
        (
            "A 17-hour discussion between ministers of Peru and Chile failed to resolve the quarrel.",
            ("talks-round", "ended-without-result", ("Chile", "Peru"), None),
        ),
        (
            "Talks between the dockers and the port hit a standstill Monday as the port left.",
            ("talks-round", "suspended", ("dockers", "port"), "2031-03-10"),
        ),
        (
            "Negotiations with the rector had been on pause.",
            ("talks-round", "suspended", ("rector",), None),
        ),
        (
            "The envoy will write to both in a bid to end the quarrel after unity talks collapsed.",
            ("talks-round", "broken-off", (), None),
        ),
        (
            "Velm left the chamber two years after walking away from talks with Norrin.",
            ("talks-round", "broken-off", ("Norrin", "Velm"), None),
        ),
        # what goes on
        (
            _PEACE + "Talks are ongoing to divide it.",
            ("talks-round", "ongoing", ("Chile", "Peru"), None),
        ),
        (
            "Discussions with Norrin have been ongoing to support the tenants.",
            ("talks-round", "ongoing", ("Norrin",), None),
        ),
        (
            "The Teachers' Guild and the school district are talking again.",
            ("talks-round", "ongoing", ("Teachers' Guild", "school district"), None),
        ),
        (
            "The mill has been engaging with the ministry.",
            ("talks-round", "ongoing", ("mill", "ministry"), None),
        ),
        (
            "Peru and the rebels have for the last three weeks been negotiating in Lenz.",
            ("talks-round", "ongoing", ("Peru", "rebels"), None),
        ),
        (
            "Velm has been engaged for two decades in talks with the European Union.",
            ("talks-round", "held", ("European Union", "Velm"), None),
        ),
        (
            "Talks in Lenz between Peru and Chile were extended into Wednesday.",
            ("talks-round", "held", ("Chile", "Peru"), "2031-03-12"),
        ),
        # what is to come
        (
            "Peru and Chile said they would extend their talks by two weeks.",
            ("talks-round", "planned", ("Chile", "Peru"), None),
        ),
        (
            "The government has invited the Porters' Union for negotiations later today.",
            ("talks-round", "planned", ("Porters' Union", "government"), "2031-03-12"),
        ),
        # who leads
        (
            "Judge Ana Bell presided over three days of mediation last month.",
            ("talks-round", "held", ("Ana Bell",), "2031-02"),
        ),
        (
            "Chancellor Ana Bell on Sunday met the chairman of her sister party, Jon Dahl, and Lars Holm.",
            ("meeting", "held", ("Ana Bell", "Jon Dahl", "Lars Holm"), "2031-03-09"),
        ),
    ],
)
def test_a_contact_told_in_passing(text: str, told: Told) -> None:
    assert contacts(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Last month the court had nudged the ministers of Peru and Chile to meet and work out a deal.",
        "This morning we spoke with the lawyer for the farmers, and he told us what it says.",
        "As the mayor was informing supporters at a dinner on Monday that the bridge was safe, it fell.",
        "Jan Holt was jailed for four days before being flown to Oran for questioning.",
        "The council asked the landlords and the tenants to sit down at the negotiating table in May.",
        "The bloc made clear to Peru and Chile that they must re-enter the talks.",
        "Peru and Chile hope to sign after talks in Lenz.",
        "Lunch sessions have been extended to four hours on doctors' advice.",
        "The central bank kept its rate after its monthly meeting.",
        "The report on the school was read out at breakfast.",
        "The port invited the dockers to talks.",
        "Talk of talks between Peru and Chile is as old as the quarrel.",
        "The dockers said that decades of talks with the port had taught them patience.",
        "The union is not talking again to the mill.",
        "Each year of negotiations costs the port a million.",
    ],
)
def test_no_contact_is_told_in_passing(text: str) -> None:
    assert contacts(text) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # pairs before the noun
        ("Peru-Chile talks resumed on Monday.", ("Chile", "Peru")),
        ("The bloc hosted Peruvian-Chilean talks on Monday.", ("Chile", "Peru")),
        ("The port is shut. Government-rebel talks broke down on Monday.", ("government", "rebels")),
        ("Union-management talks at the mill ended on Monday.", ("management", "union")),
        # the second of two that a parse hangs on the first
        (
            "Talks between the parent company of Norrin Airlines and Velm Airways continued Monday.",
            ("Velm Airways", "parent company of Norrin Airlines"),
        ),
        # people of both sides
        (
            "Peru and Chile on Monday concluded a round of talks between senior army commanders.",
            ("Chile", "Peru"),
        ),
        ("Strategists of the Blue Party met the Green Party on Monday.", ("Blue Party", "Green Party")),
        ("The Reds opened talks with Labour Monday.", ("Labour", "Reds")),
        # those who were named before, and how many they are
        (
            "Delta Airlines and Norrin Airlines compete. The two US airlines resumed talks on Monday.",
            ("Delta Airlines", "Norrin Airlines"),
        ),
        ("Peru, Chile and Sweden left. Ministers from the 11 countries met on Monday.", ()),
    ],
)
def test_who_takes_part(text: str, people: tuple[str, ...]) -> None:
    [(_, _, found, _)] = contacts(text)
    assert found == people


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a contact told in passing is not one that is told at length behind it
        (
            "The tenants and the landlord signed after three days of talks. "
            "The tenants and the landlord met on Friday.",
            [("talks-round", None), ("meeting", "2031-03-07")],
        ),
        # one of which nobody is told is none of others, told behind it
        (
            "Trade talks continued on Tuesday. Peru and Chile opened talks on the border on Monday.",
            [("talks-round", "2031-03-11"), ("talks-round", "2031-03-10")],
        ),
        # the same talks, told again
        (
            "The tenants and the landlord signed after talks on Friday. The talks were held in Lenz.",
            [("talks-round", "2031-03-07")],
        ),
    ],
)
def test_whether_a_contact_is_told_again(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(kind, day) for kind, _, _, day in contacts(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "“The envoys spoke of the collapse of the talks between Peru and the rebels,” said Ana Bell.",
            [("talks-round", "broken-off", ("Peru", "rebels"), None)],
        ),
        ("“They met in May,” said Ana Bell.", []),
        ("“There must be talks between Peru and the rebels,” said Ana Bell.", []),
    ],
)
def test_a_speaker_tells_of_a_contact_by_its_name(text: str, told: list[Told]) -> None:
    assert contacts(text) == told
