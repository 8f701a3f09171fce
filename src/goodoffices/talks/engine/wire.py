"""Events of a session as rows of JSON, and rows as events again, with equal fingerprints.

A row is what a seat did in a single lane, by the names of its event's fields, for example
``{"seat": 2, "event": "TextPut", "package": [0, 2, 1]}``. Round, step and audience are not in it: they follow
when the event is played, so that no row can claim them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from goodoffices.errors import UsageError, hint, near_miss, shorten
from goodoffices.talks.engine.event import Batch, Event, Number, Numbers, Package, YesNo
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.session import Log, Session
from goodoffices.talks.engine.state import State

LARGEST = 2**31
"""Bound on every number of a row: options, issues, rounds and bits for variants are far below."""

Row = dict[str, Any]


def row_of(batch: Batch) -> Row:
    """Return what a batch of one lane holds, as it is written in JSON."""
    event, row = batch.event, {"seat": batch.by, "event": batch.event.__name__}
    needed, widths = _parts(event, batch.package.shape[1])
    package, more = batch.package[0].tolist(), batch.more[0].tolist()
    # what no field names is written if it is there: it would be missing from the fingerprint
    if "package" in needed or any(package):
        row["package"] = package
    if "yes" in needed or batch.yes[0]:
        row["yes"] = bool(batch.yes[0])
    used = 0
    for name, width in widths.items():
        row[name] = more[used] if width is None else more[used : used + width]
        used += width or 1
    if any(more[used:]):
        row["more"] = more[used:]
    return row


def rows_of(log: Log, lane: int = 0) -> list[Row]:
    """Return a lane of a log as rows, in order."""
    return [row_of(happened.batch) for happened in log.lane(lane)]


def batch_of(protocol: Protocol, row: Mapping[str, Any]) -> Batch:
    """Return a row as an event in a single lane; whether it is allowed now, ``Session.play`` says.

    Raises:
        UsageError: the protocol has no such event, or a part is missing, unknown or of another kind.
    """
    event, issues = _event(protocol, row), protocol.setting.issues
    needed, widths = _parts(event, issues)
    # a field that is not known is refused: left out in silence, its writer would believe it was heard
    for name in row:
        if name not in ("seat", "event", "package", "yes", "more", *widths):
            raise UsageError(f"{event.__name__}: expected a field of its own, found {shorten(name)}.")
    for name in (*needed, *widths):
        if name not in row:
            raise UsageError(f"{event.__name__}: expected '{name}', found none.")
    yes = row.get("yes", False)
    if not isinstance(yes, bool):
        raise UsageError(f"{event.__name__}.yes: expected true or false, found {shorten(yes)}.")
    package = _numbers(event, "package", row.get("package", [0] * issues), issues)
    more: list[int] = []
    for name, width in widths.items():
        value = row[name] if width is not None else [row[name]]
        more += _numbers(event, name, value, 1 if width is None else width)
    room = issues + 3 - len(more)
    more += _numbers(event, "more", row.get("more", [0] * room), room)
    return Batch(
        by=_numbers(event, "seat", [row.get("seat")], 1)[0],
        event=event,
        package=np.array([package], dtype=np.int64),
        yes=np.array([yes]),
        where=np.ones(1, dtype=np.bool_),
        more=np.array([more], dtype=np.int64),
    )


def replay(
    protocol: Protocol, rows: Iterable[Mapping[str, Any]], begin: State | None = None, run: int = 0
) -> Session:
    """Return a session in which all rows have been played.

    Args:
        protocol: the rules, with their setting.
        rows: events in order.
        begin: the state in which it begins, if it is not that of ``protocol.start``.
        run: the number of the session.

    Raises:
        UsageError: a row is no event of the protocol.
        ProtocolError: an event is not allowed.
    """
    session = Session(protocol, begin, (run,))
    for row in rows:
        session.play(batch_of(protocol, row))
    return session


def _parts(event: type[Event], issues: int) -> tuple[tuple[str, ...], dict[str, int | None]]:
    """Return which of ``package`` and ``yes`` a row needs, and its numbers by name.

    A field of a single number has the width None, a field with a number for each issue has their number.
    """
    needed, widths = list[str](), dict[str, int | None]()
    for field in event.fields:
        if isinstance(field, Package):
            needed.append("yes" if field.if_yes else "package")
        elif isinstance(field, YesNo):
            needed.append("yes")
        elif isinstance(field, Number | Numbers):
            widths[field.name] = issues if isinstance(field, Numbers) else None
    return tuple(needed), widths


def _event(protocol: Protocol, row: Mapping[str, Any]) -> type[Event]:
    """Return the event that a row names."""
    if not isinstance(row, Mapping):
        raise UsageError(f"row: expected keys and values, found {shorten(row)}.")
    known, name = {event.__name__: event for event in protocol.events}, row.get("event")
    if not isinstance(name, str) or name not in known:
        near = near_miss(str(name), known)
        raise UsageError(f"event: expected one of {protocol.name}, found {shorten(name)}.{hint(near)}")
    return known[name]


def _numbers(event: type[Event], name: str, value: object, width: int) -> list[int]:
    """Return numbers of a row, in order; true and false are not numbers here."""
    listed = value if isinstance(value, list | tuple) else []
    # not isinstance: True is an int in Python, and would be 1
    if len(listed) != width or not all(type(n) is int and -LARGEST < n < LARGEST for n in listed):
        many = "a whole number" if width == 1 else f"{width} whole numbers"
        raise UsageError(f"{event.__name__}.{name}: expected {many}, found {shorten(value)}.")
    return list(listed)
