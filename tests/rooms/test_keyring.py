"""Keys stand apart from what they open; a shredded key is gone from its file."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from goodoffices.errors import LedgerError, UsageError

pytest.importorskip("cryptography", reason="the extra 'rooms' is not installed")

from goodoffices.rooms.keyring import Keyring, Shredded, server_key


def test_a_key_stays_until_it_is_shredded_and_then_is_not_in_the_file(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys.sqlite3", bytes(32))
    ring.make("A")
    ring.make("B")
    key, other = ring.key("A"), ring.key("B")
    ring.make("A")
    assert ring.key("A") == key != other
    path = tmp_path / "keys.sqlite3"
    base = sqlite3.connect(path)
    box = base.execute("SELECT box FROM wrapped WHERE name = 'A'").fetchone()[0]
    base.close()
    assert key not in path.read_bytes()
    assert box[-100:] in path.read_bytes()
    ring.shred("A")
    with pytest.raises(Shredded):
        ring.key("A")
    assert ring.key("B") == other
    # the wrapped key was overwritten, not only unlinked
    assert box[-100:] not in path.read_bytes()


def test_keys_do_not_open_with_another_server_key(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys.sqlite3", bytes(32)).make("A")
    with pytest.raises(LedgerError):
        Keyring(tmp_path / "keys.sqlite3", b"o" * 32).key("A")


def test_the_server_key_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "room.key"
    with pytest.raises(UsageError, match="found no file"):
        server_key(path, make=False)
    key = server_key(path, make=True)
    assert server_key(path, make=True) == server_key(path, make=False) == key
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        with pytest.raises(UsageError, match="chmod 600"):
            server_key(path, make=False)
        path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(UsageError, match="found 5"):
        server_key(path, make=False)
