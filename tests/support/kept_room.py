"""What an act made of a room, kept: tests that begin alike pay once for their beginning.

Most tests of the room seat everyone and let every party accept the same terms. That is done by requests
once in a process. Afterwards a room that is the same in each byte as the room in which it was done is given
what it came to: database, keys, cookies, clock and dice. In any other room it is done by requests again.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from goodoffices.rooms import chance

if TYPE_CHECKING:
    from tests.support.room import House

SECONDS = 60.0
"""Seconds for which a room is kept: a sign-in counts for five minutes of real time."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that decides what comes of a request.

    Attributes:
        files: the bytes of the database, of the file of keys and of the configuration.
        people: the name and the cookies of each person, by their key in ``House.people``.
        time: that of the clock.
        dice: their seed, and how often they were thrown.
    """

    files: tuple[bytes, ...]
    people: dict[str, tuple[str, SimpleCookie]]
    time: datetime
    dice: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Done:
    """A room before and after an act, which began at a second of the computer's clock."""

    before: State
    after: State
    began: float


DONE: dict[str, list[Done]] = {}
"""By the name of an act, the rooms in which it was done."""


def once(house: House, name: str, act: Callable[[], None]) -> None:
    """Do something in a room, or give the room what came of it in a room that was the same.

    Args:
        house: the room.
        name: of the act: acts of one name do the same.
        act: what is done, by requests.
    """
    began, before = monotonic(), state(house)
    DONE[name] = [done for done in DONE.get(name, []) if began - done.began < SECONDS]
    known = next((done.after for done in DONE[name] if done.before == before), None)
    if known is not None:
        restore(house, known)
        return
    act()
    after = state(house)
    if before is not None and after is not None:
        DONE[name].append(Done(before, after, began))


def state(house: House) -> State | None:
    """Return all that decides what comes next in a room; None if its files and cookies do not hold it."""
    from django.core.cache import cache
    from django.db import connection

    # dice of a test's own, a server of PostgreSQL, codes that were used
    if chance.draw is not house.dice or house.folder.config().database or cache._cache:
        return None
    busy, *_pages = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        return None
    return State(
        tuple(path.read_bytes() if path.exists() else b"" for path in files_of(house)),
        {key: (person.name, deepcopy(person.client.cookies)) for key, person in house.people.items()},
        house.time,
        (house.dice.seed, house.dice.count),
    )


def restore(house: House, kept: State) -> None:
    """Make a room what it was."""
    from django.db import connections

    from tests.support.room import Person

    connections.close_all()
    for path, content in zip(files_of(house), kept.files, strict=True):
        # a new file: a connection that somebody left open keeps the old file
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        path.write_bytes(content)
    for key, (name, cookies) in kept.people.items():
        person = house.people.setdefault(key, Person(house, name))
        person.client.cookies = deepcopy(cookies)
    house.time = kept.time
    house.dice.count = kept.dice[1]


def files_of(house: House) -> list[Path]:
    """Return the files that hold a room and decide what it does."""
    folder = house.folder
    return [folder.database, folder.path / "keys.sqlite3", folder.path / "room.json"]
