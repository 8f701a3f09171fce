"""Files that are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest
from filelock import FileLock

from goodoffices.errors import UsageError
from goodoffices.files import (
    check_folder,
    check_writable,
    filling,
    lock_beside,
    replacing,
    write_text,
    write_texts,
)
from tests.support.disk import Disk


@pytest.fixture(autouse=True)
def umask() -> None:
    os.umask(0o022)


def fill(folder: Path) -> None:
    with filling(folder) as new:
        (new / "a.txt").write_text("a")
        (new / "inside").mkdir()
        (new / "inside" / "b.txt").write_text("b")


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is on disk under another name before it takes the old file's name; then its name is."""
    path, disk = tmp_path / "case.yaml", Disk.watched(monkeypatch)
    path.write_text("old")
    seen: list[str] = []
    disk.before = lambda name: seen.append(path.read_text())
    write_text(path, "new\r\nä\n")
    data = "new\r\nä\n".encode()
    assert disk.calls == [
        ("fsync", data),
        ("replace", data),
        ("fsync folder", tmp_path.name.encode()),
    ]
    assert seen == ["old", "old", "new\nä\n"]
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, disk = tmp_path / "case.yaml", Disk.watched(monkeypatch)
    path.write_text("old")

    def full(name: str) -> None:
        if name == failing:
            raise OSError(28, "No space left on device")

    disk.before = full
    with pytest.raises(OSError, match="No space left") as caught:
        write_text(path, "new")
    assert caught.value.filename == str(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_of_several_files_none_is_replaced_if_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("old")
    disk = Disk.watched(monkeypatch)

    def full(call: str) -> None:
        if call == "fsync" and len(disk.calls) == 1:
            raise OSError(28, "No space left on device")

    disk.before = full
    with pytest.raises(OSError, match="No space left") as told:
        write_texts({first: "new", second: "new"})
    assert told.value.filename == str(second)
    assert [call for call, _ in disk.calls] == ["fsync"]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old"}


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_that_is_replaced_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("old")
    path.chmod(mode)
    write_text(path, "new")
    assert S_IMODE(path.stat().st_mode) == mode


def test_new_files_and_folders_have_the_permissions_of_the_umask(tmp_path: Path) -> None:
    write_text(tmp_path / "x", "new")
    fill(tmp_path / "new")
    assert S_IMODE((tmp_path / "x").stat().st_mode) == 0o644
    assert S_IMODE((tmp_path / "new").stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda path: path.symlink_to("other"), "a link"),
        (lambda path: path.mkdir(), "a folder"),
        (os.mkfifo, "a device or a pipe"),
    ],
)
def test_a_place_that_is_no_plain_file_is_refused_and_stays(
    make: Callable[[Path], None], found: str, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    make(path)
    before = path.lstat()
    with pytest.raises(UsageError, match=f"expected a place for a file, found {found}"):
        write_text(path, "new")
    assert path.lstat() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"x: expected a place for a file, found no folder '.*nowhere'"
    ):
        write_text(tmp_path / "nowhere" / "x", "new")


def test_a_folder_is_there_only_when_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, there = Disk.watched(monkeypatch), list[bool]()
    disk.before = lambda name: there.append((tmp_path / "new").exists())
    monkeypatch.setattr(os, "replace", lambda a, b: os.rename(a, b))
    fill(tmp_path / "new")
    assert (tmp_path / "new" / "inside" / "b.txt").read_text() == "b"
    assert list(tmp_path.iterdir()) == [tmp_path / "new"]
    # two files, the folder in it, the folder itself; then the folder in which its name is
    assert there == [False] * 4 + [True]


def test_an_empty_folder_is_filled_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    fill(tmp_path / "empty")
    assert (tmp_path / "empty" / "a.txt").exists()
    with pytest.raises(OSError, match="not empty"):
        fill(tmp_path / "empty")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    with pytest.raises(UsageError, match="found a link"):
        fill(tmp_path / "link")


def test_the_folder_in_which_a_person_is_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    fill(Path())
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "inside"]


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(new: Path) -> None:
        (new / "a.txt").write_text("a")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), filling(tmp_path / "new") as new:
        fail(new)
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from goodoffices import files
def die(*args): os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[2], die)
path = Path(sys.argv[1])
if sys.argv[3] == "file":
    files.write_text(path / "x", "new")
else:
    with files.filling(path / "new") as new:
        (new / "a.txt").write_text("a")
"""


@pytest.mark.parametrize("kind", ["file", "folder"])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_a_killed_process_left_is_removed_at_the_next_write(
    kind: str, step: str, tmp_path: Path
) -> None:
    (tmp_path / "x").write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, step, kind], check=False)
    assert done.returncode == -9
    assert (tmp_path / "x").read_text() == "old"
    assert not (tmp_path / "new").exists()
    assert len(list(tmp_path.glob(".goodoffices-*.part"))) == 1
    write_text(tmp_path / "y", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x", "y"]


def test_the_part_of_a_live_process_is_left_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "x") as new:
        new.write_text("mine")
        code = "import sys; from goodoffices.files import Path, write_text; "
        code += "write_text(Path(sys.argv[1]) / 'y', 'theirs')"
        subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
    assert (tmp_path / "x").read_text() == "mine"
    assert (tmp_path / "y").read_text() == "theirs"


def test_a_part_taken_for_dead_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, known = list[FileLock](), tempfile.mkdtemp

    def taken(**words: str) -> str:
        folder = known(**words)
        held.append(FileLock(Path(folder) / "lock"))
        if len(held) == 1:
            held[0].acquire()
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", taken)
    write_text(tmp_path / "x", "new")
    assert len(held) == 2
    assert (tmp_path / "x").read_text() == "new"


def test_a_lock_follows_no_link(tmp_path: Path) -> None:
    """Else a file would be made, and locked, wherever the link leads."""
    (tmp_path / "x.lock").symlink_to("nowhere")
    with pytest.raises(OSError, match="symbolic links") as caught:
        lock_beside(tmp_path / "x")
    assert caught.value.filename == str(tmp_path / "x")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_made_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_folder(tmp_path)
    check_folder(tmp_path / "new" / "inside")
    with pytest.raises(UsageError, match="expected a place for a folder, found something else"):
        check_folder(tmp_path / "file")
    with pytest.raises(OSError, match="too long"):
        check_folder(tmp_path / ("x" * 300))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_folders_above_one_that_is_not_filled_are_gone_but_for_those_in_use(tmp_path: Path) -> None:
    def fail() -> None:
        (tmp_path / "a" / "other").touch()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), filling(tmp_path / "a" / "b" / "new"):
        fail()
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "other"]
    with filling(tmp_path / "a" / "b" / "new") as new:
        (new / "file").touch()
    assert (tmp_path / "a" / "b" / "new" / "file").exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no folder /proc")
@pytest.mark.parametrize("check", [check_writable, check_folder])
def test_a_place_that_takes_no_files_is_told_before_the_work(check: Callable[[Path], None]) -> None:
    with pytest.raises(UsageError, match="/proc/x: expected a folder that takes files"):
        check(Path("/proc/x"))
