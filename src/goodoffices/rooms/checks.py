"""The unsafe points of a server, in sentences that say how to mend them."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from goodoffices.errors import GoodOfficesError
from goodoffices.files import real
from goodoffices.postgres import first_line, parts, place
from goodoffices.rooms.folder import Folder
from goodoffices.rooms.now import now

OLDEST_DJANGO = (5, 2)
LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")
"""Hosts of a database that are this computer; so is every path of a socket."""
EXPECTED = {
    "fsync": ("on", "answers that were acknowledged may be lost in a power cut"),
    "full_page_writes": ("on", "a power cut may leave rows that are half old, half new"),
    "log_statement": ("none", "its log tells who wrote when"),
    "log_min_duration_statement": ("-1", "its log tells who wrote when"),
    "track_commit_timestamp": ("off", "it keeps the time of every answer"),
}
"""Settings of PostgreSQL, each with the safe value and what another would do."""
BACKUP_AGE = timedelta(days=7)
"""A room that is older than its last backup by more than this is told so."""
LATEST = timedelta(hours=2)
"""A running server publishes within an hour of the minute, even if nobody looks."""
OLDEST_DUE = "SELECT min(due) FROM rooms_window WHERE state = 'open'"
TIMEX_BYTES = 512
"""More than the kernel's record of its clock takes on any machine."""
UNSYNCHRONIZED = 5
"""The kernel's TIME_ERROR: nobody has set its clock for long."""
NETWORK_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}


def unsafe(folder: Folder, host: str) -> list[str]:
    """Return a sentence for each thing that is unsafe; none if nothing was found."""
    found = [*_key(folder), *_system(folder), *_server(host), *_threads(), *_clock(folder)]
    return [*found, *_database(folder), *_backup(folder)]


def _key(folder: Folder) -> list[str]:
    try:
        key = Path(folder.config().key)
        folder.keyring()
    except GoodOfficesError as error:
        return [str(error)]
    found = []
    if real(key).is_relative_to(real(folder.path)):
        found.append(f"{key}: the server's key is in the folder with the data; keep it elsewhere.")
    if os.name == "posix" and stat.S_IMODE(folder.path.stat().st_mode) & 0o077:
        found.append(f"{folder.path}: others can read this folder; run chmod 700 on it.")
    return found


def _system(folder: Folder) -> list[str]:
    found = []
    if sys.platform.startswith("linux"):
        swaps = Path("/proc/swaps")
        if swaps.exists() and len(swaps.read_text("utf-8").splitlines()) > 1:
            found.append(
                "Swap is on, so answers in memory may reach the disk; encrypt the swap or turn it off."
            )
        if not _address(folder) and _disk(real(folder.path)) in NETWORK_DISKS:
            found.append(
                f"{folder.path}: the database is on a network disk, which may lose answers; use a disk of "
                "this computer."
            )
        import resource

        if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
            found.append(
                "Core dumps are on, so a crash would write answers to the disk; run 'ulimit -c 0' first."
            )
    return found


def _disk(path: Path) -> str:
    """Return the kind of the file system that a path is on."""
    best, kind = "", ""
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, place, name, *_ = line.split(" ")
        if path.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, name
    return kind


def _server(host: str) -> list[str]:
    found = []
    if host not in ("127.0.0.1", "localhost", "::1"):
        found.append(
            f"{host}: people on other computers reach this server, and browsers do not know its certificate; "
            "read its fingerprint out to them."
        )
    if tuple(map(int, version("django").split(".")[:2])) < OLDEST_DJANGO:
        found.append("Django is older than 5.2, and its faults are corrected no more; update it.")
    return found


def _threads() -> list[str]:
    threads = os.environ.get("OPENBLAS_NUM_THREADS") or "1"
    if threads == "1":
        return []
    return [
        f"OPENBLAS_NUM_THREADS is {threads}: while a suggestion is computed, its threads hold up every page; "
        "unset it, and the server uses one thread."
    ]


def _clock(folder: Folder) -> list[str]:
    found = []
    if clock_kept() is False:
        found.append(
            "No time server keeps this computer's clock right: questions may end too early or too late; turn "
            "on its time service."
        )
    if folder.exists and not _address(folder) and folder.database.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(folder.database, timeout=20)) as base:
            [due] = base.execute(OLDEST_DUE).fetchone()
            if due:
                found += _unpublished(folder, datetime.fromisoformat(due).replace(tzinfo=UTC))
    return found


def clock_kept() -> bool | None:
    """Return whether the kernel says that this computer's clock is kept right; None if it does not say."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    except (AttributeError, OSError):
        return None
    return None if answer < 0 else bool(answer != UNSYNCHRONIZED)


def _unpublished(folder: Folder, due: datetime) -> list[str]:
    """Return a sentence if the oldest open question was due so long ago that no clock can be running."""
    late = now() - due
    if late <= LATEST:
        return []
    hours = late // timedelta(hours=1)
    return [
        f"{folder.path}: a question was due {hours} hours ago and is not published: the room's clock stands "
        "still; start the server."
    ]


def _backup(folder: Folder) -> list[str]:
    if not folder.exists:
        return []
    how = f"run 'goodoffices room {folder.path} backup FILE'."
    if not folder.last_backup.exists():
        return [f"{folder.path}: no backup was made yet; {how}"]
    age = now() - datetime.fromtimestamp(folder.last_backup.stat().st_mtime, UTC)
    if age > BACKUP_AGE:
        return [f"{folder.path}: the last backup is {age.days} days old; {how}"]
    return []


def _address(folder: Folder) -> str:
    """Return the address of the folder's database; empty if it is SQLite, or there is no folder yet."""
    return folder.config().database if folder.exists else ""


def _database(folder: Folder) -> list[str]:
    address = _address(folder)
    if not address:
        return []
    words, found = parts(address), []
    hosts = [*words.get("host", "").split(","), *words.get("hostaddr", "").split(",")]
    far = [host for host in hosts if host not in LOCAL_HOSTS and not host.startswith("/")]
    if far and words.get("sslmode") != "verify-full":
        found.append(
            f"{place(address)}: PostgreSQL is reached without a certificate that is checked: who is on the "
            "way could read names and change what is kept; add sslmode=verify-full to the address."
        )
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=10, client_encoding="UTF8") as connection:
            for name, (safe, why) in EXPECTED.items():
                [value] = connection.execute(f"SHOW {name}".encode()).fetchone() or ("",)
                if value != safe:
                    found.append(f"{place(address)}: {name} is {value}, not {safe}: {why}.")
            if connection.execute("SELECT to_regclass('rooms_window')").fetchone() != (None,):
                [due] = connection.execute(OLDEST_DUE).fetchone() or (None,)
                found += _unpublished(folder, due) if due else []
            [mighty] = connection.execute(
                "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone() or (False,)
    except psycopg.Error as error:
        return [*found, f"{place(address)}: the database does not answer: {first_line(error)}."]
    if mighty:
        found.append(
            f"{place(address)}: the room's user may do everything on this server; give it a user of its own."
        )
    return found
