"""A database that is newer, or whose rooms are another folder's, is refused with a sentence."""

from __future__ import annotations

import pytest

from goodoffices.errors import UsageError
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


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
