"""A database that is newer, or whose rooms are another folder's, is refused with a sentence."""

from __future__ import annotations

import json

import pytest

from goodoffices.errors import UsageError
from tests.support.classroom import Classroom
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from django.core.management import call_command


@pytest.mark.parametrize("part", ["rooms", "mfa"])
def test_a_newer_database_is_refused(part: str, room: House) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from goodoffices.rooms.upgrade import applied, bring_up_to_date, require_known

    require_known(room.folder)
    known = applied()
    MigrationRecorder.Migration.objects.create(app=part, name="9999_of_a_later_year")
    for act in (require_known, bring_up_to_date):
        with pytest.raises(UsageError, match=rf"of a newer version \({part} 9999_of_a_later_year\)"):
            act(room.folder)
    assert applied() == {**known, part: "9999_of_a_later_year"}


def test_a_table_made_before_titles_were_translated_shows_its_number_once(
    classroom: Classroom,
) -> None:
    """Then the number was a part of the title; it is the room's now, and the page adds it."""
    from goodoffices.rooms.models import PublicLine, Room

    call_command("migrate", "rooms", "0006", verbosity=0)
    first, second = Room.objects.filter(exercise=True).order_by("table")
    title = first.title
    # the first is as it was made then; the title of the second ends so because its case is called so
    line = PublicLine.objects.get(room=first, seq=0)
    body = json.loads(line.line)
    body["body"].pop("table")
    body["body"]["title"] = f"{title}, table 1"
    PublicLine.objects.filter(id=line.id).update(line=json.dumps(body))
    Room.objects.filter(id=first.id).update(title=f"{title}, table 1")
    Room.objects.filter(id=second.id).update(title=f"{title}, table 2")
    call_command("migrate", verbosity=0)
    for room in (first, second):
        room.refresh_from_db()
    assert (first.title, second.title) == (title, f"{title}, table 2")
    page = classroom.student(1, "A").get("")
    assert f"{title}, table 1" in page
    assert "table 1, table 1" not in page


def test_keys_and_rooms_belong_together(room: House) -> None:
    from goodoffices.rooms import vault
    from goodoffices.rooms.models import Compartment, Room, Seat
    from goodoffices.rooms.upgrade import require_fitting

    require_fitting(room.folder, moved=True)
    side = Compartment.objects.get(kind="own", owner=room.seat("A"))
    vault.keyring().shred(str(side.id))
    with pytest.raises(UsageError, match="expected the keys of the rooms in"):
        require_fitting(room.folder)
    # one that was shredded needs none
    Seat.objects.filter(key="A").update(shredded=True)
    require_fitting(room.folder)
    Room.objects.update(shredded=True)
    for name in vault.keyring().names():
        vault.keyring().shred(name)
    require_fitting(room.folder)
