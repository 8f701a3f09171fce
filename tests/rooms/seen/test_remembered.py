"""What several processes remember together: once for all of them, for its minutes, and sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_a_code_is_used_once_whichever_process_saw_it(room: House) -> None:
    from goodoffices.rooms.seen.remembered import Cache

    one, other = Cache("", {}), Cache("", {})
    assert one.add("code CANARY", "y", timeout=60)
    assert not other.add("code CANARY", "y", timeout=60)
    assert other.get("code CANARY") == "y"
    room.time += timedelta(seconds=59)
    assert not other.add("code CANARY", "y")
    room.time += timedelta(seconds=1)
    assert other.get("code CANARY", "none") == "none"
    assert other.add("code CANARY", "y", timeout=None)
    assert other.delete("code CANARY")
    assert not other.delete("code CANARY")
    one.set("times", [1.5, 2.5], timeout=60)
    assert other.get("times") == [1.5, 2.5]
    other.clear()
    assert one.get("times") is None


def test_the_database_tells_neither_names_nor_contents_nor_minutes(room: House) -> None:
    from goodoffices.rooms.models import Remembered
    from goodoffices.rooms.seen.remembered import Cache

    cache = Cache("", {})
    cache.set("CANARY", "CANARY", timeout=60)
    [row] = Remembered.objects.all()
    assert b"CANARY" not in row.name.encode() + bytes(row.sealed)
    assert str(row.until) == str((room.time + timedelta(days=2)).date())
    # later rows take those with them whose day is over
    room.time += timedelta(days=3)
    cache.set("another", 1, timeout=60)
    assert Remembered.objects.count() == 1


def test_what_was_changed_in_the_database_is_not_believed(room: House) -> None:
    from goodoffices.errors import LedgerError
    from goodoffices.rooms.models import Remembered
    from goodoffices.rooms.seen.remembered import Cache

    cache = Cache("", {})
    cache.set("code", "n", timeout=60)
    cache.set("other", "y", timeout=60)
    rows = list(Remembered.objects.all())
    for row, other in zip(rows, reversed(rows), strict=True):
        Remembered.objects.filter(name=row.name).update(sealed=other.sealed)
    with pytest.raises(LedgerError):
        cache.get("code")
