"""Bring a database up to date; refuse it if it is another folder's, or of a newer version."""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import DatabaseError, NotSupportedError

from goodoffices.errors import UsageError
from goodoffices.postgres import first_line, place
from goodoffices.rooms import vault
from goodoffices.rooms.folder import Folder
from goodoffices.rooms.models import Compartment, Room
from goodoffices.rooms.tables import known_steps, make_tables


def where(folder: Folder) -> str:
    """Return the name of a folder's database, without a password."""
    address = folder.config().database
    return place(address) if address else str(folder.database)


def applied() -> dict[str, str]:
    """Return the last migration of each part of the database; empty if it is new."""
    done = sorted(MigrationLoader(connection).applied_migrations)
    return dict(done)


def require_known(folder: Folder) -> None:
    """Go on if the database answers, and is of this version or older.

    Raises:
        UsageError: if it does not answer, cannot hold every writing, or is of a newer version.
    """
    try:
        found = MigrationLoader(connection).applied_migrations
    except (DatabaseError, NotSupportedError) as error:
        raise UsageError(
            f"{where(folder)}: expected a database that answers, found: {first_line(error)}."
        ) from error
    require_steps(where(folder), found)


def require_steps(name: str, found: Iterable[Iterable[str]]) -> None:
    """Go on if this version knows every migration of a database, or of a backup of that name.

    Raises:
        UsageError: if it does not.
    """
    if newer := sorted({tuple(step) for step in found} - known_steps()):
        raise UsageError(
            f"{name}: expected the rows of this version or an older one, found those of a newer version "
            f"({' '.join(newer[-1])}); nothing was changed."
        )


def bring_up_to_date(folder: Folder) -> None:
    """Make the tables, or add what this version has more than the one before.

    Raises:
        UsageError: as for :func:`require_known`.
    """
    require_known(folder)
    if not connection.introspection.table_names():
        make_tables()
    call_command("migrate", verbosity=0, interactive=False)
    if not settings.CONFIG.database and os.name == "posix":
        folder.database.chmod(0o600)


def require_fitting(folder: Folder, moved: bool = False) -> None:
    """Go on if the keys of a folder are those of the rooms in its database.

    Args:
        folder: of the server.
        moved: whether its database is at another address than before.

    Raises:
        UsageError: if they are not: old entries could not be read, and new entries would be sealed with
            other keys.
    """
    held = vault.keyring().names()
    wanted = {
        str(side)
        for side in Compartment.objects.filter(room__shredded=False)
        .exclude(owner__shredded=True)
        .values_list("id", flat=True)
    }
    if wanted - held:
        raise UsageError(
            f"{folder.path}: expected the keys of the rooms in {where(folder)}, found others; serve them "
            "from the folder in which they were made, or from one that was restored."
        )
    if moved and not Room.objects.exists():
        raise UsageError(
            f"{where(folder)}: expected the rooms whose keys are in {folder.path}, found no room."
        )
