"""Queries that Django words once: each later call fills its values in.

Django builds the SQL of a query anew each time, which takes ten times as long as SQLite takes to answer it.
A prepared query keeps the SQL, and no row: every call asks the database.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, Value
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
LARGEST = 2**63
"""Numbers from here on are in no column: SQLite cannot be asked for them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a value in a query, by its name."""

    name: str


def gap(name: str) -> Any:
    """Return a place in a query that each call fills in by name."""
    return Value(Gap(name))


@dataclass(frozen=True, slots=True)
class Worded:
    """A query as Django worded it.

    Attributes:
        words: the SQL.
        places: the values in it, some of them gaps.
        read: turns rows of the database into the results of the query.
    """

    words: str
    places: tuple[Any, ...]
    read: Callable[[list[Any]], list[Any]]


class Prepared(threading.local, Generic[Row]):
    """A query with gaps; a thread words it when it first asks, as each thread has its own connection."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _worded(self) -> Worded:
        query = self._make()
        compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        words, values = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        if query._iterable_class is ModelIterable and not compiler.annotation_col_map:
            return Worded(words, tuple(values), _instances(compiler, converters))
        compiler.get_converters = lambda columns: converters
        query.query.get_compiler = lambda *args, **more: compiler

        def read(found: list[Any]) -> list[Any]:
            compiler.execute_sql = lambda *args, **more: (found,)
            try:
                return list(query._iterable_class(query))
            finally:
                # the rows of this call, such as those of a session, are not kept
                del compiler.execute_sql

        return Worded(words, tuple(values), read)

    def all(self, **values: Any) -> list[Row]:
        """Return every row; none if a value is a number that is in no column, as an address may have."""
        for value in values.values():
            if isinstance(value, int) and abs(value) >= LARGEST:
                return []
        worded = self._worded
        connection = connections[DEFAULT_DB_ALIAS]
        filled = tuple(
            [
                _in_database(values[place.name], connection) if isinstance(place, Gap) else place
                for place in worded.places
            ]
        )
        found = _rows(connection, worded.words, filled)
        return worded.read(found) if found else []

    def first(self, **values: Any) -> Row | None:
        """Return the first row; None if there is none."""
        return next(iter(self.all(**values)), None)


def _rows(connection: Any, words: str, values: tuple[Any, ...]) -> list[Any]:
    """Return the rows of a question.

    SQLite is asked directly: Django's cursor takes ten times as long as it. Whoever listens to questions, as
    tests do, hears them from Django's cursor only.
    """
    heard = connection.force_debug_cursor or connection.execute_wrappers
    if connection.vendor != "sqlite" or heard:
        with connection.cursor() as cursor:
            cursor.execute(words, values)
            return list(cursor.fetchall())
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return list(connection.connection.execute(_in_sqlite(words), values))


@lru_cache(maxsize=256)
def _in_sqlite(words: str) -> str:
    """Return a question with the marks of SQLite for its values."""
    return re.sub("(?<!%)%s", "?", words).replace("%%", "%")


def _instances(compiler: Any, converters: Any) -> Callable[[list[Any]], list[Any]]:
    """Return a function that makes instances of rows; Django looks all this up anew for each query."""
    select, about = compiler.select, compiler.klass_info
    first, last = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    make, populators = about["model"].from_db, get_related_populators(about, select, DEFAULT_DB_ALIAS)

    def read(rows: list[Any]) -> list[Any]:
        found = []
        for row in compiler.apply_converters(rows, converters) if converters else rows:
            made = make(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in populators:
                populator.populate(row, made)
            found.append(made)
        return found

    return read


def write(words: str, *values: Any) -> int:
    """Write with SQL that is worded by hand, and return the number of rows."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(words, [_in_database(value, connection) for value in values])
        count: int = cursor.rowcount
    return count


def _in_database(value: Any, connection: Any) -> Any:
    """Return a value as the database takes it."""
    found = value.pk if isinstance(value, Model) else value
    if isinstance(found, UUID) and not connection.features.has_native_uuid_field:
        return found.hex
    return connection.ops.adapt_datetimefield_value(found) if isinstance(found, datetime) else found
