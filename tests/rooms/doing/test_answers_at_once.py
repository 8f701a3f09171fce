"""Threads that come at the same moment: one answer is kept, one publication is made."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from goodoffices.rooms import chain
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

THREADS = 4


def at_once(act: Callable[[], object]) -> list[object]:
    """Do something in several threads that wait for each other first; return the results and errors."""
    from django.db import connections

    from goodoffices.rooms.doing.refusals import Refused

    gate, found = threading.Barrier(THREADS), list[object]()

    def one() -> None:
        try:
            gate.wait()
            found.append(act())
        except Refused as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_several_answers_at_once_one_is_kept_and_the_others_are_stale(room: House) -> None:
    from goodoffices.rooms.documents import Critique
    from goodoffices.rooms.doing.answers import send
    from goodoffices.rooms.doing.refusals import STALE, Refused
    from goodoffices.rooms.models import Ballot, Compartment, Entry, Window

    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    window = Window.objects.select_related("paper").get(room=room.room, state="open")
    seat, after = room.seat("A"), ""
    for number in range(5):
        answer = Critique((), level=1 + number % 4)
        found = at_once(lambda: send(seat, str(window.id), window.paper.digest, after, answer))  # noqa: B023
        kept = [receipt for receipt in found if isinstance(receipt, str)]
        refused = [error for error in found if isinstance(error, Refused)]
        assert (len(kept), len(refused)) == (1, THREADS - 1), found
        assert {str(error) for error in refused} == {STALE}
        [after] = kept
    side = Compartment.objects.get(kind="told", owner=seat)
    entries = list(Entry.objects.filter(compartment=side))
    head = chain.FIRST
    for seq, entry in enumerate(entries):
        head = chain.entry_hash(head, seq, entry.commitment)
        assert (entry.seq, entry.hash) == (seq, head)
    assert side.head == head == Ballot.objects.get(window=window).receipt


def test_a_minute_that_several_threads_notice_is_published_once(room: House) -> None:
    from goodoffices.rooms.doing.clock import publish_due

    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    found = at_once(lambda: publish_due(room.case))
    assert sorted(map(str, found)) == ["0"] * (THREADS - 1) + ["1"]
    kinds = [line.body["kind"] for line in chain.read_log(room.log())]
    assert kinds.count("answers are in") == 1
