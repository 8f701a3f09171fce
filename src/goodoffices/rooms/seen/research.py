"""The table for research: a row for each table of an exercise all of whose people consented, and no words."""

from __future__ import annotations

import csv
import hashlib
import hmac
import importlib
import io
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from goodoffices.model import Case
from goodoffices.record.ledger.export import cell
from goodoffices.rooms.doing.debrief import debrief_shown, pseudonym_key
from goodoffices.rooms.doing.refusals import NOT_NOW, NotYours, Refused
from goodoffices.rooms.doing.tickets import require_teacher
from goodoffices.rooms.models import Exercise, Ticket
from goodoffices.rooms.players import chairs
from goodoffices.rooms.seen.debrief import tables_of, yardstick
from goodoffices.rooms.yardstick import Measured

PSEUDONYM_DIGITS = 12
MEASURES = ("share of joint gain", "to frontier", "to nash", "to kalai-smorodinsky")
Value = str | int | float | bool | None
Row = dict[str, Value]


def rows(user: Any, case: Case) -> list[Row]:
    """Return a row for each table all of whose people consented.

    Raises:
        NotYours: if this is not the teacher.
        Refused: if the debrief is not shown yet, or the key of the pseudonyms was destroyed.
    """
    exercise, key = require_teacher(user), pseudonym_key()
    if not debrief_shown() or key is None:
        raise Refused(NOT_NOW)
    measure, found = yardstick(case), list[Row]()
    for room, package, texts in tables_of():
        tickets = list(
            Ticket.objects.filter(seat__room=room).select_related("seat").order_by("seat__place")
        )
        sat = [ticket for ticket in tickets if ticket.user_id is not None]
        if not sat or not all(ticket.consent for ticket in sat):
            continue
        names = {ticket.seat.key: _pseudonym(key, ticket) for ticket in sat}
        measured = measure.measured(package) if measure and package else None
        row: Row = {"exercise": case.id, "table": room.table}
        row |= {f"seat {ticket.seat.key}": names.get(ticket.seat.key) for ticket in tickets}
        row["protocol"] = exercise.protocol
        row |= {"texts": len(texts), "agreed": package is not None, "machines": _machines(tickets)}
        row |= {f"option {issue.id}": (package or {}).get(issue.id) for issue in case.issues}
        row |= {
            f"points {party.id}": float(measured.points[party.id]) if measured else None
            for party in case.parties
        }
        found.append(row | dict(zip(MEASURES, _measures(measured), strict=True)))
    return found


def columns(case: Case) -> dict[str, type]:
    """Return the columns of the table, each with its type."""
    seats = chairs(case, Exercise.objects.get().protocol)
    return {
        "exercise": str,
        "table": int,
        **{f"seat {seat}": str for seat in seats},
        "protocol": str,
        "texts": int,
        "agreed": bool,
        "machines": str,
        **{f"option {issue.id}": str for issue in case.issues},
        **{f"points {party.id}": float for party in case.parties},
        **dict.fromkeys(MEASURES, float),
    }


def table_text(user: Any, case: Case) -> str:
    """Return the table as CSV; see :func:`rows`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    found, names = rows(user, case), columns(case)
    writer.writerow(names)
    for row in found:
        writer.writerow([cell(_written(row[name])) for name in names])
    return buffer.getvalue()


def parquet_is_there() -> bool:
    """Return whether the library that writes Parquet is installed."""
    return find_spec("pyarrow") is not None


def table_parquet(user: Any, case: Case) -> bytes:
    """Return the table as Parquet, with a type for each column; see :func:`rows`.

    Raises:
        NotYours: if the library is not installed, too.
    """
    found = rows(user, case)
    if not parquet_is_there():
        raise NotYours
    arrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    kinds = {str: arrow.string(), int: arrow.int64(), bool: arrow.bool_(), float: arrow.float64()}
    table = arrow.table(
        {
            name: arrow.array([row[name] for row in found], kinds[kind])
            for name, kind in columns(case).items()
        }
    )
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()


def _written(value: Value) -> str | int:
    """Return a value as it stands in CSV."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else value


def _machines(tickets: list[Ticket]) -> str:
    """Return the seats that machines play at the end, such as ``B=truthful``."""
    seats = [ticket.seat for ticket in tickets if ticket.seat.machine]
    return " ".join(f"{seat.key}={seat.machine}" for seat in seats)


def _measures(found: Measured | None) -> list[float | None]:
    if found is None:
        return [None] * len(MEASURES)
    values: list[Fraction | float | None] = [
        found.share,
        found.to_frontier,
        found.to_nash,
        found.to_kalai_smorodinsky,
    ]
    return [None if value is None else float(value) for value in values]


def _pseudonym(key: bytes, ticket: Ticket) -> str:
    return hmac.new(key, str(ticket.id).encode(), hashlib.sha256).hexdigest()[:PSEUDONYM_DIGITS]
