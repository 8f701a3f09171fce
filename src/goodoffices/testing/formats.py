"""Check that a format keeps the rules of all formats."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from goodoffices.errors import InputError
from goodoffices.formats import Format
from goodoffices.model import Case
from goodoffices.space import compile, evaluate, packages


def check_format(kind: type[Format[Any]], folder: Path) -> None:
    """Read a scenario in a copy of its folder, damage it, and write it again if the format can be written.

    Args:
        kind: the format.
        folder: a scenario of that format.

    Raises:
        AssertionError: if it does not find the scenario, finds a scenario in an empty folder, changes a file,
            reads different cases from the same files, raises another error than InputError if a file is
            damaged, or does not read back the utilities that it wrote.
    """
    with TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / folder.name))
        before = _contents(copy)
        case = _read(kind, copy)
        assert case is not None, f"does not find its scenario in {folder}"
        assert _read(kind, copy) == case, "reads the same files as two different cases"
        assert _contents(copy) == before, "changes the files that it reads"
        empty = Path(place) / "empty"
        empty.mkdir()
        assert kind().find(empty) is None, "finds a scenario in an empty folder"
        for file, data in before.items():
            for damaged in (data[: len(data) // 2], b"\xff" + data, b""):
                file.write_bytes(damaged)
                _refused_or_read(kind, copy, file)
            file.write_bytes(data)
        if kind.write is not Format.write:
            kind().write(case, Path(place) / "written")
            again = _read(kind, Path(place) / "written")
            assert again is not None, "does not find what it has written"
            assert np.allclose(_worth(again), _worth(case)), "writes other utilities than it reads"


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _read(kind: type[Format[Any]], folder: Path) -> Case | None:
    files = kind().find(folder)
    return None if files is None else kind().read(folder, files)


def _refused_or_read(kind: type[Format[Any]], folder: Path, file: Path) -> None:
    try:
        _read(kind, folder)
    except InputError:
        return
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise AssertionError(
            f"raises {error!r} if {file.name} is damaged, not an InputError"
        ) from error


def _worth(case: Case) -> Any:
    """Return every package's utilities in the parties' own units, shape (packages, parties)."""
    space = compile(case)
    return evaluate(space, packages(space)) / np.array([float(scale) for scale in space.scales])
