"""A whole mediation in the pages, from the links to a result that each party verifies at home."""

from __future__ import annotations

import json

from goodoffices.rooms import chain
from tests.support.room import House


def test_from_links_to_an_agreement_that_each_party_verifies(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    authority, league = room.parties
    authority.answer(
        mark_c0="good", reason_c0="we can staff it", level="2", change="toll=600", words="more toll"
    )
    league.answer(mark_c2="cannot", level="3")
    desk = room.mediator.get("desk")
    assert "we can staff it" in desk
    assert "cannot" in desk
    room.until()
    room.put_text("112", stands=1)
    authority.answer(better="much better", level="4")
    room.until()
    room.put_close(stands=2)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    for party in room.parties:
        assert "There is an agreement" in party.get("")
        assert "Toll shall be" in party.get("agreed")
        log = party.get("log")
        head = json.loads(log.splitlines()[-1])["hash"]
        assert chain.spoken(head) in party.get("verify")
        published = chain.verify(log, chain.spoken(head))
        assert published[-1].body["kind"] == "agreement"
        assert chain.verify_own(json.loads(party.get("own")), published) > 3
    assert "Agreement" in room.mediator.get("minutes")
    assert f"/r/{room.room}/agreed" in room.mediator.get("desk")


def test_three_parties_whose_case_has_no_numbers_agree(lake: House) -> None:
    room = lake
    room.gather()
    room.adopt_agenda()
    room.put_text("01")
    for party in room.parties[:2]:
        party.answer(level="3", mark_c0="cannot", reason_c0="too few fish")
    room.until()
    # nobody answers the second text, and the first stands
    room.put_text("11", stands=1)
    room.until()
    room.put_close(stands=1)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    for party in room.parties:
        assert "There is an agreement" in party.get("")
        assert "Fish shall be 100" in party.get("agreed")
    assert "West town says" not in room.mediator.get("minutes")
