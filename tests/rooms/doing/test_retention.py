"""What was said is shredded by itself when its time is over, and not before."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from goodoffices.rooms import chain
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

DAYS = 90


@pytest.fixture
def agreed(room: House) -> House:
    """A room with an agreement, which its mediator has ended."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.parties[0].answer(reason_c0="CANARY-KEPT", words="CANARY-KEPT", level="2")
    room.until()
    room.put_close(stands=1)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    room.mediator.ask("post", "desk/text", 302, {**room.draft("000"), "words-0": "CANARY-KEPT"})
    room.mediator.ask("post", "desk/end", 302)
    return room


def test_after_its_days_nobody_reads_what_was_not_published(agreed: House) -> None:
    from goodoffices.rooms import vault
    from goodoffices.rooms.models import (
        Ballot,
        Compartment,
        Draft,
        Entry,
        Event,
        Invitation,
        Leaf,
    )

    first = agreed.parties[0]
    agreed.until(24 * DAYS - 1)
    assert "CANARY-KEPT" in first.get("audit") + first.get("own")
    before = json.loads(first.get("own"))
    agreed.until(2)
    for person in (*agreed.parties, agreed.mediator):
        for page in (
            "desk", "desk/text", "desk/suggestions", "desk/letters", "",
            "audit", "minutes", "own", "watch", "log", "agreed",
        ):  # fmt: skip
            assert b"CANARY-KEPT" not in person.raw("get", page).content
    assert "everything that was not published is shredded" in first.get("")
    assert "Toll shall be" in first.get("agreed")
    assert "Shredded." in agreed.mediator.get("minutes")
    log = chain.read_log(agreed.log())
    assert log[-1].body["kind"] == "kept no longer"
    # the public chain is what remains: it holds an own file that was kept before, and there is none any more
    assert chain.verify_own(before, log[:-1]) > 0
    assert chain.verify_own(json.loads(first.get("own")), log) == 0
    assert all(model.objects.count() == 0 for model in (Entry, Leaf, Ballot, Draft, Event, Invitation))
    assert set(Compartment.objects.values_list("length", "head")) == {(0, chain.FIRST)}
    assert vault.keyring().names() == set()
    # it is said once
    agreed.until(48)
    first.get("")
    assert chain.read_log(agreed.log()) == log


def test_every_seat_is_told_beforehand_until_when_everything_is_kept(room: House) -> None:
    room.gather()
    room.join("observer")
    seats = {"": room.parties[0], "desk": room.mediator, "watch": room.people["observer"]}
    told = "Everything that was not published is kept until Monday 1 June 2026, 09:00"
    assert all("kept until" not in person.get(page) for page, person in seats.items())
    room.adopt_agenda()
    room.time = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    room.until(0)
    room.mediator.ask("post", "desk/end", 302)
    assert [told in person.get(page) for page, person in seats.items()] == [True] * 3
    room.until(24 * DAYS)
    assert all("kept until" not in person.get(page) for page, person in seats.items())


def test_a_room_is_shredded_although_nobody_looks(agreed: House) -> None:
    from goodoffices.rooms.serve import tend

    agreed.until(24 * DAYS - 1)
    tend()
    assert chain.read_log(agreed.log())[-1].body["kind"] == "ended"
    agreed.until(2)
    tend()
    assert chain.read_log(agreed.log())[-1].body["kind"] == "kept no longer"


ACTS = {
    "publish_due": "clock",
    "close_polls": "polls",
    "shred_due": "retention",
    "finish_shredding": "retention",
}
"""The acts of the hourly round, each with its module."""


@pytest.mark.parametrize("failing", ACTS)
def test_an_act_of_the_round_that_fails_stops_no_other(
    failing: str, room: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms.serve import tend

    done: list[str] = []

    def act(name: str) -> Callable[..., None]:
        def acts(*case: object) -> None:
            if name == failing:
                raise OSError("the database is restarting")
            done.append(name)

        return acts

    for name, module in ACTS.items():
        monkeypatch.setattr(f"goodoffices.rooms.doing.{module}.{name}", act(name))
    tend()
    assert done == [name for name in ACTS if name != failing]


def test_the_rows_of_a_room_are_deleted_together_or_not_at_all(
    agreed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms import vault
    from goodoffices.rooms.doing.retention import finish_shredding
    from goodoffices.rooms.models import Draft, Entry, Leaf, Poll, Room

    def counts() -> list[int]:
        return [model.objects.count() for model in (Draft, Entry, Leaf)]

    def fails(**chosen: object) -> None:
        raise OSError("the disk is full")

    before = counts()
    assert all(before)
    Room.objects.update(shredded=True)
    with monkeypatch.context() as broken:
        broken.setattr(Poll.objects, "filter", fails)
        with pytest.raises(OSError, match="the disk is full"):
            finish_shredding()
    assert counts() == before
    # its keys are gone, and the next round deletes the rows
    assert vault.keyring().names() == set()
    finish_shredding()
    assert counts() == [0, 0, 0]


def test_two_threads_that_shred_at_once_publish_it_once(room: House) -> None:
    from goodoffices.rooms.doing.retention import _shred
    from goodoffices.rooms.models import Room

    # both read the room before either has shredded it
    first, second = Room.objects.get(), Room.objects.get()
    assert (_shred(first), _shred(second)) == (True, False)
    assert [line.body["kind"] for line in chain.read_log(room.log())].count("kept no longer") == 1


def test_nothing_is_shredded_while_a_question_is_open_or_a_talk_goes_on(room: House) -> None:
    from goodoffices.rooms.doing.retention import retain_until
    from goodoffices.rooms.models import Room

    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    assert retain_until(Room.objects.get()) is None
    room.until()
    room.parties[0].get("")
    found = retain_until(Room.objects.get())
    assert found is not None
    assert (found - room.time).days == DAYS


def test_a_link_made_after_the_end_does_not_keep_a_room_longer(agreed: House) -> None:
    agreed.until(24 * (DAYS - 1))
    agreed.link("observer")
    agreed.until(25)
    agreed.parties[0].get("")
    assert chain.read_log(agreed.log())[-1].body["kind"] == "kept no longer"


def test_keys_that_a_crash_left_behind_are_destroyed_at_the_next_start(agreed: House) -> None:
    from goodoffices.rooms import vault
    from goodoffices.rooms.doing.retention import finish_shredding
    from goodoffices.rooms.keyring import Shredded
    from goodoffices.rooms.models import Seat

    seat = agreed.seat("A")
    Seat.objects.filter(id=seat.id).update(shredded=True)
    side = str(vault.own_side(seat).id)
    assert vault.keyring().key(side)
    finish_shredding()
    with pytest.raises(Shredded):
        vault.keyring().key(side)


def test_an_agreement_to_mediate_that_nobody_accepted_changes_no_time(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    long = {"words": "w", "interests": "i", "retain_days": "3650"}
    room.mediator.ask("post", "desk/terms", 302, long)
    room.parties[0].post("leave")
    room.until(24 * DAYS + 1)
    room.mediator.get("desk")
    assert chain.read_log(room.log())[-1].body["kind"] == "kept no longer"
