"""Unsafe points of a database of PostgreSQL are told in sentences, without its password."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from goodoffices import casefile
from tests.support.postgres import Cluster, cluster, why_not
from tests.support.room import House

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")

from goodoffices.rooms import checks
from goodoffices.rooms.checks import unsafe
from goodoffices.rooms.folder import Folder

CANAL = Path(__file__).parents[2] / "cases" / "canal"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    if reason := why_not():
        pytest.skip(reason)
    with cluster() as made:
        yield made


def told(tmp_path: Path, address: str) -> str:
    folder = Folder(tmp_path / "data")
    folder.make(casefile.locate(CANAL), tmp_path / "room.key", ("localhost",), "UTC", address)
    return "\n".join(unsafe(folder, "localhost"))


def test_a_user_of_its_own_on_this_computer_is_safe(tmp_path: Path, server: Cluster) -> None:
    server.ask("CREATE USER modest")
    server.ask("CREATE DATABASE modest OWNER modest")
    found = told(tmp_path, server.address("modest").replace("user=room", "user=modest"))
    assert "modest" not in found


def test_each_unsafe_point_is_named(tmp_path: Path, server: Cluster) -> None:
    for setting in ("log_statement = 'all'", "log_min_duration_statement = 0"):
        server.ask(f"ALTER DATABASE postgres SET {setting}")
    found = told(tmp_path, server.address("postgres"))
    for words in (
        "log_statement is all, not none: its log tells who wrote when",
        "log_min_duration_statement is 0, not -1",
        "the room's user may do everything on this server",
    ):
        assert words in found
    assert "certificate that is checked" not in found


def test_the_age_of_the_last_backup_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    assert "backup" not in "".join(unsafe(folder, "localhost"))
    folder.make(casefile.locate(CANAL), tmp_path / "room.key", ("localhost",), "UTC")
    assert "no backup was made yet" in "".join(unsafe(folder, "localhost"))
    folder.last_backup.touch()
    assert "backup" not in "".join(unsafe(folder, "localhost"))
    old = time.time() - 9 * 24 * 3600
    os.utime(folder.last_backup, (old, old))
    assert "the last backup is 9 days old" in "".join(unsafe(folder, "localhost"))


@pytest.mark.parametrize(
    ("rest", "safe"),
    [("", False), ("?sslmode=require", False), ("?sslmode=verify-full", True)],
)
def test_a_database_over_a_network_needs_a_checked_certificate(
    rest: str, safe: bool, tmp_path: Path
) -> None:
    # an address that nobody has: nothing leaves this computer
    found = told(tmp_path, f"postgres://anna:s3cret@db.invalid/talks{rest}")
    assert ("certificate that is checked" not in found) is safe
    assert "db.invalid/talks: the database does not answer" in found
    assert "s3cret" not in found


def test_threads_of_blas_are_told_if_there_are_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "data")
    for name, safe in (("", True), ("1", True), ("4", False)):
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", name)
        assert ("OPENBLAS_NUM_THREADS is 4" not in "".join(unsafe(folder, "localhost"))) is safe
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    assert "OPENBLAS" not in "".join(unsafe(folder, "localhost"))


def test_a_clock_that_nobody_keeps_right_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "data")
    for kept, safe in ((True, True), (None, True), (False, False)):
        monkeypatch.setattr(checks, "clock_kept", lambda kept=kept: kept)
        assert ("keeps this computer's clock right" not in "".join(unsafe(folder, "localhost"))) is safe
    monkeypatch.undo()
    assert checks.clock_kept() in (True, False, None)


def test_a_question_that_nobody_published_is_told(room: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server looks each hour at the latest: a question that is due for longer stands still."""

    def told() -> str:
        return "".join(unsafe(room.folder, "localhost"))

    assert "not published" not in told()
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    assert "not published" not in told()
    room.time += timedelta(hours=9 + 1)
    assert "not published" not in told()
    room.time += timedelta(hours=3)
    assert "a question was due 4 hours ago and is not published" in told()
    room.until(0)
    room.parties[0].get("")
    assert "not published" not in told()
