"""The unsafe points of a server, in sentences that say how to mend them."""

from __future__ import annotations

import os
import stat
import sys
from importlib.metadata import version
from pathlib import Path

from goodoffices.errors import GoodOfficesError
from goodoffices.rooms.folder import Folder

OLDEST_DJANGO = (5, 2)
NETWORK_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}


def unsafe(folder: Folder, host: str) -> list[str]:
    """Return a sentence for each thing that is unsafe; none if nothing was found."""
    return [*_key(folder), *_system(folder), *_server(host)]


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
        if _disk(folder.path.resolve()) in NETWORK_DISKS:
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
