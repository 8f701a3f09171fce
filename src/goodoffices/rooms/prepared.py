"""Queries that Django words once: each later call fills its values in.

Django builds the SQL of a query anew each time, which takes ten times as long as SQLite takes to answer it.
A prepared query keeps the SQL, and no row: every call asks the database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, Value

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


class Prepared(threading.local, Generic[Row]):
    """A query with gaps; a thread words it when it first asks, as each thread has its own connection."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _worded(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        """The query, its compiler, its SQL, and the values in it, some of them gaps."""
        query = self._make()
        compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        words, values = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        compiler.get_converters = lambda columns: converters
        query.query.get_compiler = lambda *args, **more: compiler
        return query, compiler, words, tuple(values)

    def all(self, **values: Any) -> list[Row]:
        """Return every row; none if a value is a number that is in no column, as an address may have."""
        if any(isinstance(value, int) and abs(value) >= LARGEST for value in values.values()):
            return []
        query, compiler, words, places = self._worded
        filled = tuple(
            _in_database(values[place.name]) if isinstance(place, Gap) else place for place in places
        )
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(words, filled)
            found = cursor.fetchall()
        if not found:
            return []
        compiler.execute_sql = lambda *args, **more: (found,)
        try:
            return list(query._iterable_class(query))
        finally:
            # the rows of this call, such as those of a session, are not kept
            del compiler.execute_sql

    def first(self, **values: Any) -> Row | None:
        """Return the first row; None if there is none."""
        return next(iter(self.all(**values)), None)


def write(words: str, *values: Any) -> int:
    """Write with SQL that is worded by hand, and return the number of rows."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(words, [_in_database(value) for value in values])
        count: int = cursor.rowcount
    return count


def _in_database(value: Any) -> Any:
    """Return a value as the database takes it."""
    connection = connections[DEFAULT_DB_ALIAS]
    found = value.pk if isinstance(value, Model) else value
    if isinstance(found, UUID) and not connection.features.has_native_uuid_field:
        return found.hex
    return connection.ops.adapt_datetimefield_value(found) if isinstance(found, datetime) else found
