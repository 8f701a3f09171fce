"""A drill: a room is backed up while it runs, restored into a new folder, and every chain of it holds."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from goodoffices.errors import InputError, LedgerError, UsageError
from tests.support.forked import goodoffices
from tests.support.postgres import Cluster, cluster, why_not
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.rooms import strongbox

WORDS = "five words that nobody guesses"
CANARY = "CANARY-7Q"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work for each guess; who reads takes it from the file."""
    monkeypatch.setattr(strongbox, "COST", {"n": 4, "r": 8, "p": 1})


@pytest.fixture
def server() -> Iterator[Cluster]:
    if reason := why_not():
        pytest.skip(reason)
    with cluster() as made:
        yield made


@pytest.fixture
def talks(room: House) -> House:
    """A room in the middle of its talks, with something of everyone in it."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    first, second = room.parties
    first.answer(reason_c0=CANARY, words=CANARY, level="2")
    second.ask("post", "", 302, {**second.fields(), "words": CANARY, "do": "draft"})
    room.mediator.ask("post", "desk/text", 302, {**room.draft("000"), "words-0": CANARY})
    return room


def backed_up(house: House, folder: Path) -> Path:
    from goodoffices.rooms.backup import backup

    backup(house.folder, folder / "friday.room", WORDS)
    return folder / "friday.room"


def command(folder: Path, *words: str, passphrase: str = WORDS) -> CompletedProcess[str]:
    """Run a command about a folder, in a process of its own, as Django is set up once in each."""
    (folder.parent / "words").write_text(f"{passphrase}\n", "utf-8")
    more = [] if words[0] in ("log", "link") else ["--passphrase", str(folder.parent / "words")]
    env = {"XDG_CONFIG_HOME": str(folder.parent), "COLUMNS": "500"}
    return goodoffices("room", folder, *words, *more, env=env)


def restored(backup: Path, folder: Path, *more: str) -> str:
    """Restore a backup, and return the public log of its room, on which minutes may have passed since."""
    done = command(folder, "restore", str(backup), "--key", str(folder.with_suffix(".key")), *more)
    assert done.returncode == 0, done.stderr
    assert "the chains of 1 room hold" in " ".join(done.stdout.split())
    log = command(folder, "log")
    assert log.returncode == 0, log.stderr
    return log.stdout


def test_nothing_can_be_read_in_a_backup(talks: House, tmp_path: Path) -> None:
    backup = backed_up(talks, tmp_path)
    key = talks.folder.keyring().server
    for path in (backup, Path(f"{backup}.keys")):
        content = path.read_bytes()
        for word in (CANARY, "Toll", "person-A", "rooms.", key.hex(), "BEGIN CERTIFICATE"):
            assert word.encode() not in content
        assert key not in content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["friday.room", "friday.room.keys"]
    # keys are in their own file only
    rows = json.dumps(list(strongbox.read(backup, WORDS)))
    assert "person-A" in rows
    assert CANARY not in rows
    assert key.hex() not in rows
    assert all(box.hex() not in rows for _, box in talks.folder.keyring().boxes())
    with pytest.raises(UsageError, match="expected a new file"):
        backed_up(talks, tmp_path)


def test_a_restored_room_is_the_room_that_was(talks: House, tmp_path: Path) -> None:
    log = talks.log()
    backup = backed_up(talks, tmp_path)
    # a folder that only looks like one of ours
    (tmp_path / "new.part").mkdir()
    (tmp_path / "new.part" / "letter").write_text("ours", "utf-8")
    assert restored(backup, tmp_path / "new").startswith(log)
    assert (tmp_path / "new.part" / "letter").read_text("utf-8") == "ours"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    made = sqlite3.connect(tmp_path / "new" / "room.sqlite3")
    [[entries]] = made.execute("SELECT count(*) FROM rooms_entry").fetchall()
    from goodoffices.rooms.models import Entry

    # the log above has published a minute that passed
    assert entries == Entry.objects.count() + 1 > 1
    [[users]] = made.execute("SELECT count(*) FROM auth_user").fetchall()
    assert users == len(talks.people)
    made.close()
    assert (tmp_path / "new" / "case" / "canal" / "case.yaml").exists()
    again = command(tmp_path / "new", "restore", str(backup))
    assert again.returncode == 2
    assert "expected nothing there yet" in again.stderr
    # an entry that somebody changed in the database before the backup was made
    Entry.objects.filter(seq=0).update(commitment="0" * 64)
    (tmp_path / "later").mkdir()
    changed = backed_up(talks, tmp_path / "later")
    refused = command(tmp_path / "later" / "new", "restore", str(changed))
    assert refused.returncode != 0
    assert "was changed" in refused.stderr
    assert not (tmp_path / "later" / "new").exists()
    assert not [path for path in (tmp_path / "later").iterdir() if path.name.endswith(".part")]
    assert list((tmp_path / "later").rglob("*.key")) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that is killed is forked")
@pytest.mark.parametrize("moment", ["before the rows", "while they are read again"])
def test_a_killed_backup_leaves_nothing_that_stops_the_next(
    moment: str, talks: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms import backup

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if (child := os.fork()) == 0:
        module, name = (backup, "_rows") if moment == "before the rows" else (strongbox, "read")
        monkeypatch.setattr(module, name, die)
        try:
            backed_up(talks, tmp_path)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert all(path.name.endswith(".part") for path in tmp_path.iterdir())
    backed_up(talks, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["friday.room", "friday.room.keys"]


def test_a_wrong_passphrase_a_cut_file_and_a_flipped_byte_are_refused(
    talks: House, tmp_path: Path
) -> None:
    from goodoffices.rooms.backup import restore
    from goodoffices.rooms.folder import Folder

    backup = backed_up(talks, tmp_path)
    keys = Path(f"{backup}.keys")
    new, key = Folder(tmp_path / "new"), tmp_path / "new.key"
    with pytest.raises(LedgerError, match="this passphrase does not open it"):
        restore(backup, keys, new, WORDS.upper(), key)
    for path in (backup, keys):
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        for broken in (whole[: len(whole) // 2], bytes(flipped)):
            path.write_bytes(broken)
            with pytest.raises(LedgerError, match="nothing of it was read"):
                restore(backup, keys, new, WORDS, key)
        path.write_bytes(whole)
    (tmp_path / "other").mkdir()
    other = backed_up(talks, tmp_path / "other")
    with pytest.raises(UsageError, match="found those of another backup"):
        restore(backup, Path(f"{other}.keys"), new, WORDS, key)
    with pytest.raises(UsageError, match="found another file"):
        restore(Path(__file__), keys, new, WORDS, key)
    with pytest.raises(InputError, match="expected a file"):
        restore(backup, tmp_path / "none", new, WORDS, key)
    assert not new.path.exists()
    assert not key.exists()


def test_a_backup_of_an_older_version_is_brought_up_to_date(talks: House, tmp_path: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", "rooms", "0004", verbosity=0)
    log = talks.log()
    assert restored(backed_up(talks, tmp_path), tmp_path / "new").startswith(log)
    made = sqlite3.connect(tmp_path / "new" / "room.sqlite3")
    assert made.execute("SELECT count(*) FROM rooms_remembered").fetchall() == [(0,)]
    made.close()


def test_a_backup_of_a_newer_version_is_refused(talks: House, tmp_path: Path) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.create(app="rooms", name="9999_of_a_later_year")
    done = command(tmp_path / "new", "restore", str(backed_up(talks, tmp_path)))
    assert done.returncode == 2
    assert "those of a newer version (rooms 9999_of_a_later_year)" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_room_moves_to_postgresql_and_back(talks: House, tmp_path: Path, server: Cluster) -> None:
    server.ask("CREATE DATABASE room")
    log, address = talks.log(), server.address("room")
    backup = backed_up(talks, tmp_path)
    there = restored(backup, tmp_path / "there", "--database", address)
    assert there.startswith(log)
    # numbers of new rows follow those that were restored
    link = command(tmp_path / "there", "link", "--seat", "observer")
    assert link.returncode == 0, link.stderr
    assert "/i/" in link.stdout
    assert command(tmp_path / "there", "backup", str(tmp_path / "saturday.room")).returncode == 0
    back = restored(tmp_path / "saturday.room", tmp_path / "back")
    assert back.startswith(there)
    assert len(back) > len(there)
    refused = command(tmp_path / "twice", "restore", str(backup), "--database", address)
    assert refused.returncode == 2
    assert "expected an empty database" in refused.stderr


def test_rows_are_of_one_moment_while_others_write(talks: House) -> None:
    import threading

    from django.db import connections

    from goodoffices.rooms import snapshot
    from goodoffices.rooms.models import Entry

    before = Entry.objects.count()
    found = snapshot.lines()
    next(found)

    def write() -> None:
        talks.link("observer")
        talks.parties[0].answer(level="4")
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    assert Entry.objects.count() == before
    entries, table = 0, ""
    for line in found:
        table = line.get("table", table)
        entries += "row" in line and table == "rooms.entry"
    assert entries == before < Entry.objects.count()


CONFIG = {"case": "canal/case.yaml", "hosts": ["x"], "zone": "UTC"}
PAIR = {"pair": "a", "made": "x"}
ABOUT = {**PAIR, "config": CONFIG}
STEPS: dict[str, Any] = {"migrations": []}
SEAT = {"table": "auth.user", "fields": ["id", "username"]}


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ([], []),
        ([[]], [7]),
        ([{}], [{}]),
        ([{"pair": "a"}], [{"pair": "b"}]),
        ([PAIR], [PAIR]),
        ([ABOUT], [PAIR, {"server": "no key"}]),
        ([ABOUT], [PAIR, {"server": "00"}, {"name": "x"}]),
        ([{**PAIR, "config": {"x": 1}}], [PAIR, {"server": "00" * 32}]),
        ([ABOUT], [PAIR, {"server": "00" * 32}]),
        ([ABOUT, 5], [PAIR, {"server": "00" * 32}]),
        ([ABOUT, {"file": 5}], [PAIR, {"server": "00" * 32}]),
        (
            [ABOUT, {"file": "x", "content": "a"}],
            [PAIR, {"server": "00" * 32}],
        ),
        ([ABOUT, STEPS, {"table": "rooms.none", "fields": []}], [PAIR, {"server": "00" * 32}]),
        ([ABOUT, STEPS, {"table": "rooms.room", "fields": ["none"]}], [PAIR, {"server": "00" * 32}]),
        ([ABOUT, STEPS, SEAT, {"row": [1]}], [PAIR, {"server": "00" * 32}]),
        ([ABOUT, STEPS, SEAT, {"row": [10**30, "x"]}], [PAIR, {"server": "00" * 32}]),
        ([ABOUT], [PAIR, {"server": "00" * 32}, *[{"name": "x", "box": "00"}] * 2]),
    ],
)
def test_sealed_lines_that_no_backup_has_are_refused_and_leave_nothing(
    rows: list[Any], keys: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms.backup import restore
    from goodoffices.rooms.folder import Folder

    monkeypatch.setitem(strongbox.COST, "n", 2)
    for name, lines in (("rows", rows), ("keys", keys)):
        strongbox.write(tmp_path / name, WORDS, lines)
    new, key = Folder(tmp_path / "new"), tmp_path / "new.key"
    with pytest.raises(LedgerError, match="rows: expected a backup of a room, found other lines"):
        restore(tmp_path / "rows", tmp_path / "keys", new, WORDS, key)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys", "rows"]


def test_a_database_that_cannot_be_written_to_is_no_fault_of_the_backup(tmp_path: Path) -> None:
    from django.db import OperationalError

    from goodoffices.rooms.backup import _of_a_backup

    full = "database or disk is full"
    with (
        pytest.raises(UsageError, match=f"rows: the database could not be written: {full}"),
        _of_a_backup(tmp_path / "rows"),
    ):
        raise OperationalError(full)
