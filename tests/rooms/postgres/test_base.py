"""The room on PostgreSQL: the same tests as on SQLite, on a server that is started for them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import Cluster, cluster, why_not
from tests.support.room import folder

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

ROOT = Path(__file__).parents[3]
HELD = (
    "tests/rooms/test_rooms.py",
    "tests/rooms/doing/test_answers_at_once.py",
    "tests/rooms/doing/test_retention.py",
    "tests/rooms/seen/test_sessions.py",
    "tests/rooms/test_backup.py::test_rows_are_of_one_moment_while_others_write",
)
"""A mediation, races, shredding, what the database tells, and a snapshot: on PostgreSQL, too."""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    if reason := why_not():
        pytest.skip(reason)
    with cluster() as made:
        yield made


def test_a_mediation_is_held_on_postgresql() -> None:
    if reason := why_not():
        pytest.skip(reason)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", *HELD],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "GOODOFFICES_ROOM_DATABASE": "postgres"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout


def test_a_transaction_waits_for_the_one_that_writes_and_pages_do_not(server: Cluster) -> None:
    from django.db import DatabaseError

    from goodoffices.rooms.database import postgres

    # Django is set up once in a process
    folder()
    from goodoffices.rooms.postgres.base import DatabaseWrapper

    server.ask("CREATE DATABASE waits")
    settings = postgres(server.address("waits") + "&options=-c%20lock_timeout%3D90s")

    def connection() -> DatabaseWrapper:
        more: dict[str, object] = {
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
            "TIME_ZONE": None,
            "TEST": {},
        }
        return DatabaseWrapper({**settings, **more}, "default")

    def read(held: DatabaseWrapper) -> list[int]:
        with held.cursor() as cursor:
            cursor.execute("SELECT number FROM numbers ORDER BY number")
            return [number for (number,) in cursor.fetchall()]

    def add(held: DatabaseWrapper) -> None:
        """Add the number after the last, as an act adds an entry after the head."""
        following = max(read(held), default=0) + 1
        time.sleep(0.01)
        with held.cursor() as cursor:
            cursor.execute("INSERT INTO numbers VALUES (%s)", [following])

    first = connection()
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE numbers (number int)")

    def several() -> None:
        held = connection()
        for _ in range(5):
            held.set_autocommit(False)
            add(held)
            held.commit()
            held.set_autocommit(True)
        held.close()

    threads = [threading.Thread(target=several) for _ in range(4)]
    first.set_autocommit(False)
    add(first)
    for thread in threads:
        thread.start()
    # who only reads waits for nobody
    reader = connection()
    assert read(reader) == []
    first.commit()
    first.set_autocommit(True)
    for thread in threads:
        thread.join()
    assert read(reader) == list(range(1, 22))
    # what an act expects is set, whatever the address said; one that cannot begin leaves no connection
    with reader.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("20s",)
        cursor.execute("SET lock_timeout = '50ms'")
    first.set_autocommit(False)
    with pytest.raises(DatabaseError):
        reader.set_autocommit(False)
    assert reader.connection is None
    first.rollback()
    first.set_autocommit(True)
    server.stop()
    later = threading.Timer(0.5, server.start)
    later.start()
    # a connection that was there before is made anew, once the database has started again
    reader.health_check_enabled, reader.health_check_done = True, False
    assert read(reader) == list(range(1, 22))
    later.join()
    first.close()
    reader.close()
