"""The folder of a server: made once, beside or inside the case's own, with its key elsewhere."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices import casefile
from goodoffices.errors import UsageError

pytest.importorskip("cryptography", reason="the extra 'rooms' is not installed")

from goodoffices.rooms.folder import REHEARSAL_SECONDS, Folder
from goodoffices.rooms.keyring import server_key

CANAL = Path(__file__).parents[2] / "cases" / "canal"


def test_a_folder_inside_the_cases_own_is_not_copied_into_itself(tmp_path: Path) -> None:
    case = tmp_path / "canal"
    shutil.copytree(CANAL, case)
    (case / "notes.txt").write_text("ours", "utf-8")
    made = Folder(case / "room")
    made.make(casefile.locate(case), tmp_path / "room.key", ("localhost",), "UTC")
    assert casefile.load(made.case).digest() == casefile.load(case).digest()
    assert (made.path / "case" / "canal" / "notes.txt").exists()
    assert not (made.path / "case" / "canal" / "room").exists()


def test_a_key_may_move_and_another_key_is_refused(tmp_path: Path) -> None:
    made = Folder(tmp_path / "data")
    first, moved, other = (tmp_path / f"{name}.key" for name in ("first", "moved", "other"))
    made.make(casefile.locate(CANAL), first, ("localhost",), "UTC")
    made.keyring().make("A")
    key = made.keyring().key("A")
    first.rename(moved)
    server_key(other, make=True)
    with pytest.raises(UsageError, match="found another key"):
        made.serve_on((), None, other)
    made.serve_on((), None, moved)
    assert made.config().key == str(moved.resolve())
    assert made.keyring().key("A") == key


def test_the_record_stays_in_the_cases_own_folder_which_may_move(tmp_path: Path) -> None:
    case, moved = tmp_path / "canal", tmp_path / "moved" / "canal"
    shutil.copytree(CANAL, case)
    for name in ("record.jsonl", "record.jsonl.index", "record.jsonl.lock"):
        (case / name).write_text("", "utf-8")
    made = Folder(tmp_path / "data")
    made.make(casefile.locate(case), tmp_path / "room.key", ("localhost",), "UTC")
    assert not [*made.path.rglob("record.jsonl*")]
    assert made.origin is not None
    assert made.origin.ledger == (case / "record.jsonl").resolve()
    shutil.move(case, moved)
    assert Folder(made.path).origin is None
    made.serve_on((), None, case=casefile.locate(moved / "case.yaml"))
    assert made.origin == casefile.locate(moved.resolve())
    made.serve_on((), None)
    assert made.origin == casefile.locate(moved.resolve())


def test_a_server_that_starts_again_after_a_rehearsal_brings_letters_at_whole_minutes(
    tmp_path: Path,
) -> None:
    made = Folder(tmp_path / "data")
    made.make(casefile.locate(CANAL), tmp_path / "room.key", ("localhost",), "UTC")
    assert made.config().table_seconds == 60
    made.write(replace(made.config(), table_seconds=REHEARSAL_SECONDS))
    made.serve_on((), None)
    assert made.config().table_seconds == 60
