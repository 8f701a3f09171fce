"""The tables of a new database are those that the migrations make, one after another."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def described() -> dict[str, Any]:
    """Return the columns and the constraints of every table; the order of columns decides nothing."""
    from django.db import connection

    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            rules = connection.introspection.get_constraints(cursor, table)
            plain = {tuple(map(str, column)) for column in columns}
            found[table] = plain, {name: str(rule) for name, rule in rules.items() if "fk" not in name}
            found[f"{table}, keys"] = sorted(
                (rule["columns"], rule["foreign_key"]) for rule in rules.values() if rule["foreign_key"]
            )
    return found


def emptied(room: House) -> None:
    """Give a room's server a database without tables."""
    from django.db import connection, connections

    from goodoffices.rooms import snapshot

    if connection.vendor == "sqlite":
        connections.close_all()
        for end in ("", "-wal", "-shm"):
            room.folder.database.with_name(room.folder.database.name + end).unlink(missing_ok=True)
    else:
        snapshot.empty()


def test_a_new_database_has_the_tables_that_the_migrations_make(room: House) -> None:
    from django.core.management import call_command

    from goodoffices.rooms.tables import known_steps, make_tables
    from goodoffices.rooms.upgrade import applied

    emptied(room)
    call_command("migrate", verbosity=0)
    step_by_step, steps = described(), applied()
    emptied(room)
    make_tables()
    assert described() == step_by_step
    assert applied() == steps == dict(sorted(known_steps()))
    assert len(steps) > 5
