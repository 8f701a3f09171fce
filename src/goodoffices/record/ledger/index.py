"""A SQLite index beside a ledger, so that a long record is listed and filtered in little memory.

The ledger alone is the record: the index can be deleted at any time and is made again.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from goodoffices.progress import Progress
from goodoffices.record.basis import Basis
from goodoffices.record.dates import order
from goodoffices.record.entries import Entry, Retraction
from goodoffices.record.ledger.file import Ledger, entry_of
from goodoffices.record.ledger.searching import Searched, folded, searched, words_of

_VERSION = 4
"""Version of the tables: an index of another version is made again."""
COUNTED = 1_000
"""Entries that a search counts: of a common word there are as many as the record is long."""
_AT_ONCE = 500
"""Ids in a question to the index: SQLite takes 999 at least."""
_BATCH = 5000
"""Lines between two reports of progress."""
_TABLES = f"""
drop table if exists state;
drop table if exists entry;
drop table if exists gone;
drop table if exists found;
create table state (size integer, last integer, digest text, number integer);
create table entry (
    start integer primary key, length integer, number integer, id text, kind text, first text, last text,
    published text, dispatch text, actors text, words text,
    sourced integer, reviewed integer, reviewer text, public integer
);
create table gone (id text primary key);
create index by_id on entry (id);
create index by_kind on entry (kind, start);
create index by_day on entry (first, dispatch, start);
insert into state values (0, -1, '', 0);
pragma user_version = {_VERSION};
"""
_WORDS = "said, its_kind, its_actors, its_dispatch"
_SEARCH = f"create virtual table found using fts5({_WORDS}, content='', tokenize='ascii')"
_PLAIN_SEARCH = f"create table found ({_WORDS})"
"""The words in a SQLite that was built without full-text search: a search then goes through all entries."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: an entry must agree with every field that is given.

    ``since`` and ``until`` are EDTF; ``text`` is any part of the entry's words in the dispatch. If
    ``history`` is true, corrected and retracted entries are listed too. ``public`` is
    :attr:`goodoffices.record.Entry.public`.
    """

    kind: str | None = None
    actor: str | None = None
    dispatch: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    id: str | None = None
    history: bool = False
    reviewed: bool | None = None
    public: bool | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: entries, last added first, of ``number``; of more than that if ``more``.

    ``one_by_one`` is true if SQLite has no full-text search, so that every entry was looked through.
    """

    entries: tuple[Entry, ...]
    number: int
    more: bool
    one_by_one: bool = False


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
        clauses, values = _conditions(wanted or Wanted())
        query = f"select start, length, number from entry where {' and '.join(clauses)} order by start"

        def ask(base: sqlite3.Connection) -> array[int]:
            places = array("q")
            for row in base.execute(query, values):
                places.extend(row)
            return places

        yield from self._read(self._asked(ask, progress) or array("q"))

    def page(self, wanted: Wanted, first: int, most: int) -> tuple[tuple[Entry, ...], Basis]:
        """Return ``most`` of the entries that a filter lets through, by day, and the basis of all of them.

        Args:
            wanted: the filter.
            first: the number of entries before those, from 0.
            most: their number at most.

        Raises:
            InputError: if a line is no line of a ledger.
        """
        clauses, values = _conditions(wanted)
        where = f"from entry where {' and '.join(clauses)}"
        rows = f"select start, length, number {where} order by first, dispatch, start limit ? offset ?"
        counts = (
            "select max(nullif(published, '')), count(distinct dispatch), "
            "count(distinct case when sourced and coalesce(published, '') = '' then dispatch end), "
            f"count(*), sum(reviewed), sum(reviewed and reviewer != '') {where}"
        )
        names = f"select distinct reviewer {where} and reviewed and reviewer != '' order by reviewer"

        def ask(base: sqlite3.Connection) -> tuple[array[int], Basis]:
            places = array("q")
            for row in base.execute(rows, [*values, most, first]):
                places.extend(row)
            day, reports, undated, entries, reviewed, named = base.execute(counts, values).fetchone()
            who = tuple(name for (name,) in base.execute(names, values))
            return places, Basis(day, reports, undated, entries, reviewed or 0, who, named or 0)

        places, basis = self._asked(ask, None) or (array("q"), Basis())
        return tuple(self._read(places)), basis

    def settled(self, ids: Collection[str], locked: bool = False) -> frozenset[str]:
        """Return those of some ids of entries and proposals that were ever decided on.

        ``locked`` is true if the caller holds the lock of the ledger.

        Raises:
            InputError: if a line is no line of a ledger.
        """
        asked = {_storable(name): name for name in ids}
        known = list(asked)

        def ask(base: sqlite3.Connection) -> frozenset[str]:
            found: set[str] = set()
            for at in range(0, len(known), _AT_ONCE):
                some = known[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                for table in ("entry", "gone"):
                    query = f"select id from {table} where id in ({marks})"
                    found.update(asked[name] for (name,) in base.execute(query, some))
            return frozenset(found)

        return self._asked(ask, None, locked) or frozenset()

    def search(
        self, words: str, wanted: Wanted | None = None, most: int = 20, progress: Progress | None = None
    ) -> Hits:
        """Return the entries added last, ``most`` at the most, whose words a search asks for.

        All words must stand in the words of the entry, in its fields or in the name of its outlet;
        :func:`goodoffices.record.ledger.searching.searched` says how they are written. The time does not
        grow with the record, as the index has a list of entries for each word.

        Raises:
            UsageError: if the search has no word, too many, or a beginning of one letter.
            InputError: if a line is no line of a ledger.
        """
        wanted = wanted or Wanted()
        clauses, values = _conditions(wanted)
        asked = searched(words)

        def ask(base: sqlite3.Connection) -> tuple[array[int], int, bool]:
            one_by_one = _goes_one_by_one(base)
            if one_by_one:
                base.create_function("stands_in", 1, asked.stands_in)
                condition, given = "stands_in(found.said)", values
            else:
                condition, given = "found match ?", [_matching(asked, wanted), *values]
            table = "found join entry on entry.start = found.rowid"
            where = f"from {table} where {' and '.join([condition, *clauses])}"
            places = array("q")
            rows = f"select start, length, number {where} order by found.rowid desc limit {most:d}"
            for row in base.execute(rows, given):
                places.extend(row)
            total = f"select count(*) from (select 1 {where} limit {COUNTED + 1})"
            return places, base.execute(total, given).fetchone()[0], one_by_one

        places, number, one_by_one = self._asked(ask, progress) or (array("q"), 0, False)
        return Hits(tuple(self._read(places)), min(number, COUNTED), number > COUNTED, one_by_one)

    def refresh(self, progress: Progress | None = None) -> None:
        """Index the lines added since the last time; all lines if index and ledger do not agree."""
        self._asked(lambda _: None, progress)

    def _read(self, places: array[int]) -> Iterator[Entry]:
        """Yield the entries at offsets, lengths and numbers of lines, one after another."""
        if places:
            with open(self.ledger.path, "rb") as file:
                for place in range(0, len(places), 3):
                    start, length, number = places[place : place + 3]
                    file.seek(start)
                    yield entry_of(self.ledger.path, number, file.read(length))

    def _asked(
        self,
        ask: Callable[[sqlite3.Connection], Answer],
        progress: Progress | None,
        locked: bool = False,
    ) -> Answer | None:
        """Return what ``ask`` finds in the index when it is up to date; None if there is no ledger.

        The ledger is locked meanwhile: of many that find no index, only the first makes it, and nobody
        removes a broken index that another is reading. If no index can be kept, because the disk is full or
        the folder cannot be written to, it is made in memory.
        """
        self.ledger.check_plain()
        if not self.ledger.path.exists() and not self.path.exists():
            return None
        try:
            with nullcontext() if locked else self.ledger.lock:
                try:
                    return self._found(self.path, ask, progress)
                except sqlite3.DatabaseError:
                    self._remove()
                    return self._found(self.path, ask, progress)
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                self._remove()
            return self._found(":memory:", ask, progress)

    def _remove(self) -> None:
        """Remove the index, and the journal that a full disk or a killed process left beside it."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(self.path.name + "-journal").unlink(missing_ok=True)

    def _found(
        self,
        path: Path | str,
        ask: Callable[[sqlite3.Connection], Answer],
        progress: Progress | None,
    ) -> Answer:
        """Bring the index at a path up to date, and ask it."""
        whole = self.ledger.path.stat().st_size if self.ledger.path.exists() else 0
        with closing(sqlite3.connect(path)) as base:
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
                        state = start + len(line), start, sha256(line).hexdigest(), number
                        base.execute(
                            "update state set size = ?, last = ?, digest = ?, number = ?", state
                        )
            return ask(base)

    def _known(self, base: sqlite3.Connection, whole: int) -> tuple[int, int]:
        """Return the bytes and the number of entries indexed; empty the index if it is another ledger's."""
        if base.execute("pragma user_version").fetchone() == (_VERSION,):
            size, last, digest, number = base.execute("select * from state").fetchone()
            if size <= whole and self._agrees(size, last, digest):
                return size, number
        base.executescript(_TABLES)
        try:
            base.execute(_SEARCH)
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise
            base.execute(_PLAIN_SEARCH)
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
            bool(entry.source.digest),
            entry.reviewed,
            _storable(entry.reviewer or ""),
            entry.public,
        )
        base.execute("insert into entry values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        texts = _said(entry), entry.kind, " ".join(actors_of(entry)), entry.source.dispatch
        base.execute(
            "insert into found (rowid, said, its_kind, its_actors, its_dispatch) values (?,?,?,?,?)",
            (start, *map(folded, texts)),
        )
        gone = entry.body.entry if isinstance(entry.body, Retraction) else entry.replaces
        if gone is not None:
            base.execute("insert or ignore into gone values (?)", (_storable(gone),))


def _goes_one_by_one(base: sqlite3.Connection) -> bool:
    """Return whether the words are in a plain table, which has no list of entries for each word."""
    (sql,) = base.execute("select sql from sqlite_master where name = 'found'").fetchone()
    return "fts5" not in sql


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


def _said(entry: Entry) -> str:
    """Return all that a search looks at: the words of the dispatch, the fields, the outlet."""
    words = entry.span.text
    told = [*_texts(asdict(entry.body)), entry.source.outlet or ""]
    return "\n".join([words, *(text for text in told if text not in words)])


def _texts(value: object) -> Iterator[str]:
    """Yield every text in the fields of an entry."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _matching(asked: Searched, wanted: Wanted) -> str:
    """Return the words asked for, and those of the filter, in the language of the full-text search.

    The conditions of the filter still decide: an id of other signs may have the same words.
    """
    parts = [f"said : ({asked.query})"]
    filters = (
        ("its_kind", wanted.kind),
        ("its_actors", wanted.actor),
        ("its_dispatch", wanted.dispatch),
    )
    for column, value in filters:
        words = words_of(value or "")
        if words:
            parts.append(f'{column} : "{" ".join(words)}"')
    return " AND ".join(parts)


def _conditions(wanted: Wanted) -> tuple[list[str], list[str]]:
    """Return the conditions of a filter in SQL, and the values of their parameters."""
    clauses, values = ["1"], []
    for column, value in (("kind", wanted.kind), ("dispatch", wanted.dispatch), ("id", wanted.id)):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    for column, is_so in (("reviewed", wanted.reviewed), ("public", wanted.public)):
        if is_so is not None:
            clauses.append(column if is_so else f"not {column}")
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
