"""The tables and their migrations say the same, and the migrations are one row."""

from __future__ import annotations

from tests.support.room import House


def test_every_change_of_the_tables_has_its_migration(room: House) -> None:
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}
    # ends with an error if a table differs from its migrations
    call_command("makemigrations", "rooms", check=True, dry_run=True, verbosity=0)


def test_a_row_that_was_read_is_as_django_makes_it(room: House) -> None:
    from django.db import models

    from goodoffices.rooms.models import Seat

    found = Seat.objects.select_related("room").get(room=room.room, key="A")
    names = [field.attname for field in Seat._meta.concrete_fields]
    made = models.Model.from_db.__func__(Seat, "default", names, [getattr(found, n) for n in names])
    assert {n: v for n, v in vars(found).items() if n != "_state"} == {
        n: v for n, v in vars(made).items() if n != "_state"
    }
    assert (found._state.adding, found._state.db) == (made._state.adding, made._state.db)
    # what was not asked for is read when it is needed, and what is changed is kept
    part = Seat.objects.only("name").get(key="A")
    assert "key" not in vars(part)
    assert part.key == "A"
    part.name = "Another"
    part.save()
    assert Seat.objects.get(key="A").name == "Another"
