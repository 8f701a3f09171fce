"""The record on disk: an append-only file of canonical JSON lines, chained by hashes."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.errors import InputError, LedgerError, Problem
from goodoffices.record.entries import Entry

FIRST = "0" * 64


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: one text for one value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def chained(previous: str, entry: object) -> str:
    """The hash of a line: SHA-256 of the line before it and of what it holds."""
    return hashlib.sha256(f"{previous}\n{canonical(entry)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries people have accepted, in the order they did, at ``path``."""

    path: Path

    def append(self, *entries: Entry) -> str:
        """Add entries; returns the new head once they are on disk.

        A line that a crash cut off is removed first: it was never acknowledged. Writers take turns.

        Raises:
            LedgerError: the file does not agree with its own chain.
        """
        with open(self.path, "a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            data = file.read()
            whole = data.rfind(b"\n") + 1
            if whole < len(data):
                file.truncate(whole)
            head = _head(self.path, data[:whole])
            lines = []
            for entry in entries:
                body = entry.to_json()
                digest = chained(head, body)
                lines.append(canonical({"previous": head, "entry": body, "hash": digest}) + "\n")
                head = digest
            file.seek(0, os.SEEK_END)
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
        return head

    def __iter__(self) -> Iterator[Entry]:
        """The entries, first to last; none where there is no file yet.

        Raises:
            InputError: a line is not an entry.
        """
        if not self.path.exists():
            return
        with open(self.path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.endswith(b"\n"):
                    yield _entry(self.path, number, line)

    def head(self) -> str:
        """The hash of the last line: hold it, and :meth:`verify` can be held to it.

        Raises:
            LedgerError: the file does not agree with its own chain.
        """
        data = self.path.read_bytes() if self.path.exists() else b""
        return _head(self.path, data[: data.rfind(b"\n") + 1])

    def verify(self, held: str | None = None) -> str:
        """Check every line against the chain, and a held head against the lines; returns the head.

        Raises:
            LedgerError: a line was changed, swapped or dropped, or the held head is no longer in it.
        """
        head = self.head()
        if held is not None and held != FIRST:
            with open(self.path, "rb") as file:
                known = {json.loads(line)["hash"] for line in file if line.endswith(b"\n")}
            if held not in known:
                raise LedgerError(
                    f"{self.path}: expected the head {held[:12]}… in the chain, found it cut off."
                )
        return head


def _line(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
        if not isinstance(found, dict) or {"previous", "entry", "hash"} - set(found):
            raise ValueError("a line without previous, entry and hash")
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), number, "", "a line of the record", str(error))]) from None
    return found


def _entry(path: Path, number: int, line: bytes) -> Entry:
    found = _line(path, number, line)
    try:
        return Entry.from_json(found["entry"])
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            [Problem(str(path), number, "entry", "an entry of the record", str(error))]
        ) from None


def _head(path: Path, data: bytes) -> str:
    head = FIRST
    for number, line in enumerate(data.splitlines(), 1):
        found = _line(path, number, line)
        if found["previous"] != head or found["hash"] != chained(head, found["entry"]):
            raise LedgerError(f"{path}:{number}: the line does not follow from the one before it.")
        head = found["hash"]
    return head
