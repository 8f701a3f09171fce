"""A server that is killed in the middle: every answer that was acknowledged is there, once."""

from __future__ import annotations

import os
import signal

import pytest

from goodoffices.rooms import chain
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

KILLS = 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")
def test_every_acknowledged_answer_survives_a_kill_once(room: House) -> None:
    from django.db import connections

    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    acknowledged: list[str] = []
    for kill in range(KILLS):
        connections.close_all()
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(out)
            _answer_for_ever(room, into)
        os.close(into)
        with os.fdopen(out) as receipts:
            # it is killed while it answers: after some answers, and at some place of the next
            for _ in range(1 + kill % 4):
                acknowledged.append(receipts.readline().strip())
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += [line.strip() for line in receipts if line.endswith("\n")]
    from goodoffices.rooms import vault
    from goodoffices.rooms.models import Ballot, Compartment, Entry

    side = Compartment.objects.get(kind="told", owner=room.seat("A"))
    entries = list(Entry.objects.filter(compartment=side))
    kept = [entry.hash for entry in entries]
    assert len(acknowledged) >= 2 * KILLS
    assert set(acknowledged) <= set(kept)
    assert len(set(kept)) == len(kept)
    head = chain.FIRST
    for seq, entry in enumerate(entries):
        head = chain.entry_hash(head, seq, entry.commitment)
        assert (entry.seq, entry.hash) == (seq, head)
    assert side.head == head
    assert Ballot.objects.get(compartment=side, window__number=2).receipt == kept[-1]
    assert vault.content(entries[-1])["kind"] == "answer"


def _answer_for_ever(room: House, into: int) -> None:
    """Send one answer after another, and tell each receipt once it is acknowledged; never return."""
    try:
        from goodoffices.rooms import chance
        from goodoffices.rooms.documents import Critique
        from goodoffices.rooms.doing.answers import ballot, send
        from goodoffices.rooms.models import Window

        chance.draw = os.urandom
        seat, number = room.seat("A"), 0
        window = Window.objects.select_related("paper").get(room=room.room, state="open")
        while True:
            number += 1
            last = ballot(window, seat)
            answer = Critique((), level=1 + number % 4, words=f"answer {number}")
            receipt = send(
                seat, str(window.id), window.paper.digest, last.receipt if last else "", answer
            )
            os.write(into, f"{receipt}\n".encode())
    finally:
        os._exit(1)
