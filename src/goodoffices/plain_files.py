"""Files that others wrote, read with care: plain files only, of a size within a limit, inside their folder.

A pipe would make the reader wait for ever, and a device would fill the memory. A link may lead out of a
folder that was handed over, to a file that its sender has no right to see.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO
from unicodedata import normalize

from goodoffices.errors import InputError, Problem
from goodoffices.limits import FILE, FILES, UNPACKED, Limit

BROKEN: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RecursionError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""Exceptions of other projects' parsers if a file is broken: they promise no exception of their own."""
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)
_ADDRESS = re.compile(r"(?:https?|ftp|file):/|www\.[^/]+\.", re.IGNORECASE)
"""The beginning of an address, as a path has it."""
_HOW = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def read(path: Path, limit: Limit = FILE, inside: Path | None = None) -> bytes:
    """Return the bytes of a plain file; if ``inside`` is given, only of a file inside that folder.

    Raises:
        InputError: if there is no such file, it is no plain file, it exceeds the limit, or a link leads out.
    """
    data = _begin(path, limit.most + 1, inside)
    if len(data) > limit.most:
        raise _refused(path, f"a file of {limit}", f"{path.stat().st_size:,}")
    return data


def opened(path: Path) -> BinaryIO:
    """Return a plain file, open for reading; its length has no limit.

    Raises:
        InputError: if there is no such file, or it is no plain file.
    """
    return _opened(path, None)


def begin(path: Path, length: int, inside: Path | None = None) -> bytes:
    """Return the first bytes of a plain file, at most ``length`` of them.

    Raises:
        InputError: if there is no such file, it is no plain file, or a link leads out of ``inside``.
    """
    return _begin(path, length, inside)


def listed(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Return the files of a folder with any of these suffixes, by name; folders inside it are left out.

    Raises:
        InputError: if there are more than the limit.
    """
    found = [path for path in folder.iterdir() if path.suffix.lower() in suffixes]
    if len(found) > FILES.most:
        raise _refused(folder, str(FILES), f"{len(found):,}")
    return sorted(path for path in found if not path.is_dir())


def check_unpacked(path: str, data: bytes, limit: Limit = UNPACKED) -> None:
    """Check the sizes that the parts of a zipped file state; none can unpack to more.

    Raises:
        InputError: if they exceed the limit together.
        BadZipFile: if it is no zipped file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > limit.most:
        raise InputError([Problem(path, None, "", f"a file of {limit}", f"{size:,} unpacked")])


def name_of(name: str) -> str:
    """Return the name of a file or folder as text: bytes that are no text are written as ``\\xff``.

    An accented letter is one character, however the disk has it.
    """
    return normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def missing(path: Path, expected: str) -> InputError:
    """Return the error of a path with nothing there; for an address on the web, how to save its page."""
    if _ADDRESS.match(str(path)):
        # A path has one slash where an address has two.
        address = re.sub(r":/+", "://", str(path), count=1)
        found = (
            "an address on the web. Nothing is fetched: open the page in a browser, save it as a file "
            "(Ctrl+S), and name that file"
        )
        return InputError([Problem(address, None, "", expected, found)])
    return _refused(path, expected, "a link to nothing" if path.is_symlink() else "nothing there")


def check_inside(path: Path, folder: Path) -> None:
    """Check that no link on the way to a file leads out of a folder.

    Raises:
        InputError: if a link leads out.
    """
    place, home = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    if not place.is_relative_to(home):
        raise _refused(path, f"a file in the folder {home.name or home}", "a link that leads out of it")


def _begin(path: Path, length: int, inside: Path | None) -> bytes:
    with _opened(path, inside) as file:
        return file.read(length)


def _opened(path: Path, inside: Path | None) -> BinaryIO:
    try:
        _check_plain(path, os.stat(path).st_mode)
        if inside is not None:
            check_inside(path, inside)
        number = os.open(path, _HOW)
    except (FileNotFoundError, NotADirectoryError):
        raise missing(path, "a file") from None
    except ValueError:
        raise _refused(path, "a file", "a name with a NUL character") from None
    file = open(number, "rb")  # noqa: SIM115 (whoever asked closes it)
    try:
        # Asked again of the file that is open: another may have taken the name in between.
        _check_plain(path, os.fstat(number).st_mode)
    except BaseException:
        file.close()
        raise
    return file


def _check_plain(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        found = next((word for is_kind, word in _KINDS if is_kind(mode)), "a device")
        raise _refused(path, "a plain file", found)


def _refused(path: Path, expected: str, found: str) -> InputError:
    return InputError([Problem(str(path), None, "", expected, found)])
