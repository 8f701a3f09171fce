"""Keys of compartments, each wrapped by the server's key, in a database file of their own.

The server's key stands in a file apart from both databases. To shred a compartment is to delete its key.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import LedgerError, UsageError
from goodoffices.rooms import chance
from goodoffices.rooms.seal import opened, sealed


class Shredded(Exception):
    """Raised if the key of a compartment was destroyed: its contents can be read by nobody."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of all compartments; ``path`` is their database file, ``server`` the key that wraps them."""

    path: Path
    server: bytes

    def make(self, compartment: str) -> None:
        """Make a key for a new compartment; a key that is there already stays."""
        wrapped = sealed(self.server, f"key of {compartment}", chance.key())
        with self._open() as base:
            base.execute("INSERT OR IGNORE INTO wrapped VALUES (?, ?)", (compartment, wrapped))

    def key(self, compartment: str) -> bytes:
        """Return the key of a compartment.

        Raises:
            Shredded: if there is none any more.
        """
        # opened anew each time, as no copy in memory may outlive a shredding; nothing is written
        with closing(sqlite3.connect(self.path, timeout=20)) as base:
            row = base.execute("SELECT box FROM wrapped WHERE name = ?", (compartment,)).fetchone()
        if row is None:
            raise Shredded(compartment)
        return opened(self.server, f"key of {compartment}", row[0])

    def names(self) -> set[str]:
        """Return the names of all compartments that have a key."""
        with self._open() as base:
            return {row[0] for row in base.execute("SELECT name FROM wrapped")}

    def boxes(self) -> list[tuple[str, bytes]]:
        """Return all keys as they are kept, wrapped by the server's key."""
        with self._open() as base:
            return list(base.execute("SELECT name, box FROM wrapped ORDER BY name"))

    def put(self, boxes: Iterable[tuple[str, bytes]]) -> None:
        """Take keys as another keyring with the same server's key kept them."""
        with self._open() as base:
            base.executemany("INSERT INTO wrapped VALUES (?, ?)", boxes)

    def opens(self) -> bool:
        """Return whether the server's key opens the keys: true if there is none yet."""
        with self._open() as base:
            row = base.execute("SELECT name, box FROM wrapped LIMIT 1").fetchone()
        try:
            return row is None or bool(opened(self.server, f"key of {row[0]}", row[1]))
        except LedgerError:
            return False

    def shred(self, compartment: str) -> None:
        """Destroy the key of a compartment and overwrite its place in the file."""
        with self._open() as base:
            base.execute("DELETE FROM wrapped WHERE name = ?", (compartment,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(self.path, timeout=20)
        try:
            base.execute("PRAGMA secure_delete = ON")
            base.execute("PRAGMA synchronous = FULL")
            base.execute(
                "CREATE TABLE IF NOT EXISTS wrapped (name TEXT PRIMARY KEY, box BLOB NOT NULL)"
            )
            with base:
                yield base
        finally:
            base.close()


def server_key(path: Path, make: bool) -> bytes:
    """Return the server's key from its file, which only its owner may read; make it if asked to.

    Raises:
        UsageError: if the file is missing, too open, or does not hold a key.
    """
    if make and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(chance.key())
            file.flush()
            os.fsync(file.fileno())
    if not path.is_file():
        raise UsageError(f"{path}: expected the key of this folder, found no file.")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UsageError(f"{path}: expected a file that only its owner can read; run chmod 600 on it.")
    key = path.read_bytes()
    if len(key) != chance.KEY_BYTES:
        raise UsageError(f"{path}: expected a key of {chance.KEY_BYTES} bytes, found {len(key)}.")
    return key
