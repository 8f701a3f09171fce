"""A SQLite index beside a ledger, so that a long record is listed and filtered in little memory.

The ledger alone is the record: the index can be deleted at any time and is made again.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from goodoffices.progress import Progress
from goodoffices.record.dates import order
from goodoffices.record.entries import Entry, Retraction
from goodoffices.record.ledger.file import Ledger, entry_of

_VERSION = 2
"""Version of the tables: an index of another version is made again."""
_BATCH = 5000
"""Lines between two reports of progress."""
_TABLES = """
create table if not exists state (version integer, size integer, last integer, digest text);
create table if not exists entry (
    start integer primary key, length integer, number integer, id text, kind text, first text, last text,
    published text, dispatch text, actors text, words text
);
create table if not exists gone (id text primary key);
create index if not exists by_id on entry (id);
create index if not exists by_kind on entry (kind, start);
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: an entry must agree with every field that is given.

    ``since`` and ``until`` are EDTF; ``text`` is any part of the entry's words in the dispatch. If
    ``history`` is true, corrected and retracted entries are listed too.
    """

    kind: str | None = None
    actor: str | None = None
    dispatch: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    id: str | None = None
    history: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a ledger, at ``<ledger>.index``; it is brought up to date before each answer."""

    ledger: Ledger

    @property
    def path(self) -> Path:
        return self.ledger.path.with_name(self.ledger.path.name + ".index")

    def entries(
        self, wanted: Wanted | None = None, progress: Progress | None = None
    ) -> Iterator[Entry]:
        """Yield the entries that a filter lets through, in the order of the ledger.

        Raises:
            InputError: if a line is no line of a ledger.
        """
        places = self._places(wanted or Wanted(), progress)
        if not places:
            return
        with open(self.ledger.path, "rb") as file:
            for place in range(0, len(places), 3):
                start, length, number = places[place : place + 3]
                file.seek(start)
                yield entry_of(self.ledger.path, number, file.read(length))

    def refresh(self, progress: Progress | None = None) -> None:
        """Index the lines added since the last time; all lines if index and ledger do not agree."""
        self._places(Wanted(id=""), progress)

    def _places(self, wanted: Wanted, progress: Progress | None) -> array[int]:
        """Return the offset, length and number of each line that a filter lets through, one after another.

        The ledger is locked meanwhile: of many that find no index, only the first makes it, and nobody
        removes a broken index that another is reading. If no index can be kept, because the disk is full or
        the folder cannot be written to, it is made in memory.
        """
        if not self.ledger.path.exists() and not self.path.exists():
            return array("q")
        try:
            with self.ledger.lock:
                try:
                    return self._found(self.path, wanted, progress)
                except sqlite3.DatabaseError:
                    self._remove()
                    return self._found(self.path, wanted, progress)
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                self._remove()
            return self._found(":memory:", wanted, progress)

    def _remove(self) -> None:
        """Remove the index, and the journal that a full disk or a killed process left beside it."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(self.path.name + "-journal").unlink(missing_ok=True)

    def _found(self, path: Path | str, wanted: Wanted, progress: Progress | None) -> array[int]:
        """Bring the index at a path up to date, and ask it."""
        whole = self.ledger.path.stat().st_size if self.ledger.path.exists() else 0
        clauses, values = _conditions(wanted)
        query = f"select start, length, number from entry where {' and '.join(clauses)} order by start"
        with closing(sqlite3.connect(path)) as base:
            base.executescript(_TABLES)
            size, number = self._known(base, whole)
            if size != whole:
                with base:
                    start, line = -1, b""
                    for start, line in self.ledger.lines(size):
                        number += 1
                        self._add(base, start, number, line)
                        if progress is not None and number % _BATCH == 0:
                            progress("Indexing the record", start, whole)
                    if line:
                        state = start + len(line), start, sha256(line).hexdigest()
                        base.execute("update state set size = ?, last = ?, digest = ?", state)
            places = array("q")
            for row in base.execute(query, values):
                places.extend(row)
            return places

    def _known(self, base: sqlite3.Connection, whole: int) -> tuple[int, int]:
        """Return the bytes and the number of entries indexed; empty the index if it is another ledger's."""
        row = base.execute("select version, size, last, digest from state").fetchone()
        if row is not None and row[0] == _VERSION and row[1] <= whole and self._agrees(*row[1:]):
            (number,) = base.execute("select count(*) from entry").fetchone()
            return row[1], number
        with base:
            for table in ("state", "entry", "gone"):
                base.execute(f"delete from {table}")
            base.execute("insert into state values (?, 0, -1, '')", (_VERSION,))
        return 0, 0

    def _agrees(self, size: int, last: int, digest: str) -> bool:
        """Return whether the last line indexed is still at its place in the ledger."""
        if last < 0:
            return True
        if not self.ledger.path.exists():
            return False
        with open(self.ledger.path, "rb") as file:
            file.seek(last)
            line = file.read(size - last)
        return line.endswith(b"\n") and sha256(line).hexdigest() == digest

    def _add(self, base: sqlite3.Connection, start: int, number: int, line: bytes) -> None:
        entry = entry_of(self.ledger.path, number, line)
        first, last = order(entry.edtf)
        row = (
            start,
            len(line),
            number,
            _storable(entry.id),
            entry.kind,
            first.isoformat(),
            last.isoformat(),
            entry.source.published,
            *map(_storable, (entry.source.dispatch, "\n".join(actors_of(entry)), entry.span.text)),
        )
        base.execute("insert or replace into entry values (?,?,?,?,?,?,?,?,?,?,?)", row)
        gone = entry.body.entry if isinstance(entry.body, Retraction) else entry.replaces
        if gone is not None:
            base.execute("insert or ignore into gone values (?)", (_storable(gone),))


def _storable(text: str) -> str:
    """Return a text that SQLite can hold: half characters of a damaged dispatch become marks."""
    return text.encode("utf-8", "backslashreplace").decode()


def actors_of(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the actors that an entry names, each once."""
    found: list[str] = []
    body = asdict(entry.body)
    for field in ("actor", "participants", "heads", "by", "source", "on"):
        value = body.get(field)
        found += [value] if isinstance(value, str) else list(value or ())
    return tuple(dict.fromkeys(found))


def _conditions(wanted: Wanted) -> tuple[list[str], list[str]]:
    """Return the conditions of a filter in SQL, and the values of their parameters."""
    clauses, values = ["1"], []
    for column, value in (("kind", wanted.kind), ("dispatch", wanted.dispatch), ("id", wanted.id)):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if wanted.actor is not None:
        clauses.append("char(10) || actors || char(10) like ?")
        values.append(f"%\n{wanted.actor}\n%")
    if wanted.since is not None:
        clauses.append("last >= ? and last < '9999'")
        values.append(order(wanted.since)[0].isoformat())
    if wanted.until is not None:
        clauses.append("first <= ?")
        values.append(order(wanted.until)[1].isoformat())
    if wanted.text is not None:
        clauses.append("instr(lower(words), lower(?)) > 0")
        values.append(wanted.text)
    if not wanted.history:
        clauses.append("kind != 'retraction' and id not in (select id from gone)")
    return clauses, [_storable(value) for value in values]
