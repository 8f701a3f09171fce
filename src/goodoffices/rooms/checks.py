"""The unsafe points of a server, in sentences that say how to mend them."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from goodoffices.errors import GoodOfficesError
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
NETWORK_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}


def unsafe(folder: Folder, host: str) -> list[str]:
    """Return a sentence for each thing that is unsafe; none if nothing was found."""
    return [*_key(folder), *_system(folder), *_server(host), *_database(folder), *_backup(folder)]


def _key(folder: Folder) -> list[str]:
    try:
        key = Path(folder.config().key)
        folder.keyring()
    except GoodOfficesError as error:
        return [str(error)]
    found = []
    if key.resolve().is_relative_to(folder.path.resolve()):
        found.append(f"{key}: the server's key is in the folder with the data; keep it elsewhere.")
    if os.name == "posix" and stat.S_IMODE(folder.path.stat().st_mode) & 0o077:
        found.append(f"{folder.path}: others can read this folder; run chmod 700 on it.")
    return found


def _system(folder: Folder) -> list[str]:
    found = []
    if sys.platform.startswith("linux"):
        swaps = Path("/proc/swaps")
        if swaps.exists() and len(swaps.read_text("utf-8").splitlines()) > 1:
            found.append("Swap is on: memory with answers may reach the disk; use an encrypted swap.")
        if not _address(folder) and _disk(folder.path.resolve()) in NETWORK_DISKS:
            found.append(f"{folder.path}: the database is on a network disk, which may lose writes.")
        import resource

        if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
            found.append(
                "Core dumps are on: a crash would write memory to disk; run 'ulimit -c 0' first."
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
            f"{host}: others reach this server, and the certificate is its own; read out its fingerprint."
        )
    if tuple(map(int, version("django").split(".")[:2])) < OLDEST_DJANGO:
        found.append("Django is older than 5.2 and gets no more corrections; update it.")
    return found


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
            "way can read names and change rows; add sslmode=verify-full to the address."
        )
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=10, client_encoding="UTF8") as connection:
            for name, (safe, why) in EXPECTED.items():
                [value] = connection.execute(f"SHOW {name}".encode()).fetchone() or ("",)
                if value != safe:
                    found.append(f"{place(address)}: {name} is {value}, not {safe}: {why}.")
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
