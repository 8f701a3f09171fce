"""The ledger: an append-only file of canonical JSON lines, each chained to the line before by a hash."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock

from goodoffices.errors import InputError, LedgerError, Problem, UsageError, shorten
from goodoffices.files import lock_beside, real, sync_folder, write_all
from goodoffices.record.entries import Entry
from goodoffices.record.entry_table import entry_table
from goodoffices.record.ledger.shared import Shared, shared_record
from goodoffices.record.ledger.unreadable import entry_or_note
from goodoffices.record.validity import problems
from goodoffices.shown import Tabled
from goodoffices.table import Table

FIRST = "0" * 64
"""The head of an empty ledger, which the first line follows."""
BLOCK = 65536
"""Bytes read at a time when the last line is looked for: most lines fit in a block."""


def canonical(value: object) -> str:
    """Return JSON with sorted keys and no spaces, so that equal values have equal texts."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def encoded(text: str) -> bytes:
    """Return a text in UTF-8; half characters (lone surrogates) of a damaged dispatch are kept."""
    return text.encode("utf-8", "surrogatepass")


def chained(previous: str, entry: object) -> str:
    """Return the hash of a line: the SHA-256 of the hash before it and of its entry, in hexadecimal."""
    return hashlib.sha256(encoded(f"{previous}\n{canonical(entry)}")).hexdigest()


@dataclass(frozen=True, slots=True)
class Ledger(Tabled):
    """The ledger at ``path``: entries in the order in which they were accepted."""

    path: Path

    @property
    def lock(self) -> FileLock:
        """The lock of the ledger, a file of its own beside it; whoever writes holds it meanwhile."""
        return lock_beside(real(self.path))

    def table(self) -> Table:
        """Return all entries as a table, corrected and withdrawn ones too, with the ids of actors."""
        return entry_table(self, lambda actor: actor or "no source given")

    def append(self, *entries: Entry) -> str:
        """Add entries; return the new head when they are on disk.

        If a crash cut off the last line, that part is removed first: it was never acknowledged. A whole
        last line that only lost its newline, as some editors leave it, is kept. Writers take turns. Only
        the last line is checked, so that adding to a long record is as quick as to a short record;
        :meth:`verify` checks all.

        Raises:
            LedgerError: if the last line does not agree with its own hash.
        """
        with self._turn() as shared:
            return self._write(entries, shared)

    def decide(self, make: Callable[[Ledger], Sequence[Entry]]) -> tuple[Entry, ...]:
        """Add the entries that ``make`` returns, and return them when they are on disk.

        ``make`` is given the ledger, and may go through its entries. No other writer comes between its
        reading and the new entries, so an id that it finds free is free, and nothing is decided on twice. If
        it raises, nothing is added.

        Raises:
            InputError: if ``make`` reads a line that is no line of a ledger.
            LedgerError: if the last line does not agree with its own hash.
        """
        with self._turn() as shared:
            entries = tuple(make(self))
            if entries:
                self._write(entries, shared)
        return entries

    @contextmanager
    def _turn(self) -> Iterator[Shared | None]:
        """Hold the lock; of a record that is shared, the database's too, with the file brought up to date."""
        with self.lock:
            shared = shared_record(self.path)
            if shared is None:
                yield None
                return
            with shared.turn():
                self._catch_up(shared)
                yield shared

    def catch_up(self) -> None:
        """Bring the file up to date with the database, if this record is shared.

        Raises:
            UsageError: if the database does not answer.
            LedgerError: if the file and the database are two records, or a line was changed.
        """
        with self._turn():
            pass

    def _catch_up(self, shared: Shared) -> None:
        self._write(())
        with open(self.path, "a+b", buffering=0) as file:
            start, line = _last_line(file, os.fstat(file.fileno()).st_size)
            head = _own_hash(self.path, line) if line else FIRST
            if shared.is_new():
                # who shares a record brings what is in it
                shared.add(self.lines())
                return
            shared.check_last(start, line)
            for new in shared.lines_from(start + len(line)):
                found = _line(self.path, None, new)
                if found["previous"] != head or found["hash"] != chained(head, found["entry"]):
                    raise LedgerError(f"{shared.name}: a line was changed, or does not follow.")
                write_all(file, new)
                head = found["hash"]
            os.fsync(file.fileno())

    def _write(self, entries: Sequence[Entry], shared: Shared | None = None) -> str:
        """Check entries and write them after the last whole line; return the new head. The lock is held.

        If the record is ``shared``, they are in its database before they are in the file, which is a copy.

        Raises:
            UsageError: if a field of an entry has no value that can be shown; it names all of them.
        """
        wrong = [problem for entry in entries for problem in problems(entry)]
        if wrong:
            raise UsageError("\n".join(wrong))
        self.check_plain()
        # Without a buffer no byte can reach the file after a write that failed.
        with open(self.path, "a+b", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            start, line = _last_line(file, size)
            head = _own_hash(self.path, line) if line else FIRST
            end = start + len(line)
            file.seek(end)
            lines, rest = [], file.read()
            following = _head_without_newline(rest, head)
            if following is None:
                file.truncate(end)
            else:
                head, end = following, size
                lines.append("\n")
            for entry in entries:
                body = entry.to_json()
                digest = chained(head, body)
                lines.append(canonical({"previous": head, "entry": body, "hash": digest}) + "\n")
                head = digest
            if shared is not None:
                shared.add(_placed(end, [encoded(line) for line in lines if line != "\n"]))
            try:
                # In this mode all writes go to the end of the file, wherever it was read.
                write_all(file, encoded("".join(lines)))
                # Without fsync the lines would survive a killed process, but not a power cut.
                os.fsync(file.fileno())
            except OSError as error:
                file.truncate(end)
                raise OSError(error.errno, error.strerror, str(self.path)) from error
        if not size:
            sync_folder(self.path.parent)
        return head

    def taken(self, stem: str) -> set[int]:
        """Return the numbers that follow a stem in the ledger's ids, or in any other text that is no more.

        The bytes are searched, as reading all entries of a long record would take seconds.
        """
        begin = encoded(canonical(stem)[:-1])
        pattern = re.compile(re.escape(begin) + rb'([0-9]{1,18})"')
        found: set[int] = set()
        if self.path.exists():
            self.check_plain()
            with open(self.path, "rb") as file:
                for line in file:
                    found.update(int(number) for number in pattern.findall(line))
        return found

    def check_plain(self) -> None:
        """Check that the ledger is a file or not there: no device or pipe, and no link that leads nowhere.

        Raises:
            InputError: if it is something else.
        """
        if self.path.is_file():
            return
        if self.path.exists() or self.path.is_symlink():
            # without its file, a record would seem to be empty
            found = "something else" if self.path.exists() else "a link to no file"
            raise InputError([Problem(str(self.path), None, "", "a file of entries", found)])

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the entries, first to last; there are none if there is no file yet.

        A note stands in the place of an entry that cannot be shown.

        Raises:
            InputError: if a line is no line of a ledger.
        """
        for number, (_, line) in enumerate(self.lines(), 1):
            yield entry_of(self.path, number, line)

    def lines(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the offset and the bytes of each whole line from the offset ``start`` on.

        A last line without a newline is whole if its hash follows from the line before; it is yielded as
        it is in the file.
        """
        self.check_plain()
        if self.path.exists():
            with open(self.path, "rb") as file:
                file.seek(start)
                for line in file:
                    if not line.endswith(b"\n"):
                        if self._is_whole(file, start, line):
                            yield start, line
                        return
                    yield start, line
                    start += len(line)

    def rest(self) -> bytes:
        """Return the bytes after the last whole line: none, or what an interrupted write left there."""
        if not self.path.exists():
            return b""
        with open(self.path, "rb") as file:
            start, line = _last_line(file, os.fstat(file.fileno()).st_size)
            file.seek(start + len(line))
            rest = file.read()
            return b"" if self._is_whole(file, start + len(line), rest) else rest

    def _is_whole(self, file: BinaryIO, start: int, line: bytes) -> bool:
        """Return whether bytes without a newline, from ``start`` to the end of the file, are a whole line."""
        _, before = _last_line(file, start)
        try:
            head = _own_hash(self.path, before) if before else FIRST
        except (InputError, LedgerError):
            return False
        return _head_without_newline(line, head) is not None

    def head(self) -> str:
        """Return the head, which only the last line is asked for; :meth:`verify` checks all.

        Raises:
            LedgerError: if the last line does not agree with its own hash.
        """
        self.check_plain()
        if not self.path.exists():
            return FIRST
        with open(self.path, "rb") as file:
            start, _line_before = _last_line(file, os.fstat(file.fileno()).st_size)
        # after it there may be one that only lost its newline
        last = [line for _, line in self.lines(start)][-1:]
        return _own_hash(self.path, last[0]) if last else FIRST

    def verify(self, held: str | None = None) -> str:
        """Check every line against the chain; return the head.

        The chain alone shows a change within the record. If ``held`` is given, a head noted earlier, it
        must occur in the chain: this shows that the end was not cut off or written anew.

        Raises:
            LedgerError: if a line was changed, moved or removed, or the held head is not in the chain.
        """
        head, seen = FIRST, held in (None, FIRST)
        for number, (_, line) in enumerate(self.lines(), 1):
            found = _line(self.path, number, line)
            written = encoded(canonical(found)) == line.removesuffix(b"\n")
            if (
                not written
                or found["previous"] != head
                or found["hash"] != chained(head, found["entry"])
            ):
                raise LedgerError(
                    f"{self.path}:{number}: the line was changed, or does not follow from the line before."
                )
            head = found["hash"]
            seen = seen or head == held
        if not seen:
            raise LedgerError(
                f"{self.path}: expected the head {str(held)[:12]}… in the chain, found it cut off."
            )
        return head


def _placed(start: int, lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield lines, each with its offset in the file."""
    for line in lines:
        yield start, line
        start += len(line)


def _last_line(file: BinaryIO, end: int) -> tuple[int, bytes]:
    """Return the offset and the bytes of the last whole line; (0, b"") if there is none.

    ``end`` is the size of the file. Blocks are read from the end until they hold a whole line.
    """
    tail, start = b"", end
    while start > 0:
        step = min(start, BLOCK)
        start -= step
        file.seek(start)
        tail = file.read(step) + tail
        stop = tail.rfind(b"\n")
        begin = tail.rfind(b"\n", 0, max(stop, 0))
        if stop >= 0 and (begin >= 0 or start == 0):
            return start + begin + 1, tail[begin + 1 : stop + 1]
    return 0, b""


def _head_without_newline(rest: bytes, head: str) -> str | None:
    """Return the head after bytes without a newline that are a whole line after ``head``; None if not."""
    try:
        found = _line(Path(), None, rest)
    except InputError:
        return None
    fits = found["previous"] == head and found["hash"] == chained(head, found["entry"])
    return str(found["hash"]) if fits and encoded(canonical(found)) == rest else None


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
        if len(found) > 3:
            # No hash covers them, so anybody could have put them there.
            more = ", ".join(sorted(shorten(key) for key in set(found) - {"previous", "entry", "hash"}))
            raise ValueError(f"a line with more keys than previous, entry and hash: {more}")
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), number, "", "a line of the record", str(error))]) from None
    except RecursionError:
        deep = "brackets in brackets too deep to read"
        raise InputError([Problem(str(path), number, "", "a line of the record", deep)]) from None
    return found


def entry_of(path: Path, number: int | None, line: bytes) -> Entry:
    """Return the entry in a line; if it cannot be shown, a note in its place that says why.

    Raises:
        InputError: if it is no line of a ledger.
    """
    return entry_or_note(_line(path, number, line)["entry"], number)
