"""Positions, proposals and pressure."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.record.entries import Body, Position, Pressure, Proposal


def test_positions_pressure_and_proposals(found: dict[str, Any]) -> None:
    pressed = {(p["from"], p["on"]) for p in found["pressure"]}
    assert {("families-of-detainees-in-israel", "netanyahu-government"), ("hamas", "israel")} <= pressed
    assert not [p for p in found["positions"] if p["actor"] in ("israel", "hamas")]
    assert any("new initiatives" in p["text"] for p in found["proposals"])


def told(text: str) -> tuple[dict[str, str], list[Body]]:
    """Return the names of the actors of a text by id, and the bodies of its entries."""
    reading = go.read(text.encode())
    return {actor.id: actor.name for actor in reading.actors}, [entry.body for entry in reading.entries]


@pytest.mark.parametrize(
    ("text", "stance", "what"),
    [
        ("Mayor Ann Lee rejected the new tariff.", "rejects", "the new tariff"),
        ("Mayor Ann Lee rejects a lower wage.", "rejects", "a lower wage"),
        ("Mayor Ann Lee refused any delay.", "rejects", "any delay"),
        ("Mayor Ann Lee opposed the sale of the port.", "rejects", "the sale of the port"),
        ("Mayor Ann Lee ruled out a second vote.", "rejects", "a second vote"),
        ("Mayor Ann Lee turned down the loan.", "rejects", "the loan"),
        ("Mayor Ann Lee accepted the plan.", "accepts", "the plan"),
        ("Mayor Ann Lee agreed to a truce.", "accepts", "a truce"),
        ("Mayor Ann Lee backs the patrols.", "accepts", "the patrols"),
        ("Mayor Ann Lee endorsed the contract.", "accepts", "the contract"),
        ("Mayor Ann Lee offered longer hours.", "offers", "longer hours"),
        ("Mayor Ann Lee is ready to open the gates.", "offers", "open the gates"),
        ("Mayor Ann Lee is willing to share the fees.", "offers", "share the fees"),
        ("Mayor Ann Lee demands a fair price.", "demands", "a fair price"),
        ("Mayor Ann Lee demanded the release of the crews.", "demands", "the release of the crews"),
        ("Mayor Ann Lee insists on a written contract.", "demands", "a written contract"),
        ("Mayor Ann Lee called for a truce.", "demands", "a truce"),
        ("Mayor Ann Lee sought more staffing.", "demands", "more staffing"),
        ("Mayor Ann Lee wants better pensions.", "demands", "better pensions"),
        ("Mayor Ann Lee seeks lower rent, officials said.", "demands", "lower rent"),
    ],
)
def test_a_position(text: str, stance: str, what: str) -> None:
    names, bodies = told(text)
    positions = [body for body in bodies if isinstance(body, Position)]
    assert [(names[p.actor], p.stance, p.text) for p in positions] == [("Ann Lee", stance, what)]


@pytest.mark.parametrize(
    ("text", "who", "stance", "what"),
    [
        ("The offer was rejected by the pilots.", "pilots", "rejects", "The offer"),
        ("The dockers insist that the gate be opened.", "dockers", "demands", "the gate be opened"),
        ("The council has put 3 percent on the table.", "council", "offers", "3 percent"),
        ("Employers have proposed a rise of 2 percent.", "employers", "offers", "a rise of 2 percent"),
        ("The dockers ask for 5.", "dockers", "demands", "5"),
        ("The villagers are against the dam.", "villagers", "rejects", "the dam"),
    ],
)
def test_a_position_of_a_party_without_a_name(text: str, who: str, stance: str, what: str) -> None:
    names, bodies = told(text)
    positions = [body for body in bodies if isinstance(body, Position)]
    assert [(names[p.actor].lower(), p.stance, p.text) for p in positions] == [(who, stance, what)]


@pytest.mark.parametrize(
    "text",
    [
        "The dockers insist that they knew nothing.",
        "The pilots did not ask the board to like it.",
        "The pilots asked a court to stop the sale.",
        "The mill agreed with the pilots to share the cost.",
        "The job demands skill.",
    ],
)
def test_words_of_wanting_that_tell_of_no_position(text: str) -> None:
    assert not [body for body in told(text)[1] if isinstance(body, Position)]


@pytest.mark.parametrize("text", ["Rejected was the plan.", "Mayor Ann Lee spoke of the weather."])
def test_no_position_without_an_actor_or_a_stance(text: str) -> None:
    assert not [body for body in told(text)[1] if isinstance(body, Position)]


def test_pressure_to_do_something_is_one_entry_and_no_position() -> None:
    names, bodies = told("Israel is under pressure from Egypt to accept the truce.")
    pressure = [body for body in bodies if isinstance(body, Pressure)]
    assert [(names[p.source], names[p.on], p.goal) for p in pressure] == [
        ("Egypt", "Israel", "accept the truce")
    ]
    assert not [body for body in bodies if isinstance(body, Position)]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Egypt is pressing Israel to open the border.", "open the border"),
        ("Egypt keeps up pressure on Israel to open the border.", "open the border"),
        ("Egypt urged Israel to open the border.", "open the border"),
        ("Israel is under pressure from Egypt to accept the truce.", "accept the truce"),
    ],
)
def test_pressure(text: str, goal: str) -> None:
    names, bodies = told(text)
    pressure = [body for body in bodies if isinstance(body, Pressure)]
    assert [(names[p.source], names[p.on], p.goal) for p in pressure] == [("Egypt", "Israel", goal)]


def test_no_pressure_on_nobody() -> None:
    assert not [body for body in told("Egypt pressed on.")[1] if isinstance(body, Pressure)]


@pytest.mark.parametrize(
    ("text", "by", "what", "status"),
    [
        ("Egypt put forward a new proposal.", ["Egypt"], "new proposal", "made"),
        ("Egypt will present a new proposal.", ["Egypt"], "new proposal", "planned"),
        ("Israel rejected the latest proposal.", [], "latest proposal", "rejected"),
        ("Israel accepted the framework.", [], "framework", "accepted"),
        ("Israel turned down a proposal by Egypt.", ["Egypt"], "proposal", "rejected"),
        ("Israel is studying Egypt's proposal.", ["Egypt"], "proposal", "unknown"),
        ("Israel is studying the proposal.", [], "proposal", "unknown"),
        ("A draft agreement is on the table.", [], "draft agreement", "unknown"),
        ("Egypt circulated a bridging text.", ["Egypt"], "bridging text", "made"),
    ],
)
def test_a_proposal(text: str, by: list[str], what: str, status: str) -> None:
    names, bodies = told(text)
    proposals = [body for body in bodies if isinstance(body, Proposal)]
    assert [([names[a] for a in p.by], p.text, p.status) for p in proposals] == [(by, what, status)]


def test_a_proposal_told_again_keeps_its_author_and_is_told_anew_only_if_it_stands_otherwise() -> None:
    names, bodies = told(
        "Egypt put forward a new peace plan on Monday. The peace plan would free 30 men. "
        "Israel rejected the plan on Tuesday. Even a basic roadmap could ease matters."
    )
    proposals = [body for body in bodies if isinstance(body, Proposal)]
    assert [([names[a] for a in p.by], p.text, p.status) for p in proposals] == [
        (["Egypt"], "new peace plan", "made"),
        (["Egypt"], "plan", "rejected"),
    ]


def test_the_proposal_was_rejected_and_not_the_talks_beside_it() -> None:
    names, bodies = told(
        "Egypt offered new proposals during talks, which were flatly rejected by Israel."
    )
    found = [(names[b.actor], b.stance, b.text) for b in bodies if isinstance(b, Position)]
    assert found[-1] == ("Israel", "rejects", "new proposals")


def test_not_yet_accepted_is_no_rejection() -> None:
    _, bodies = told("Israel has not yet accepted the framework.")
    assert not [body for body in bodies if isinstance(body, Position)]


def test_he_is_the_man_whose_clause_it_is() -> None:
    names, bodies = told(
        "Ms Karin Ohlsson hit back on Tuesday. Peter Ranft has let it be known that he is willing to talk."
    )
    assert [names[body.actor] for body in bodies if isinstance(body, Position)] == ["Peter Ranft"]


@pytest.mark.parametrize(
    "act",
    [
        "Israel rejected the plan",
        "Israel demanded a lasting truce",
        "Israel opposes the draft",
        "Israel called for a truce",
        "Israel offered a truce of ten days",
        "Israel would not accept the plan",
    ],
)
def test_a_stance_stands_as_well_if_somebody_is_reported_to_tell_of_it(act: str) -> None:
    def stances(text: str) -> list[tuple[str, str, str]]:
        names, bodies = told(text)
        return [(names[b.actor], b.stance, b.text) for b in bodies if isinstance(b, Position)]

    alone = stances(f"{act}.")
    assert alone
    for framed in (
        "{}, a spokesman said.",
        "A spokesman said that {}.",
        "{}, officials told the Bell.",
    ):
        assert stances(framed.format(act)) == alone


@pytest.mark.parametrize(
    "text",
    [
        "The town needs a truce.",
        "Israel is ready to defend itself.",
        "The pilots are prepared to strike.",
        "Israel has not agreed to the plan.",
    ],
)
def test_a_need_a_threat_and_what_is_still_open_are_no_positions(text: str) -> None:
    assert not [body for body in told(text)[1] if isinstance(body, Position)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Israel said it needs 40 new tents.", "demands"),
        ("Israel is ready to free 12 men.", "offers"),
        ("Israel did not accept the plan.", "rejects"),
    ],
)
def test_a_need_that_is_said_an_offer_and_a_refusal_are_positions(text: str, stance: str) -> None:
    assert [body.stance for body in told(text)[1] if isinstance(body, Position)] == [stance]


def positions_of(text: str) -> list[tuple[str, str, str]]:
    reading = go.read(text.encode(), published="2031-03-12", name="report")
    return [
        (entry.body.actor, entry.body.stance, entry.body.text)
        for entry in reading.entries
        if isinstance(entry.body, Position)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ferrand has raised its bid for Lumaq to 14 crowns a share.", ("offers", "14 crowns a share")),
        ("Peru can live with the eastern line.", ("accepts", "the eastern line")),
        (
            "The mill walked out, insisting that the pickets first clear the gate.",
            ("demands", "the pickets first clear the gate"),
        ),
        (
            "The strike ended after the board made an improved pay offer.",
            ("offers", "an improved pay offer"),
        ),
        ("The Council is willing to pay for night taxis.", ("offers", "pay for night taxis")),
        ("Velmar has said yes to the toll drawn up by Oslo.", ("accepts", "the toll drawn up by Oslo")),
    ],
)
def test_a_position_in_other_words(text: str, found: tuple[str, str]) -> None:
    [(_, *rest)] = positions_of(text)
    assert tuple(rest) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Front is ready to defend the bridge to the last man.",
        "The board is prepared to wait until the strike fund is empty.",
        "Charities condemned the landlords.",
        "Union chief Omar Said declined to give further details.",
        "The council, backed by a Gulf bank, built a wall.",
        "He needs to attend to other functions, Ana Bell said.",
        "Lumaq accepted the resignation of its chairman.",
        "The court rejected the appeal of the dam company.",
        "All that the clan wants is a road, says historian Ines Parr.",
        "Members will vote on whether to accept the offer.",
        "Smugglers first wanted to sail by night.",
    ],
)
def test_what_only_looks_like_a_position(text: str) -> None:
    assert positions_of(text) == []
