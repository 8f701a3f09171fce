"""Files that are whole or not there: written beside their place under another name, then renamed.

A process that is killed leaves a folder ``.goodoffices-….part``. The next process that writes to the same
place removes it, unless its owner is still alive: an owner holds a lock on its folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING, BinaryIO, TextIO

from goodoffices.errors import UsageError

if TYPE_CHECKING:
    from filelock import FileLock

BEGIN, END = ".goodoffices-", ".part"
"""The name of a folder that is being filled begins and ends with these."""
LOCK = "lock"
ATTEMPTS = 10


def check_writable(path: Path) -> None:
    """Check, before the work is done, that a file can be written at a path.

    Raises:
        UsageError: if the path is a link, a folder or a device, or is in no folder that takes files.
        OSError: if the folder cannot be written to.
    """
    check_target(path)
    _try(path, path)


def _try(path: Path, beside: Path) -> None:
    """Make a folder beside a path and remove it again, for an error that names ``path`` if that fails."""
    try:
        with failing_at(path), _beside(beside):
            pass
    except FileNotFoundError:
        raise UsageError(f"{path}: expected a folder that takes files, found another.") from None


def check_target(path: Path) -> None:
    """Check that a path is a place for a file.

    Raises:
        UsageError: if the path is a link, a folder or a device, or is in no folder.
    """
    if path.is_symlink():
        found = "a link; name the file itself"
    elif path.is_dir():
        found = "a folder"
    elif path.exists() and not path.is_file():
        found = "a device or a pipe"
    elif not path.parent.is_dir():
        found = f"no folder '{path.parent}'"
    else:
        return
    raise UsageError(f"{path}: expected a place for a file, found {found}.")


def check_folder(folder: Path) -> None:
    """Check, before the work is done, that a folder is there or can be made.

    Raises:
        UsageError: if there is something else, or the folder above takes no files.
        OSError: if no folder can have this name, or the folder above cannot be written to.
    """
    with suppress(FileNotFoundError):
        folder.lstat()
        if not folder.is_dir():
            raise UsageError(f"{folder}: expected a place for a folder, found something else.")
    above = next((place for place in (folder, *folder.parents) if place.is_dir()), folder)
    _try(folder, above / BEGIN)


def real(path: Path) -> Path:
    """Return the path that links lead to.

    Links in a circle lead to themselves, and opening them fails; ``Path.resolve`` of Python 3.12 and before
    raises a RuntimeError for them.
    """
    return Path(os.path.realpath(path))


def write_text(path: Path, text: str) -> None:
    """Replace a file by a new file with this text (UTF-8), so that a crash leaves the old or the new.

    A file that is replaced keeps its permissions. Half characters (lone surrogates), which UTF-8 cannot
    hold, become marks such as ``\\ud83d``.

    Raises:
        UsageError: if the path is a link, a folder or a device, or is in no folder.
        OSError: if the disk is full, or nothing may be written there.
    """
    with replacing(path) as new, _opened(new) as file:
        file.write(text)


def write_texts(texts: Mapping[Path, str]) -> None:
    """Replace several files, each as ``write_text`` does: all of them, or none if one cannot be written.

    The last moment is only names that change; no name changes before all texts are on disk.

    Raises:
        UsageError: if a path is a link, a folder or a device, or is in no folder.
        OSError: if the disk is full, or nothing may be written there.
    """
    at: Path | None = None
    try:
        with ExitStack() as stack:
            places = {path: stack.enter_context(replacing(path)) for path in texts}
            for at, new in places.items():
                with _opened(new) as file:
                    file.write(texts[at])
                    file.flush()
                    os.fsync(file.fileno())
            at = None
    except OSError as error:
        # Each place names itself in an error: the outermost is not where it happened.
        if at is None:
            raise
        raise OSError(error.errno, error.strerror, str(at)) from error


def _opened(new: Path) -> TextIO:
    return open(new, "w", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Return the name of a file to write in the block; if the block ends well, the file moves to ``path``.

    Raises:
        UsageError: if the path is a link, a folder or a device, or is in no folder.
        OSError: if the disk is full, or nothing may be written there; its ``filename`` is ``path``.
    """
    check_target(path)
    with failing_at(path), _beside(path) as folder:
        new = folder / "file"
        yield new
        if path.exists():
            os.chmod(new, S_IMODE(path.stat().st_mode))
        _sync(new)
        os.replace(new, path)
        sync_folder(path.parent)


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Return a folder to fill in the block; if the block ends well, it moves to the path ``folder``.

    There must be no such folder yet, or it must be empty. Folders above it are made, and gone again if the
    block ends with an error.

    Raises:
        UsageError: if the path is a link.
        OSError: if the disk is full, or the folder is not empty; its ``filename`` is ``folder``.
    """
    if folder.is_symlink():
        raise UsageError(f"{folder}: expected a place for a folder, found a link.")
    with failing_at(folder), _folders_above(folder):
        place = real(folder)
        with _beside(place) as beside:
            new = beside / place.name
            new.mkdir()
            yield new
            for inside in sorted(new.rglob("*"), reverse=True):
                _sync(inside) if inside.is_file() else sync_folder(inside)
            sync_folder(new)
            _move_folder(new, place)
            sync_folder(place.parent)


@contextmanager
def _folders_above(path: Path) -> Iterator[None]:
    """Make the folders above a path; if the block ends with an error, remove those made that are unused."""
    made = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _move_folder(new: Path, place: Path) -> None:
    """Move a folder to a place at which there is no folder, or an empty folder."""
    if place.exists() and place.samefile(Path.cwd()):
        # A new folder of the same name would not be the folder in which the person's shell is.
        for inside in new.iterdir():
            os.replace(inside, place / inside.name)
        return
    if place.exists():
        place.rmdir()
    os.replace(new, place)


@contextmanager
def failing_at(path: Path) -> Iterator[None]:
    """Let an error of the operating system name the path that a person gave."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Make a folder beside a path, locked by this process; at the end of the block it is removed."""
    from filelock import Timeout

    remove_left_behind(path.parent)
    for _ in range(ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=BEGIN, suffix=END, dir=path.parent))
        lock = _lock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue  # another process took it for one left behind, in the instant before it was locked
        if (folder / LOCK).exists():
            break
        lock.release()
    else:
        raise UsageError(f"{path}: could not be written; other processes remove what is written there.")
    try:
        yield folder
    finally:
        _remove(folder, lock)


def remove_left_behind(folder: Path) -> None:
    """Remove the parts that killed processes left in a folder; a part that is locked has a live process."""
    for part in folder.glob(f"{BEGIN}*{END}"):
        lock = _lock(part / LOCK)
        try:
            lock.acquire(timeout=0)
        except OSError:
            continue
        _remove(part, lock)


def _lock(path: Path) -> FileLock:
    # The commands import this module, and filelock starts slowly: --help needs no lock.
    from filelock import FileLock

    return FileLock(path)


def _remove(folder: Path, lock: FileLock) -> None:
    """Remove a locked folder, then release the lock; on Windows the other way round: the file is open."""
    if os.name == "nt":
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()


def lock_beside(path: Path) -> FileLock:
    """Return the lock of a file, a file of its own beside it; whoever writes holds it meanwhile.

    Raises:
        OSError: if no file can be made there; its ``filename`` is ``path``.
    """
    lock = path.with_name(path.name + ".lock")
    with failing_at(path):
        # FileLock would wait without end for a place at which no file can be made, such as /proc, and
        # would follow a link to a file of somebody else's.
        os.close(os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666))
    return _lock(lock)


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write bytes to a file without a buffer, which may take only a part of them at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _sync(file: Path) -> None:
    """Return when a file is on disk."""
    with open(file, "rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk: without it a power cut could undo a rename."""
    if os.name == "nt":
        return  # Windows opens no folders
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
