"""Backups of a server: its rows and its case in a file, its keys in another, both sealed with a passphrase.

The two files belong together, and should lie apart: shredding is complete when the last copy of the keys is
gone, and rows without keys tell no more than the database. Every chain of a restored room is verified.
"""

from __future__ import annotations

import base64
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from goodoffices.errors import LedgerError, UsageError
from goodoffices.files import filling, real
from goodoffices.rooms import chance, strongbox
from goodoffices.rooms.backup_lines import About, Box, Kept, Pair, Row, Server, Steps, Table, line_of
from goodoffices.rooms.certificate import key_path
from goodoffices.rooms.database import require_empty
from goodoffices.rooms.folder import Config, Folder, usual_key
from goodoffices.rooms.keyring import Keyring
from goodoffices.rooms.now import now, stamp
from goodoffices.rooms.serve import set_up

PAIR_BYTES = 16
Line = dict[str, Any]


def keys_of(file: Path) -> Path:
    """Return the file of the keys that belong to a backup."""
    return file.with_name(f"{file.name}.keys")


def backup(folder: Folder, file: Path, passphrase: str) -> None:
    """Write a backup and its keys to two new files, and read both again to see that they open.

    The server may run meanwhile. Expects Django to be set up for the folder.

    Raises:
        UsageError: if a file is there already, or the passphrase is too short.
    """
    pair = {"pair": chance.draw(PAIR_BYTES).hex(), "made": stamp(now())}
    keys = keys_of(file)
    strongbox.require_passphrase(passphrase)
    # Both get their names at the end, when both are on the disk: keys that a killed backup left alone could
    # not be told from those of a backup that lies elsewhere, and the name could not be used again.
    with strongbox.placed(file) as rows, strongbox.placed(keys) as kept:
        # keys first: a side that is shredded meanwhile is then shredded again when it is restored
        strongbox.fill(kept, passphrase, _keys(folder, pair))
        strongbox.fill(rows, passphrase, _rows(folder, pair))
        for made in (kept, rows):
            for _ in strongbox.read(made, passphrase):
                pass
    folder.last_backup.touch()


def _keys(folder: Folder, pair: Line) -> Iterator[Line]:
    yield pair
    ring = folder.keyring()
    yield {"server": ring.server.hex()}
    for name, box in ring.boxes():
        yield {"name": name, "box": box.hex()}
    for path in (folder.certificate, key_path(folder.certificate)):
        if path.exists():
            yield _file(path, path.name)


def _rows(folder: Folder, pair: Line) -> Iterator[Line]:
    from goodoffices.rooms import snapshot

    config = asdict(folder.config())
    yield {**pair, "config": {name: config[name] for name in ("case", "hosts", "zone")}}
    case = folder.path / "case"
    for path in sorted(case.rglob("*")):
        if path.is_file():
            yield _file(path, path.relative_to(folder.path).as_posix())
    yield from snapshot.lines()


def _file(path: Path, name: str) -> Line:
    return {"file": name, "content": base64.b64encode(path.read_bytes()).decode()}


def restore(
    file: Path, keys: Path, folder: Folder, passphrase: str, key: Path | None, database: str = ""
) -> int:
    """Restore a backup into a new folder, verify every room, and return the number of rooms.

    The folder is there, whole, or not at all.

    Args:
        file: of the backup.
        keys: the file of its keys.
        folder: a new folder.
        passphrase: of both files.
        key: the new file of the server's key; by default in the user's folder of configuration.
        database: the address of an empty database of PostgreSQL; empty for SQLite.

    Raises:
        UsageError: if the folder or the key is there already, the files do not belong together, or the backup
            is of a newer version.
        LedgerError: if the passphrase is wrong, a file was changed or cut off, is no backup, or a chain does
            not hold.
    """
    place = real(key or usual_key())
    for path in (folder.path, place):
        if path.exists():
            raise UsageError(f"{path}: expected nothing there yet, found something.")
    if database:
        require_empty(database)
    sealed = strongbox.read(keys, passphrase)
    rows = strongbox.read(file, passphrase)
    with _of_a_backup(file):
        about, pair = line_of(next(rows, None), About), line_of(next(sealed, None), Pair)
        if pair.pair != about.pair:
            raise UsageError(
                f"{keys}: expected the keys of {file}, found those of another backup, of {pair.made}."
            )
    os.umask(0o077)
    try:
        with _of_a_backup(file), filling(folder.path) as new:
            part = Folder(new)
            _restore_keys(part, place, sealed)
            part.write(Config(key=str(place), database=database, **asdict(about.config)))
            return _restore_rows(part, file, rows, database)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


@contextmanager
def _of_a_backup(file: Path) -> Iterator[None]:
    """Name the file in errors about lines that no backup has, and in those of the database.

    Raises:
        LedgerError: if the block raises an error about lines.
        UsageError: if the database cannot be written to, as on a full disk.
    """
    from django.db import OperationalError

    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        raise UsageError(f"{file}: the database could not be written: {error}.") from error
    except LedgerError as error:
        raise LedgerError(f"{file}: expected a backup of a room, found other lines: {error}") from error


def _restore_keys(part: Folder, place: Path, sealed: Iterator[Line]) -> None:
    server = line_of(next(sealed, None), Server).server
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(server)
    ring = Keyring(part.path / "keys.sqlite3", server)
    found = [line_of(line, Box, Kept) for line in sealed]
    boxes = {line.name: line.box for line in found if isinstance(line, Box)}
    if len(boxes) < sum(isinstance(line, Box) for line in found):
        raise LedgerError("expected each key once.")
    ring.put(boxes.items())
    for line in found:
        if isinstance(line, Kept):
            _write(part, line)


def _restore_rows(part: Folder, file: Path, rows: Iterator[Line], database: str) -> int:
    while isinstance(line := line_of(next(rows, None), Kept, Steps), Kept):
        _write(part, line)
    set_up(part)
    from django.db import connections

    from goodoffices.rooms import snapshot
    from goodoffices.rooms.doing.retention import finish_shredding
    from goodoffices.rooms.upgrade import bring_up_to_date, require_fitting, require_steps

    require_steps(str(file), line.migrations)
    try:
        snapshot.fill(line, (line_of(row, Table, Row) for row in rows))
        bring_up_to_date(part)
        finish_shredding()
        require_fitting(part)
        count = snapshot.verify()
    except BaseException:
        if database:
            with suppress(Exception):
                snapshot.empty()
        raise
    finally:
        connections.close_all()
    return count


def _write(part: Folder, line: Kept) -> None:
    """Write a file of a backup to its place in the new folder, and nowhere else."""
    path = part.path / line.file
    if not real(path).is_relative_to(real(part.path)):
        raise UsageError(f"{line.file}: expected a place in the new folder.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(line.content)
