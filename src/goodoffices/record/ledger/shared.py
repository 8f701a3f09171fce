"""A record that several people keep together, in a database of PostgreSQL.

The table has the lines of the ledger file, each at its offset, so that everybody's file is the same bytes: a
copy that can be read without the database, and evidence of its content. Lines are only ever added, by whoever
holds the lock of the record; a trigger refuses to change or remove any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.errors import InputError, LedgerError, Problem, UsageError
from goodoffices.files import replacing
from goodoffices.postgres import first_line, parts, place

if TYPE_CHECKING:
    from psycopg import Connection

SECONDS = 20
"""Seconds to wait for the database, or for somebody else who writes."""
TABLE = """
CREATE TABLE IF NOT EXISTS goodoffices_record (
    record text NOT NULL, start bigint NOT NULL, line bytea NOT NULL, PRIMARY KEY (record, start)
);
CREATE OR REPLACE FUNCTION goodoffices_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'lines of a record are only added'; END $$;
CREATE OR REPLACE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON goodoffices_record
FOR EACH STATEMENT EXECUTE FUNCTION goodoffices_only_added();
"""


def place_of(path: Path) -> Path:
    """Return the file beside a ledger that says in which database it is shared."""
    return path.with_name(f"{path.name}.database")


def shared_record(path: Path) -> Shared | None:
    """Return the shared record of a ledger file; None if it is not shared.

    Raises:
        InputError: if the file that says so is something else.
    """
    beside = place_of(path)
    if not beside.exists():
        return None
    try:
        found = json.loads(beside.read_text("utf-8"))
        return Shared(str(found["address"]), str(found["record"]))
    except (ValueError, KeyError, TypeError) as error:
        expected = "the address of a shared record"
        raise InputError([Problem(str(beside), None, "", expected, "something else")]) from error


def share(path: Path, address: str, record: str) -> None:
    """Say that a ledger is shared from now on; it is the same record for all who name it so.

    Raises:
        UsageError: if the address is none, the database does not answer, or the ledger is shared elsewhere.
    """
    before, wanted = shared_record(path), Shared(address, record)
    if before is not None and before.record != record:
        raise UsageError(f"{path}: expected to be shared as '{record}', found '{before.record}'.")
    with wanted.turn():
        pass
    beside = place_of(path)
    with replacing(beside) as new:
        new.touch(mode=0o600)  # there may be a password in it
        new.write_text(json.dumps({"address": address, "record": record}) + "\n", "utf-8")


@dataclass(slots=True)
class Shared:
    """A record in a database; its methods but :meth:`turn` are for whoever holds the turn."""

    address: str
    record: str
    _open: Connection[tuple[object, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name of the record, without a password."""
        return f"{place(self.address)}/{self.record}"

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the lock of the record; lines that were added are on disk afterwards.

        Raises:
            UsageError: if the database does not answer, or somebody else holds the lock for too long.
        """
        parts(self.address)
        import psycopg

        try:
            with psycopg.connect(self.address, connect_timeout=SECONDS) as self._open:
                self._open.execute(f"SET lock_timeout = '{SECONDS}s'".encode())
                self._open.execute("SET synchronous_commit = on")
                # held until the connection ends, although lines are on disk before
                self._open.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [self.record])
                if self._open.execute("SELECT to_regclass('goodoffices_record')").fetchone() == (None,):
                    self._open.execute(TABLE.encode())
                yield
        except psycopg.Error as error:
            raise UsageError(
                f"{self.name}: expected a database that takes the record, found: {first_line(error)}."
            ) from error
        finally:
            self._open = None

    def is_new(self) -> bool:
        """Return whether nobody has added a line yet."""
        return not self._ask("SELECT 1 FROM goodoffices_record WHERE record = %s LIMIT 1", self.record)

    def check_last(self, start: int, line: bytes) -> None:
        """Go on if the last line of a file is in the record, at the same place.

        Raises:
            LedgerError: if it is not: the file has lines that nobody else has.
        """
        words = "SELECT line FROM goodoffices_record WHERE record = %s AND start = %s"
        if line and self._ask(words, self.record, start) != [(line,)]:
            raise LedgerError(
                f"{self.name}: expected the last line of your file in it, found none: the file and the "
                "shared record are two records. Keep the file under another name, and begin with a copy "
                "of the shared record."
            )

    def lines_from(self, start: int) -> Iterator[bytes]:
        """Yield the lines from an offset on.

        Raises:
            LedgerError: if a line is missing.
        """
        words = "SELECT start, line FROM goodoffices_record WHERE record = %s AND start >= %s ORDER BY start"
        assert self._open is not None
        # with a name it comes in parts: a long record need not fit into memory
        with self._open.cursor(name="lines") as cursor:
            cursor.execute(words.encode(), [self.record, start])
            for at, line in cursor:
                if at != start or not isinstance(line, bytes):
                    raise LedgerError(f"{self.name}: a line is missing.")
                yield line
                start += len(line)

    def add(self, lines: Iterable[tuple[int, bytes]]) -> None:
        """Add lines, each at its offset, and wait until they are on disk."""
        assert self._open is not None
        with self._open.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO goodoffices_record VALUES (%s, %s, %s)",
                ((self.record, start, line) for start, line in lines),
            )
        self._open.commit()

    def _ask(self, words: str, *values: object) -> list[tuple[object, ...]]:
        assert self._open is not None
        return self._open.execute(words.encode(), values).fetchall()
