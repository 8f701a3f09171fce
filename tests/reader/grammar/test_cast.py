"""Who is in a report, and who is behind a noun phrase."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.reader.text import dateline


def actors(text: str) -> dict[str, tuple[str, str | None]]:
    return {one.name: (one.kind, one.role) for one in go.read(text, published="2031-03-12").actors}


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("President Ilir Dučić left.", "Ilir Dučić", "person", "President"),
        ("Former President Rosa Prado spoke.", "Rosa Prado", "person", "Former President"),
        ("The company lawyer Ruth Amsel left.", "Ruth Amsel", "person", "company lawyer"),
        ("Oren Vale, the mayor of Lenz, left.", "Oren Vale", "person", "mayor of Lenz"),
        ("The mediator, Ada Crane, left.", "Ada Crane", "person", "mediator"),
        ("The U.N. said no.", "U.N.", "organization", None),
        ("Türkiye said no.", "Turkey", "state", None),
        ("Oslo rejected the plan.", "Norway", "state", None),
        ("The Pilots' Union said no.", "Pilots' Union", "organization", None),
        ("Ravik is a small armed movement.", "Ravik", "organization", None),
        ("The Ministry of Trade said no.", "Ministry of Trade", "organization", None),
        (
            "The head of the port office, Ana Bell, left.",
            "Ana Bell",
            "person",
            "head of the port office",
        ),
        (
            "The guild’s director of boats, Ana Bell, left.",
            "Ana Bell",
            "person",
            "guild’s director of boats",
        ),
        (
            "Ana Bell, who chairs the harbour board, left.",
            "Ana Bell",
            "person",
            "chair of the harbour board",
        ),
        ("A surveyor whom both have hired, Ana Bell, left.", "Ana Bell", "person", "surveyor"),
        ("The then-envoy to Lenz, Ana Bell, left.", "Ana Bell", "person", "then-envoy to Lenz"),
        ("Ana Bell of the Dockers' Guild left.", "Ana Bell", "person", None),
        ("Ana Bell, who is the port's coach, left.", "Ana Bell", "person", "port's coach"),
        ("Deputy minister Ana Bell left.", "Ana Bell", "person", "Deputy minister"),
        ("They heard villager Ana Bell.", "Ana Bell", "person", "villager"),
        (
            "The army’s chief of staff, General Ana Bell, left.",
            "Ana Bell",
            "person",
            "General, army’s chief of staff",
        ),
        ("Envoys of Odrel and Tansk met in Lenz.", "Tansk", "organization", None),
        ("The Odrelan guards fired. Odrel denied it.", "Odrel", "organization", None),
        ("Upper Brenn rejected the plan.", "Upper Brenn", "organization", None),
        ("Yesterday the Friends of the Marsh left.", "Friends of the Marsh", "organization", None),
        ("The army of Odrel fired on the boats.", "army of Odrel", "organization", None),
        ("The dredging company walked out.", "dredging company", "organization", None),
        ("Talks between ferrymen and the board began.", "ferrymen", "group", None),
        ("Herders signed the pact on Monday.", "Herders", "group", None),
    ],
)
def test_an_actor(text: str, name: str, kind: str, role: str | None) -> None:
    assert actors(text).get(name) == (kind, role)


@pytest.mark.parametrize(
    "text",
    [
        "Ships cross the Grey Sea daily.",
        "LENZ, March 12. /PRESSA/. The ferries sailed.",
        "LENZ, March 12 The ferries sailed.",
        "Kabul, Afghanistan - The ferries sailed.",
        "New Delhi: The ferries sailed.",
        "Lenz, Sweden - “The ferries sailed.”",
        "Paris - The ferries sailed.",
        "The Harbour Pact binds them.",
        "They met in Lenz on Monday.",
        "The ferry crossed the Strait of Marn.",
        "A guild would help.",
    ],
)
def test_a_place_a_treaty_or_a_dateline_is_nobody(text: str) -> None:
    assert actors(text) == {}


@pytest.mark.parametrize("text", ["Peru: We sail at noon.", "Harbour Board - It sails at noon."])
def test_a_speaker_or_a_body_before_a_colon_or_a_hyphen_is_no_dateline(text: str) -> None:
    assert dateline(text) == 0


def test_variants_of_a_name_are_one_actor() -> None:
    text = "Premier Ana Bell met Karl Moen. Ms Bell said no. The Reed Front (RF) left. The RF said so."
    assert set(actors(text)) == {"Ana Bell", "Karl Moen", "Reed Front"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Premier Ana Bell left Lenz. She said the ferry had sailed.", "Ana Bell"),
        ("The Harbour Board met on Monday. It said the ferry had sailed.", "Harbour Board"),
        ("The Pilots’ Union met. The union said the ferry had sailed.", "Pilots’ Union"),
        ("Union chair Ida Voss of the Guild’s board said the ferry had sailed.", "Ida Voss"),
        ("Peru’s envoy, Karl Moen, said the ferry had sailed.", "Karl Moen"),
        ("Mr Moen met Ms Bell on Monday. She said the ferry had sailed.", "Bell"),
        ("Orrex, a shipping firm, left. The company said the ferry had sailed.", "Orrex"),
        ("Judge Ana Bell met Judge Karl Moen. The judge said the ferry had sailed.", "Karl Moen"),
        ("The dockers’ committee is angry: the ferry, it says, had sailed.", "dockers’ committee"),
        ("The militia, the Marsh Guard, said the ferry had sailed.", "Marsh Guard"),
        ("Boat owners said the ferry had sailed.", "Boat owners"),
        ("The harbour board met. The board said the ferry had sailed.", "harbour board"),
        ("Ministers Ana Bell of Odrel and Karl Moen met. Moen said the ferry had sailed.", "Karl Moen"),
    ],
)
def test_the_actor_of_a_statement(text: str, speaker: str) -> None:
    reading = go.read(text, published="2031-03-12")
    names = {one.id: one.name for one in reading.actors}
    [said] = reading.to_json()["statements"]
    assert names[said["speaker"]["actor"]] == speaker


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("At noon the province gave in on the price of oil.", "province"),
        ("The pause was bargained over between the county and the mill owners.", "mill owners"),
        ("A message from the parents was read out.", "parents"),
        ("In the end the hotel lifted its ban at noon.", "hotel"),
    ],
)
def test_a_body_told_of_as_known_is_an_actor_whatever_it_does(text: str, who: str) -> None:
    assert who in {actor.name for actor in go.read(text).actors}


@pytest.mark.parametrize(
    "text",
    [
        "They walked past a union by the river.",
        "They came from the town.",
        "The mill lies by the river.",
        "A discussion of the latest efforts to end the walkout was included.",
    ],
)
def test_a_body_that_does_nothing_is_no_actor(text: str) -> None:
    assert go.read(text).actors == ()
