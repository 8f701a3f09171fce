"""The agreement to mediate: every party accepts each version before anything is put."""

from __future__ import annotations

import re

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_nothing_is_put_before_every_party_has_accepted(room: House) -> None:
    for key in ("harbour-master", "A", "B"):
        room.join(key)
    room.mediator.ask("post", "desk/terms", 302, {"words": "w", "interests": "i", "retain_days": "30"})
    agenda = {"issues": ["toll"], "due": room.due}
    assert "Not every party" in room.mediator.ask("post", "desk/agenda", 422, agenda)
    for party in room.parties:
        [digest] = re.findall(r'name="digest" value="([^"]+)"', party.get("terms"))
        party.post("terms", digest=digest)
    room.mediator.ask("post", "desk/agenda", 302, agenda)


def test_a_changed_agreement_is_accepted_anew_and_an_old_version_is_refused(room: House) -> None:
    room.gather()
    old = re.findall(r"accepted this version", room.parties[0].get("terms"))
    assert old
    room.mediator.ask(
        "post", "desk/terms", 302, {"words": "new", "interests": "shares", "retain_days": "30"}
    )
    agenda = {"issues": ["toll"], "due": room.due}
    room.mediator.ask("post", "desk/agenda", 422, agenda)
    page = room.parties[0].get("terms")
    assert "shares" in page
    room.parties[0].post("terms", 409, digest="0" * 64)
    assert "accepted this version" not in room.parties[0].get("terms")


def test_a_party_does_not_learn_if_another_has_accepted(room: House) -> None:
    for key in ("harbour-master", "A", "B"):
        room.join(key)
    room.mediator.ask("post", "desk/terms", 302, {"words": "w", "interests": "i", "retain_days": "30"})
    before = room.parties[1].get("")
    [digest] = re.findall(r'name="digest" value="([^"]+)"', room.parties[0].get("terms"))
    room.parties[0].post("terms", digest=digest)
    assert room.parties[1].get("") == before
    room.mediator.get("desk/people")
    assert room.parties[1].get("") == before


def test_every_link_is_on_the_record(room: House) -> None:
    room.gather()
    page = room.mediator.ask(
        "post", "desk/people", 200, {"seat": str(room.seat("A").id), "speaks_for": "delegate"}
    )
    [token] = re.findall(r"/i/(\w{48})", page)
    assert token not in room.mediator.get("desk/people")
    assert "made a link for the canal authority" in room.parties[1].get("watch")
    assert token not in room.log()
