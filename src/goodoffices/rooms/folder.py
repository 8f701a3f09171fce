"""The folder of a server: its database, the keys of its compartments, the case, and its configuration.

The server's key is kept elsewhere: ``room.json`` names the file.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from goodoffices import plain_files
from goodoffices.casefile.folder import CASE, RECORD, CaseFolder, locate
from goodoffices.errors import InputError, Problem, UsageError
from goodoffices.files import real, write_text
from goodoffices.rooms import chance
from goodoffices.rooms.keyring import Keyring, server_key

TABLE_SECONDS = 60
"""Letters reach the tables of an exercise at whole minutes, so that their moments tell little."""
REHEARSAL_SECONDS = 1
"""In a rehearsal they do so at each second: nobody is there to learn from it, and nobody waits."""


@dataclass(frozen=True, slots=True)
class Config:
    """The content of ``room.json``.

    Attributes:
        key: the file of the server's key.
        case: the case's folder or file, in the folder ``case``.
        hosts: the names that the server answers to.
        zone: the time zone in which pages tell times.
        database: the address of a database of PostgreSQL; empty for SQLite in this folder.
        origin: the case's folder or file as ``serve`` was last given it, with its record; empty if unknown.
        table_seconds: from one moment at which letters reach the tables of an exercise to the next.
    """

    key: str
    case: str
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    zone: str = "UTC"
    database: str = ""
    origin: str = ""
    table_seconds: int = TABLE_SECONDS


CONFIG = TypeAdapter(Config)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a server."""

    path: Path

    @property
    def database(self) -> Path:
        """The database of accounts, rooms and sealed entries, if it is not one of PostgreSQL."""
        return self.path / "room.sqlite3"

    @property
    def case(self) -> Path:
        """The case as it was when the room was made: changes of the original do not reach the room."""
        return self.path / "case" / self.config().case

    @property
    def origin(self) -> CaseFolder | None:
        """The case's own folder, in which its record is kept; None if it is not known, or not there."""
        origin = self.config().origin
        return locate(origin) if origin and Path(origin).exists() else None

    @property
    def certificate(self) -> Path:
        """The certificate and its key, in a file each: ``.pem`` and ``.key``."""
        return self.path / "certificate.pem"

    @property
    def last_backup(self) -> Path:
        """An empty file, as old as the last backup; not there if none was made."""
        return self.path / "last-backup"

    @property
    def exists(self) -> bool:
        """Whether a server was started here before."""
        return (self.path / "room.json").exists()

    def config(self) -> Config:
        """Return the configuration.

        Raises:
            InputError: if the file is missing or is no configuration.
        """
        file = self.path / "room.json"
        try:
            return CONFIG.validate_json(plain_files.read(file) if file.exists() else file.read_bytes())
        except (OSError, ValidationError) as error:
            found = "no file" if isinstance(error, OSError) else "something else"
            problem = Problem(str(file), None, "", "the configuration of a room", found)
            raise InputError([problem]) from error

    def keyring(self) -> Keyring:
        """Return the keys of the compartments."""
        return Keyring(self.path / "keys.sqlite3", server_key(Path(self.config().key), make=False))

    def make(
        self,
        case: CaseFolder,
        key: Path | None,
        hosts: tuple[str, ...],
        zone: str,
        database: str = "",
    ) -> None:
        """Make the folder, for its owner only, with a copy of the case, and the server's key in its file.

        Args:
            case: the files of the case; later changes of them do not reach the room.
            key: the file of the server's key; by default in the user's folder of configuration.
            hosts: names that the server answers to.
            zone: time zone in which pages tell times.
            database: the address of a database of PostgreSQL; empty for SQLite.
        """
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = key or usual_key()
        server_key(real(place), make=True)
        source = real(case.folder)
        shutil.copytree(
            source, self.path / "case" / source.name, ignore=self._not_copied, dirs_exist_ok=True
        )
        copied = real(case.case).relative_to(real(case.folder).parent).as_posix()
        self.write(Config(str(real(place)), copied, hosts, zone, database, _address(case)))

    def serve_on(
        self,
        hosts: tuple[str, ...],
        zone: str | None,
        key: Path | None = None,
        database: str = "",
        case: CaseFolder | None = None,
    ) -> None:
        """Answer to more names from now on; use another zone, place of the key, address of the database or
        place of the same case, if one is given.

        Raises:
            UsageError: if the file is not the server's key of this folder, or its database is SQLite.
        """
        found = self.config()
        if database and not found.database:
            raise UsageError(
                f"{self.path}: expected --database for a new folder only, found a room on SQLite; "
                f"'goodoffices room {self.path} backup' and 'restore' move it."
            )
        if key is not None and str(real(key)) != found.key:
            if not Keyring(self.path / "keys.sqlite3", server_key(key, make=False)).opens():
                raise UsageError(f"{key}: expected the key of {self.path}, found another key.")
            found = replace(found, key=str(real(key)))
            self.write(found)
        named = tuple(dict.fromkeys((*found.hosts, *hosts)))
        wanted = replace(
            found,
            hosts=named,
            zone=zone or found.zone,
            database=database or found.database,
            origin=_address(case) if case else found.origin,
            # a rehearsal is over by now
            table_seconds=TABLE_SECONDS,
        )
        if wanted != found:
            self.write(wanted)

    def _not_copied(self, folder: str, names: list[str]) -> set[str]:
        """Return the names that stay out of the copy: reports, the record, hidden files, this folder itself.

        A copy of the record would be another record as soon as somebody adds to either.
        """
        place, mine = real(Path(folder)), real(self.path)
        out = ("dispatches", RECORD)
        return {n for n in names if n in out or n.startswith((".", f"{RECORD}.")) or place / n == mine}

    def write(self, config: Config) -> None:
        """Write the configuration, in the place of the last."""
        write_text(self.path / "room.json", json.dumps(asdict(config), indent=2) + "\n")


def _address(case: CaseFolder) -> str:
    """Return the path at which a case is found again."""
    return str(real(case.folder if case.file == CASE else case.case))


def usual_key() -> Path:
    """Return a new place for a server's key, outside of the folder with the data."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "goodoffices" / f"room-{chance.draw(8).hex()}.key"
