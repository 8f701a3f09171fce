"""The tables and their migrations say the same, and the migrations are one row."""

from __future__ import annotations

from tests.support.room import House


def test_every_change_of_the_tables_has_its_migration(room: House) -> None:
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}
    # ends with an error if a table differs from its migrations
    call_command("makemigrations", "rooms", check=True, dry_run=True, verbosity=0)
