"""Where the rows of the room are: a file of SQLite in the server's folder, or a database of PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError
from goodoffices.postgres import first_line, parts, place

SESSION = {
    # a server may have been told not to wait for its disk
    "synchronous_commit": "on",
    # as long as SQLite waits for another writer
    "lock_timeout": "20s",
    # a process that stands still in the middle of an act holds nobody up for longer
    "idle_in_transaction_session_timeout": "60s",
}
"""Settings of PostgreSQL for each of our connections."""


def sqlite(file: Path) -> dict[str, Any]:
    """Return Django's settings for a database of SQLite: one writer at a time, on disk before it is told."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # opening it takes longer than most questions: each thread of the server keeps its own
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }


def postgres(address: str) -> dict[str, Any]:
    """Return Django's settings for a database of PostgreSQL.

    Raises:
        UsageError: if the address is none, or the extra is not installed.
    """
    words = parts(address)
    options = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    found = {
        "ENGINE": "goodoffices.rooms.postgres",
        "NAME": words.pop("dbname", ""),
        "USER": words.pop("user", ""),
        "PASSWORD": words.pop("password", ""),
        "HOST": words.pop("host", ""),
        "PORT": words.pop("port", ""),
        "CONN_MAX_AGE": None,
        # after a restart of the database the next page finds it again
        "CONN_HEALTH_CHECKS": True,
    }
    more = {
        "options": f"{words.get('options', '')} {options}".strip(),
        # planning a question takes PostgreSQL longer than answering it: each connection does it once
        "server_side_binding": True,
        "prepare_threshold": 1,
    }
    return {**found, "OPTIONS": {**words, **more}}


def require_empty(address: str) -> None:
    """Go on if a database of PostgreSQL answers, has no tables yet, and can hold every writing.

    Raises:
        UsageError: if not; or the address is none, or the extra is not installed.
    """
    parts(address)
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=10, client_encoding="UTF8") as connection:
            [encoding] = connection.execute("SHOW server_encoding").fetchone() or ("",)
            used = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.Error as error:
        raise UsageError(
            f"{place(address)}: expected a database that answers, found: {first_line(error)}."
        ) from error
    if encoding != "UTF8":
        raise UsageError(f"{place(address)}: expected a database in UTF8, found one in {encoding}.")
    if used:
        raise UsageError(
            f"{place(address)}: expected an empty database for a new folder, found one with tables."
        )
