"""Acts of the engine's players as documents of people: nothing is lost on the way and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.rooms.documents import Critique, YesNo
from goodoffices.rooms.players import (
    OFFERS,
    PROTOCOL,
    SHUTTLE,
    answer,
    clauses,
    mediators,
    playable,
    require_seats,
    sitting_protocol,
    strategies,
    usual_mediator,
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


def test_a_case_without_a_mediator_or_a_channel_has_no_letters() -> None:
    strait = go.load(CASES / "strait")
    require_seats(strait, SHUTTLE)
    with pytest.raises(UsageError, match="expected at least 1 mediators for a room, found 0"):
        require_seats(replace(strait, mediators=()), SHUTTLE)
    with pytest.raises(UsageError, match="found none of tavland, orsova: it could write to nobody"):
        require_seats(replace(strait, channels=()), SHUTTLE)
    # Bryn and Vaal have a side each, and no way to the other
    apart = replace(strait, channels=tuple(c for c in strait.channels if "kesh" not in c.between))
    with pytest.raises(UsageError, match="with a channel or a relay to every party, found none"):
        require_seats(apart, SHUTTLE)
    require_seats(apart)


def test_beside_people_a_shuttle_is_played_as_texts() -> None:
    assert sitting_protocol(SHUTTLE) == PROTOCOL
    assert sitting_protocol(OFFERS) == OFFERS
    assert usual_mediator(SHUTTLE) == usual_mediator(PROTOCOL)
    assert mediators(SHUTTLE) == mediators(PROTOCOL)
