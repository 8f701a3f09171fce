"""Addresses of databases of PostgreSQL, read by its own library."""

from __future__ import annotations

from importlib.util import find_spec

from goodoffices.errors import UsageError

SCHEMES = ("postgres://", "postgresql://")
EXAMPLE = "postgres://room@localhost/room"


def parts(address: str) -> dict[str, str]:
    """Return the parts of an address of PostgreSQL, by the names that its own library gives them.

    Raises:
        UsageError: if the address is none, or the extra is not installed.
    """
    if find_spec("psycopg") is None:
        raise UsageError(
            "--database: expected the extra (pip install 'goodoffices[postgres]'), psycopg is missing."
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
    """Return the place of a database, without its password."""
    found = parts(address)
    return f"{found.get('host', 'this computer')}/{found['dbname']}"


def first_line(error: Exception) -> str:
    """Return the first line of an error of a database."""
    return str(error).strip().split("\n", 1)[0].rstrip(".")
