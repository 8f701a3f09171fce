"""Read every dispatch of a case folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from goodoffices.casefile import CaseFolder
from goodoffices.reader.reading import Reading, read

Progress = Callable[[str, int, int], None]


def read_case(place: CaseFolder, progress: Progress | None = None) -> tuple[Reading, ...]:
    """A reading of each dispatch of a case, by file name.

    Raises:
        InputError: a dispatch cannot be read as text.
    """
    paths: tuple[Path, ...] = place.dispatches
    readings = []
    for number, path in enumerate(paths, 1):
        readings.append(read(path))
        if progress is not None:
            progress("Reading dispatches", number, len(paths))
    return tuple(readings)
