"""A throw-away server of PostgreSQL in a folder of its own, if this computer has its programs."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NOBODY = ("postgres", "nobody")
"""Users as which a server may run if we are root, which initdb refuses."""


@lru_cache(maxsize=1)
def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest; None if there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


def why_not() -> str:
    """Return why no server can be started here; empty if one can."""
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        return "the extra 'postgres' is not installed"
    if programs() is None:
        return "no PostgreSQL server was found on this computer (initdb)"
    if os.name != "posix":
        return "a server is started by its socket, which this system has not"
    if os.geteuid() == 0 and _user() is None:
        return "initdb refuses root, and there is no user postgres or nobody"
    return ""


def _user() -> tuple[int, int] | None:
    import pwd

    known = {entry.pw_name: (entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    return next((known[name] for name in NOBODY if name in known), None)


@dataclass(frozen=True)
class Cluster:
    """A server that listens on a socket in its folder, with options of its own."""

    folder: Path
    options: str = ""

    def address(self, name: str) -> str:
        """Return the address of a database of this server."""
        return f"postgresql:///{name}?host={self.folder}&user=room"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-k {self.folder} -h '' {self.options}"
        _run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop the server; ``immediate`` is as a crash, after which it recovers from its journal."""
        _run("pg_ctl", "-D", self._data, "-m", how, "-w", "stop")

    def ask(self, words: str) -> None:
        """Let the server do something, such as make a database."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(words.encode())

    def pid(self) -> int:
        """Return the process of the server; 0 while it is down."""
        try:
            return int((self.folder / "data" / "postmaster.pid").read_text("utf-8").split()[0])
        except (OSError, IndexError):
            return 0

    @property
    def _data(self) -> str:
        return str(self.folder / "data")


def _run(name: str, *words: str) -> None:
    found, user = programs(), _user() if os.geteuid() == 0 else None
    assert found is not None
    # output to a file: the server inherits it, and a pipe would wait for its end
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(
            [str(found / name), *words],
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            check=False,
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            **({"user": user[0], "group": user[1], "extra_groups": []} if user else {}),  # type: ignore[call-overload]
        )
        told.seek(0)
        assert done.returncode == 0, told.read().decode()


def _folder() -> Path:
    """Return a new folder for the user as whom a server runs."""
    # short: the path of a socket has at most 107 signs
    made = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if os.geteuid() == 0 and (user := _user()):
        os.chown(made, *user)
    return made


@lru_cache(maxsize=1)
def _empty() -> Path:
    """Return the folder of a server that has not been started; it goes with this process.

    To make one takes initdb a second, to copy it a tenth.
    """
    made = _folder()
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    words = ("-U", "room", "-E", "UTF8", "--locale=C", "-A", "trust", "-N")
    _run("initdb", "-D", str(made / "data"), *words)
    return made


@contextmanager
def cluster(options: str = "") -> Iterator[Cluster]:
    """Yield a new server; it and its folder go afterwards."""
    folder = _folder()
    try:
        made = Cluster(folder, options)
        # its files belong to the user as whom the server runs
        subprocess.run(["cp", "-a", str(_empty() / "data"), str(folder)], check=True)
        made.start()
        try:
            yield made
        finally:
            made.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
