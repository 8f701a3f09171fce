"""The only source of time of the room, so that a test can stop it or set it late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _system() -> datetime:
    return datetime.now(UTC)


read: Callable[[], datetime] = _system
"""Return the present time in UTC. A test replaces this name; nothing else looks at a clock."""


def now() -> datetime:
    """Return the present time in UTC."""
    return read()


def stamp(time: datetime) -> str:
    """Return a time as the public chain has it: ISO 8601 in UTC, to the minute."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def next_minute(time: datetime) -> datetime:
    """Return the first whole minute at or after a time."""
    whole = time.replace(second=0, microsecond=0)
    return whole if whole == time else whole + timedelta(minutes=1)
