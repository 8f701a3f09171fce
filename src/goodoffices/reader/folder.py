"""Reading of all dispatches of a folder; a dispatch that cannot be read does not stop the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joblib import Parallel, delayed

from goodoffices import plain_files
from goodoffices.errors import InputError, Problem
from goodoffices.progress import Progress
from goodoffices.reader.plugins import Reader
from goodoffices.reader.read_text import Reading, read
from goodoffices.registry import for_workers


@dataclass(frozen=True, slots=True)
class Readings:
    """The dispatches that were read, in the order given, and the problems of those that were not."""

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]

    def doubts(self) -> dict[str, str]:
        """Return the reason to look at an entry before others, by its id; two versions have the same."""
        return {
            name: doubt.text
            for reading in self.readings
            for doubt in reading.doubts
            for name in (doubt.entry, doubt.version)
            if name is not None
        }


def read_all(
    paths: Sequence[Path],
    progress: Progress | None = None,
    jobs: int = 1,
    readers: Sequence[str | Reader] = ("rules",),
) -> Readings:
    """Return a reading of each dispatch, ``jobs`` at a time, by the readers named."""
    found: list[Reading] = []
    problems: list[Problem] = []
    names = _names(paths)
    work = (
        delayed(for_workers(_one))(path, name, readers) for path, name in zip(paths, names, strict=True)
    )
    for number, one in enumerate(Parallel(n_jobs=jobs, return_as="generator")(work), 1):
        if isinstance(one, Reading):
            found.append(one)
        else:
            problems += one
        if progress is not None:
            progress("Reading dispatches", number, len(paths))
    return Readings(tuple(found), tuple(problems))


def _names(paths: Sequence[Path]) -> list[str]:
    """Return the stem of each file; the whole name if two files have the same stem."""
    stems = [plain_files.name_of(path.stem) for path in paths]
    times = Counter(stems)
    return [
        stem if times[stem] == 1 else plain_files.name_of(path.name)
        for stem, path in zip(stems, paths, strict=True)
    ]


def _one(path: Path, name: str, readers: Sequence[str | Reader]) -> Reading | tuple[Problem, ...]:
    try:
        # A link may lead to any file of the person who was handed the folder.
        plain_files.check_inside(path, path.parent)
        return read(path, name=name, readers=readers)
    except InputError as error:
        return error.problems
    except OSError as error:
        found = error.strerror or "a file that cannot be read"
        return (Problem(str(path), None, "", "a dispatch", found),)
