"""Prepared queries: worded once, answered anew each time, by each thread over its own connection."""

from __future__ import annotations

import threading

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_a_prepared_query_asks_the_database_each_time(room: House) -> None:
    from goodoffices.rooms.models import Room, Seat
    from goodoffices.rooms.prepared import Prepared, gap

    seats = Prepared[Seat](
        lambda: Seat.objects.filter(room=gap("room"), role=gap("role")).select_related("room")
    )
    here = Room.objects.get(id=room.room)
    found = seats.all(room=here, role="party")
    assert [seat.key for seat in found] == ["A", "B"]
    assert found[0].room == here
    assert seats.first(room=here.id, role="observer") is not None
    assert seats.first(room=here.id, role="teacher") is None
    Seat.objects.filter(room=here, key="A").update(name="Another name")
    Seat.objects.filter(room=here, key="B").update(role="gone")
    assert [seat.name for seat in seats.all(room=here, role="party")] == ["Another name"]
    with pytest.raises(KeyError):
        seats.all(room=here)


def test_threads_ask_over_connections_of_their_own(room: House) -> None:
    from django.db import connections

    from goodoffices.rooms.models import Seat
    from goodoffices.rooms.prepared import Prepared, gap

    seats = Prepared[Seat](lambda: Seat.objects.filter(key=gap("key")))
    assert seats.first(key="A") is not None
    found: list[str] = []

    def ask() -> None:
        found.extend(seat.key for seat in seats.all(key="B"))
        connections.close_all()

    other = threading.Thread(target=ask)
    other.start()
    other.join()
    assert found == ["B"]


def worded_from_now_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the model of each query that Django words from now on."""
    from django.db.models.sql.compiler import SQLCompiler

    worded, counted = list[str](), SQLCompiler.as_sql

    def counting(self: SQLCompiler, *args: object, **more: object) -> object:
        worded.append(self.query.model.__name__)
        return counted(self, *args, **more)

    monkeypatch.setattr(SQLCompiler, "as_sql", counting)
    return worded


def test_an_answer_and_its_page_word_no_question_anew(
    room: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    party = room.parties[0]
    # the queries are worded when they are first asked
    party.answer(level="2", words="first")
    party.get("")
    worded = worded_from_now_on(monkeypatch)
    party.ask("post", "look", 302, party.fields("look"))
    assert "second" not in party.get("")
    assert worded == []


def test_the_pages_of_a_desk_word_no_question_anew(
    room: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    pages = ("desk", "desk/letters", "desk/mediators", "text/1")
    # the queries are worded when they are first asked
    for page in pages:
        room.mediator.get(page)
    worded = worded_from_now_on(monkeypatch)
    for page in pages:
        room.mediator.get(page)
    assert worded == []


def test_sqlite_is_asked_as_django_asks_it(room: House) -> None:
    from django.db import connection, transaction
    from django.db.utils import DatabaseError
    from django.test.utils import CaptureQueriesContext

    from goodoffices.rooms.models import Seat
    from goodoffices.rooms.prepared import Prepared, gap

    # a percent sign in the words of a question is no place of a value
    seats = Prepared[Seat](
        lambda: Seat.objects.filter(key=gap("key")).extra(where=["length('%%') = 1"])
    )
    with CaptureQueriesContext(connection) as asked:
        heard = seats.all(key="A")
    assert len(asked) == 1
    assert seats.all(key="A") == heard != []
    # a failure is told as Django tells it, and nothing more is asked in a transaction that has failed
    with transaction.atomic():
        connection.needs_rollback = True
        with pytest.raises(transaction.TransactionManagementError):
            seats.all(key="A")
        connection.needs_rollback = False
    connection.cursor().execute("ALTER TABLE rooms_seat RENAME TO away")
    with pytest.raises(DatabaseError):
        seats.all(key="A")
