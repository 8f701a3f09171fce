"""Acts of the engine's players as documents of people: nothing is lost on the way and back."""

from __future__ import annotations

import goodoffices as go
from goodoffices.rooms.documents import Critique, YesNo
from goodoffices.rooms.players import (
    OFFERS,
    PROTOCOL,
    answer,
    clauses,
    mediators,
    playable,
    strategies,
)
from tests.support.cases import CASES

CANAL = go.load(CASES / "canal")


def test_a_package_is_a_clause_for_each_issue() -> None:
    text = clauses(CANAL, [1, 0, 2])
    assert [(clause.issue, clause.option) for clause in text] == [
        ("convoys", "20"),
        ("notice", "30"),
        ("toll", "600"),
    ]
    assert text[1].words == "Days of notice: 30 days."


def test_the_row_of_an_answer_is_the_answer_of_a_party() -> None:
    assert answer(CANAL, {"seat": 0, "event": "Answer", "yes": True}) == YesNo(True)
    row = {"seat": 0, "event": "Criticised", "issue": 3, "option": 1, "level": 2}
    assert answer(CANAL, row) == Critique((), level=2, issue="toll", option="200")
    # an issue without an option, and nothing at all
    assert answer(CANAL, row | {"option": 0}) == Critique((), level=2, issue="toll")
    assert answer(CANAL, row | {"issue": 0, "option": 0}) == Critique((), level=2)


def test_players_that_can_sit() -> None:
    assert {"truthful", "tough", "boulware"} <= set(strategies(PROTOCOL))
    assert mediators(PROTOCOL) == ("critique",)
    assert {"tough", "boulware"} <= set(strategies(OFFERS))
    # a party that only answers texts cannot sit where offers are made
    assert "truthful" not in strategies(OFFERS)
    assert mediators(OFFERS) == ()
    assert playable(CANAL)
    assert not playable(go.load(CASES / "hostage-talks-2024"))
