"""A disk without room: what the room had confirmed is kept, what it could not keep is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from goodoffices.rooms import chain
from tests.support.room import POSTGRES, House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the database grow no more: SQLite then says what it says if the disk is full."""
    from django.db import connection

    def asked(words: str) -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute(words).fetchone()[0])

    most = asked("PRAGMA max_page_count")
    free = asked("PRAGMA freelist_count")
    asked(f"PRAGMA max_page_count = {asked('PRAGMA page_count')}")
    try:
        assert free < 4, "the database has room of its own left"
        yield
    finally:
        asked(f"PRAGMA max_page_count = {most}")


@pytest.mark.skipif(POSTGRES, reason="a disk without room is made by a limit of SQLite's")
def test_an_answer_that_the_disk_cannot_hold_is_not_confirmed(room: House) -> None:
    """It can be sent again once there is room; the log of the room is that of before until then."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    first, second = room.parties
    first.answer(answer="accept")
    for party in (first, second):
        party.client.raise_request_exception = False
    log, fields = room.log(), second.fields()
    with full_disk():
        # Each of the forms needs more room than the last page may have left.
        for words in ("x" * 20_000, "y" * 40_000):
            form = {**fields, "answer": "change", "words": words, "do": "look"}
            told = second.raw("post", "", form)
            if told.status_code == 500:
                break
        assert told.status_code == 500
        assert "Nothing was lost that the room had confirmed to you" in told.content.decode()
        assert room.log() == log
    second.answer(answer="accept")
    room.until()
    room.mediator.get("desk")
    assert room.log().startswith(log)
    assert len(chain.read_log(room.log())) > len(chain.read_log(log))
