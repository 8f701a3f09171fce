"""A copy of the database tells nobody when a person was here, and no session that was changed is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

ANNOUNCED = {
    ("rooms_window", "due"), ("rooms_room", "ends"), ("rooms_invitation", "expires"),
    ("django_migrations", "applied"),
}  # fmt: skip
"""Times that all are told, and those of the installation."""


def times(room: House) -> dict[tuple[str, str], set[str]]:
    """Return every time in the database, by its table and column."""
    from django.db import connection

    found: dict[tuple[str, str], set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                cursor.execute(f'SELECT "{column.name}" FROM "{table}"')
                for (value,) in cursor.fetchall():
                    word = str(value)
                    if word[:2] == "20" and word[4:5] == "-" and word[7:8] == "-":
                        # PostgreSQL adds its zone, and a day has no time
                        found.setdefault((table, column.name), set()).add(
                            word.removesuffix("+00:00") if len(word) > 10 else f"{word} 00:00:00"
                        )
    return found


def test_the_database_holds_no_time_at_which_a_person_did_something(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    party = room.parties[0]
    for _ in range(3):
        room.time += timedelta(minutes=2)
        party.answer(level="2")
    party.ask("post", "/signin", 302, {"login": party.name, "password": "x"})
    found = times(room)
    assert ("rooms_window", "due") in found
    kept = {place: values for place, values in found.items() if place not in ANNOUNCED}
    # a midnight, the same for all
    for place in (("django_session", "expire_date"), ("rooms_remembered", "until")):
        assert all(value.endswith(" 00:00:00") for value in kept.pop(place, ()))
    assert {value for values in kept.values() for value in values} <= {"2000-01-01 00:00:00"}


def test_the_content_of_a_session_is_sealed_and_a_changed_one_is_nothing(room: House) -> None:
    from django.contrib.sessions.models import Session

    person = room.join("A")
    person.get("")
    key = person.client.cookies["__Host-session"].value
    kept = Session.objects.get(session_key=key)
    text = bytes.fromhex(kept.session_data)
    assert b"_auth" not in text
    assert b"began" not in text
    for changed in (kept.session_data[:-2] + "00", "not hexadecimal", ""):
        Session.objects.filter(session_key=key).update(session_data=changed)
        assert person.raw("get", "").headers["Location"] == "/signin"
