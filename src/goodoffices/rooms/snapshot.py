"""The rows of a room as lines: all of the same moment, and the same from SQLite and from PostgreSQL.

They go back into the tables of the version that wrote them, which are then brought up to date like any
database. So an older backup can be restored, and a room can move from SQLite to PostgreSQL or back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from goodoffices.errors import LedgerError
from goodoffices.rooms import vault
from goodoffices.rooms.backup_lines import Row, Steps, Table
from goodoffices.rooms.chain import read_log, verify_own
from goodoffices.rooms.models import Remembered, Room
from goodoffices.rooms.tables import known_steps, make_tables

PARTS = ("auth", "account", "mfa", "rooms")
LEFT_OUT = {"auth.permission", "auth.group", Remembered._meta.label_lower}
"""Tables that are made anew, or hold for minutes only. Sessions end with a backup, too."""
BATCH = 500
"""Rows that are asked for, or written, at once."""
BEGIN = {
    "sqlite": "BEGIN",
    "postgresql": "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
Line = dict[str, Any]


def lines() -> Iterator[Line]:
    """Yield the migrations of the database, then all rows, as they were when the first was asked for."""
    with _moment():
        loader = MigrationLoader(connection)
        done = sorted(loader.applied_migrations)
        yield {"migrations": [list(step) for step in done]}
        # the tables may be of an older version: a backup is made before they are brought up to date
        for model in _models(loader.project_state(_last(done, loader.graph.node_map)).apps):
            fields = model._meta.concrete_fields
            yield {"table": model._meta.label_lower, "fields": [field.name for field in fields]}
            last = None
            while batch := _after(model, last):
                last = batch[-1].pk
                for row in batch:
                    yield {"row": [_out(field, row) for field in fields]}


@contextmanager
def _moment() -> Iterator[None]:
    """Let everything that is read be of the same moment, while others go on writing."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _models(known: Any) -> list[Any]:
    found = [model for part in PARTS for model in known.get_app_config(part).get_models()]
    return [model for model in found if model._meta.label_lower not in LEFT_OUT]


def _after(model: Any, last: Any) -> list[Any]:
    rows = model._base_manager.order_by("pk")
    return list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])


def _out(field: Any, row: Any) -> Any:
    value = field.value_from_object(row)
    return None if value is None else field.value_to_string(row)


def fill(steps: Steps, found: Iterable[Table | Row]) -> None:
    """Fill an empty database with tables, each followed by its rows.

    Expects migrations that this version knows.

    Raises:
        LedgerError: if a table, a field or a row is none of the version that has these migrations.
    """
    executor = MigrationExecutor(connection)
    last = _last(steps.migrations, executor.loader.graph.node_map)
    if known_steps() <= {*steps.migrations}:
        make_tables()
    else:
        executor.migrate(last)
    then = executor.loader.project_state(last).apps
    # keys between rows are checked at the end of the transaction
    with _as_rows_of_a_room(), transaction.atomic():
        model: Any = None
        fields, batch = list[Any](), list[Any]()
        for line in chain(found, [None]):
            if isinstance(line, Row):
                values = zip(fields, line.row, strict=True)
                batch.append(model(**{field.attname: _in(field, value) for field, value in values}))
            if batch and (len(batch) == BATCH or not isinstance(line, Row)):
                model._base_manager.bulk_create(batch)
                batch = []
            if isinstance(line, Table):
                model = then.get_model(line.table)
                fields = [model._meta.get_field(name) for name in line.fields]
        _number_on(then)


@contextmanager
def _as_rows_of_a_room() -> Iterator[None]:
    """Turn errors about a table, a field or a value that does not fit into errors of the backup."""
    try:
        yield
    except (LookupError, FieldDoesNotExist, ValidationError, ValueError, TypeError) as error:
        raise LedgerError(f"expected rows of a room, found {error}.") from error
    except (OverflowError, IntegrityError, DataError) as error:
        raise LedgerError(f"expected rows that fit together, found {error}.") from error


def _last(steps: list[tuple[str, str]], nodes: Any) -> list[tuple[str, str]]:
    """Return the last migrations of each part that this version knows: all others come before them."""
    steps = [step for step in steps if step in nodes]
    after = {
        step: {node.key for node in nodes[step].children if node.key[0] == step[0]} for step in steps
    }
    return [step for step in steps if not after[step] & set(steps)]


def _in(field: Any, value: Any) -> Any:
    return None if value is None else field.to_python(value)


def _number_on(then: Any) -> None:
    """Let numbers of new rows follow those that were filled in, where the database does not do so itself."""
    wanted = connection.ops.sequence_reset_sql(no_style(), _models(then))
    with connection.cursor() as cursor:
        for words in wanted:
            cursor.execute(words)


def verify() -> int:
    """Check every chain of every room: its public log, and each side with all that it has sealed.

    Returns:
        The number of rooms.

    Raises:
        LedgerError: if a chain does not hold, or a sealed entry cannot be opened.
    """
    rooms = list(Room.objects.all())
    for room in rooms:
        try:
            found = vault.whole_file(room)
        except (ObjectDoesNotExist, KeyError, ValueError, TypeError) as error:
            raise LedgerError(f"room {room.id}: expected its sides, found {error!r}.") from error
        verify_own(found, read_log(vault.log(room)))
    return len(rooms)


def empty() -> None:
    """Remove every table, so that the database is as it was before it was filled."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
