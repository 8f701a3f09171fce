"""A side lets its newcomers in itself: a mediator who uses a link of its own reads and answers nothing."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.room import PASSWORD, House, Person

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def comes(room: House, key: str, name: str) -> Person:
    """Return a person who has used a link that the mediator made."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth import get_user_model

    form = {"seat": str(room.seat(key).id), "speaks_for": "delegate"}
    page = room.mediator.ask("post", "desk/people", 200, form)
    [token] = re.findall(r"/i/(\w{48})", page)
    person = Person(room, name)
    person.ask("post", f"/i/{token}", 302, {"username": name, "password": PASSWORD, "again": PASSWORD})
    TOTP.activate(get_user_model().objects.get(username=name), "JBSWY3DPEHPK3PXP")
    return person


@pytest.fixture
def asked(room: House) -> House:
    """A room in which the canal authority has given its last answer, known to the engine alone."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.parties[0].answer(level="2", words="CANARY-OLD")
    room.until()
    room.put_close(stands=1, who="engine")
    room.parties[0].answer(answer="no")
    return room


def test_a_newcomer_sees_and_does_nothing_before_the_side_lets_it_in(asked: House) -> None:
    party = asked.parties[0]
    other, before = asked.parties[1].get(""), party.get("")
    fields = party.fields()
    newcomer = comes(asked, "A", "heron")
    assert "have to let you in first" in newcomer.get("/")
    for page in ("", "own", "audit", "minutes", "watch", "log", "look", "newcomers", "leave"):
        assert newcomer.raw("get", page).status_code == 404, page
    for page, form in (
        ("", {**fields, "do": "take back"}),
        ("look", fields),
        ("newcomers", {"name": "heron", "do": "let in"}),
        ("leave", {}),
        ("shred", {}),
    ):
        newcomer.ask("post", page, 404, form)
    assert party.fields() == fields
    # all see the link, nobody but the side that it was used
    notice = "Somebody used a link to your seat"
    assert notice not in before
    assert notice in party.get("")
    assert notice not in asked.parties[1].get("")
    assert asked.parties[1].get("").count("made a link") == other.count("made a link") + 1
    # another side cannot let it in
    asked.parties[1].ask("post", "newcomers", 404, {"name": "heron", "do": "let in"})
    asked.mediator.ask("post", "newcomers", 404, {"name": "heron", "do": "let in"})
    assert notice not in asked.mediator.get("desk")
    assert "<bdi>heron</bdi>" in party.get("newcomers")
    party.ask("post", "newcomers", 302, {"name": "heron", "do": "let in"})
    assert "CANARY-OLD" in json.dumps(newcomer.get("own"))
    assert "Your side let heron in." in party.get("audit")
    assert notice not in party.get("")


def test_a_newcomer_who_is_not_let_in_is_gone(asked: House) -> None:
    party, newcomer = asked.parties[0], comes(asked, "A", "heron")
    party.ask("post", "newcomers", 302, {"name": "heron", "do": "refuse"})
    assert "You have no seat in a room" in newcomer.get("/")
    assert newcomer.raw("get", "").status_code == 404
    assert "Your side did not let heron in." in party.get("audit")
    party.ask("post", "newcomers", 404, {"name": "heron", "do": "let in"})


def test_the_first_of_a_side_and_those_of_the_servers_terminal_need_no_leave(asked: House) -> None:
    first = asked.join("A", "delegate")
    assert "CANARY-OLD" in first.get("own")
    # nobody sits for observers
    watching = comes(asked, "observer", "stork")
    assert watching.raw("get", "watch").status_code == 200


def test_a_mediator_does_not_come_into_another_mediators_seat_by_a_link(asked: House) -> None:
    # the mediator's own seat here: the same holds for every seat in which somebody sits
    newcomer = comes(asked, "harbour-master", "stork")
    for page in ("desk", "minutes", "desk/people", "watch"):
        assert newcomer.raw("get", page).status_code == 404, page
    assert "Somebody used a link to your seat" in asked.mediator.get("desk")
    asked.mediator.ask("post", "newcomers", 302, {"name": "stork", "do": "let in"})
    assert "CANARY-OLD" in newcomer.get("desk")
