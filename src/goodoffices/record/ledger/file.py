"""The record on disk: an append-only file of canonical JSON lines, chained by hashes."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from goodoffices.errors import InputError, LedgerError, Problem
from goodoffices.record.entries import Entry

FIRST = "0" * 64


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: one text for one value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def encoded(text: str) -> bytes:
    """UTF-8, with the halves of broken characters that a damaged dispatch may hold as they are."""
    return text.encode("utf-8", "surrogatepass")


def chained(previous: str, entry: object) -> str:
    """The hash of a line: SHA-256 of the line before it and of what it holds."""
    return hashlib.sha256(encoded(f"{previous}\n{canonical(entry)}")).hexdigest()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries people have accepted, in the order they did, at ``path``."""

    path: Path

    def append(self, *entries: Entry) -> str:
        """Add entries; returns the new head once they are on disk.

        A line that a crash cut off is removed first: it was never acknowledged. Writers take turns. Only the
        last line is read, so that adding stays quick however long the record is; see :meth:`verify`.

        Raises:
            LedgerError: the last line does not agree with its own hash.
        """
        with open(self.path, "a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end = file.seek(0, os.SEEK_END)
            start, line = _last_line(file, end)
            if start + len(line) < end:
                file.truncate(start + len(line))
            head = _own_hash(self.path, line) if line else FIRST
            lines = []
            for entry in entries:
                body = entry.to_json()
                digest = chained(head, body)
                lines.append(canonical({"previous": head, "entry": body, "hash": digest}) + "\n")
                head = digest
            file.seek(0, os.SEEK_END)
            file.write(encoded("".join(lines)))
            file.flush()
            os.fsync(file.fileno())
        return head

    def __iter__(self) -> Iterator[Entry]:
        """The entries, first to last; none where there is no file yet.

        Raises:
            InputError: a line is not an entry.
        """
        for number, (_, line) in enumerate(self.lines(), 1):
            yield entry_of(self.path, number, line)

    def lines(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Each whole line and where it begins, from the one that begins at ``start`` to the last."""
        if self.path.exists():
            with open(self.path, "rb") as file:
                file.seek(start)
                for line in file:
                    if line.endswith(b"\n"):
                        yield start, line
                    start += len(line)

    def verify(self, held: str | None = None) -> str:
        """Check every line against the chain, and a held head against the lines; returns the head.

        Raises:
            LedgerError: a line was changed, swapped or dropped, or the held head is no longer in it.
        """
        head, seen = FIRST, held in (None, FIRST)
        for number, (_, line) in enumerate(self.lines(), 1):
            found = _line(self.path, number, line)
            written = encoded(canonical(found)) + b"\n" == line
            if (
                not written
                or found["previous"] != head
                or found["hash"] != chained(head, found["entry"])
            ):
                raise LedgerError(
                    f"{self.path}:{number}: the line is not as it was written, or does not follow from the "
                    f"one before it."
                )
            head = found["hash"]
            seen = seen or head == held
        if not seen:
            raise LedgerError(
                f"{self.path}: expected the head {str(held)[:12]}… in the chain, found it cut off."
            )
        return head


def _last_line(file: BinaryIO, end: int) -> tuple[int, bytes]:
    """Where the last whole line of a file begins, and that line; (0, nothing) where there is none."""
    tail, start = b"", end
    while start > 0:
        step = min(start, 65536)
        start -= step
        file.seek(start)
        tail = file.read(step) + tail
        stop = tail.rfind(b"\n")
        begin = tail.rfind(b"\n", 0, max(stop, 0))
        if stop >= 0 and (begin >= 0 or start == 0):
            return start + begin + 1, tail[begin + 1 : stop + 1]
    return 0, b""


def _own_hash(path: Path, line: bytes) -> str:
    found = _line(path, None, line)
    if found["hash"] != chained(found["previous"], found["entry"]):
        raise LedgerError(f"{path}: the last line does not agree with its own hash.")
    return str(found["hash"])


def _line(path: Path, number: int | None, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
        if not isinstance(found, dict) or {"previous", "entry", "hash"} - set(found):
            raise ValueError("a line without previous, entry and hash")
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), number, "", "a line of the record", str(error))]) from None
    return found


def entry_of(path: Path, number: int | None, line: bytes) -> Entry:
    """The entry in a line.

    Raises:
        InputError: it is not one.
    """
    found = _line(path, number, line)
    try:
        return Entry.from_json(found["entry"])
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            [Problem(str(path), number, "entry", "an entry of the record", str(error))]
        ) from None
