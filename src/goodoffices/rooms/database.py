"""Where the rows of the room are: a file of SQLite in the server's folder, or a database of PostgreSQL."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from goodoffices.errors import UsageError

SCHEMES = ("postgres://", "postgresql://")
EXAMPLE = "postgres://room@localhost/room"
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
    return {**found, "OPTIONS": {**words, "options": f"{words.get('options', '')} {options}".strip()}}


def parts(address: str) -> dict[str, str]:
    """Return the parts of an address of PostgreSQL, by the names that its own library gives them.

    Raises:
        UsageError: if the address is none, or the extra is not installed.
    """
    if find_spec("psycopg") is None:
        raise UsageError(
            "--database: expected the extra (pip install 'goodoffices[rooms,postgres]'), "
            "psycopg is missing."
        )
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        found = conninfo_to_dict(address) if address.startswith(SCHEMES) else {}
    except ProgrammingError:
        # its words may hold the password
        found = {}
    if not found.get("dbname"):
        # the address is not repeated: there may be a password in it
        raise UsageError(f"--database: expected an address such as {EXAMPLE}, found another.")
    return {name: str(value) for name, value in found.items() if value is not None}


def place(address: str) -> str:
    """Return where a database of PostgreSQL is, without its password."""
    found = parts(address)
    return f"{found.get('host', 'this computer')}/{found['dbname']}"


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


def first_line(error: Exception) -> str:
    """Return the first line of an error of a database."""
    return str(error).strip().split("\n", 1)[0].rstrip(".")
