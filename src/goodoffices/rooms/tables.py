"""The tables of a new database, made at once."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def known_steps() -> set[tuple[str, str]]:
    """Return the migrations of this version, each as its part and its name."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def make_tables() -> None:
    """Make every table as the migrations leave it, in one transaction, and note that all of them were done.

    The migrations, one after another, take several times as long. Expects a database without tables.
    """
    recorder = MigrationRecorder(connection)
    known = MigrationLoader(connection).project_state().apps
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in known.get_models():
            editor.create_model(model)
        for part, name in sorted(known_steps()):
            recorder.record_applied(part, name)
