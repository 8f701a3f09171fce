"""Reading of all dispatches of a folder; a dispatch that cannot be read does not stop the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from goodoffices import plain_files
from goodoffices.engine import workers
from goodoffices.errors import InputError, Problem
from goodoffices.outlined import Outlined
from goodoffices.progress import Progress
from goodoffices.reader.kept import FEWEST, Kept
from goodoffices.reader.plugins import DEFAULT, Reader, proposals_of_all
from goodoffices.reader.read_text import Prepared, Reading, prepare, reading_of


class Named(NamedTuple):
    """A dispatch by its path and its name."""

    path: Path
    name: str


Sent = Named | Prepared | tuple[Problem, ...]
"""A dispatch as it is handed to whoever reads it: where it is, its text, or why it has none."""
BATCH = 16
"""Dispatches that are read together: a parser is quicker with many sentences at once."""


COMMON = re.compile(r"a|and|at|by|for|from|in|is|it|of|on|said|that|the|to|was|with")
"""Words that make up a third of any English text, and less than a tenth of others."""
FEWEST_WORDS = 8
"""Words of a text from which its language is judged."""
OTHER_LANGUAGE = "no entry was found: the text does not seem to be in English, which alone is read."


def _english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    return len(words) < FEWEST_WORDS or 10 * sum(map(bool, map(COMMON.fullmatch, words))) >= len(words)


@dataclass(frozen=True, slots=True, repr=False)
class Readings(Outlined):
    """The dispatches that were read, in the order given, and the problems of those that were not."""

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]

    def unread(self) -> tuple[str, ...]:
        """Return what was not read, or not in full, and why: whole dispatches, then refused proposals."""
        refused = (
            f"{one.source.dispatch}: {reason}" for one in self.readings for reason in one.refused
        )
        foreign = (
            f"{one.source.dispatch}: {OTHER_LANGUAGE}"
            for one in self.readings
            if not one.entries and not _english(one.text)
        )
        return (*map(str, self.problems), *foreign, *refused)

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
    readers: Sequence[str | Reader] = DEFAULT,
    kept: Path | None = None,
    engine: str | None = None,
) -> Readings:
    """Return a reading of each dispatch by the readers named, ``jobs`` batches at a time.

    The readings of a large folder are kept in the folder ``kept``, if one is given and the work is done on
    this machine. The ``engine`` ``dask://HOST:PORT`` reads on the workers of a Dask cluster.
    """
    found: list[Reading] = []
    problems: list[Problem] = []
    named = list(map(Named, paths, _names(paths)))
    batches = [named[at : at + BATCH] for at in range(0, len(named), BATCH)]
    names = [reader for reader in readers if isinstance(reader, str)]
    store = (
        Kept(kept, names)
        if kept is not None and engine is None and len(paths) >= FEWEST and len(names) == len(readers)
        else None
    )
    with workers(jobs, engine) as all_workers:
        # a machine elsewhere is sent the text, as it may not have the file
        sent = _texts if all_workers.remote else list
        work = ((sent(batch), readers, store) for batch in batches)
        for read in all_workers.in_order(_batch, work):
            for one in read:
                if isinstance(one, Reading):
                    found.append(one)
                else:
                    problems += one
            if progress is not None:
                progress("Reading dispatches", min(len(found) + len(problems), len(paths)), len(paths))
    if store is not None and jobs == 1:
        store.tidy()
    return Readings(tuple(found), tuple(problems))


def _names(paths: Sequence[Path]) -> list[str]:
    """Return the stem of each file; the whole name if two files have the same stem."""
    stems = [plain_files.name_of(path.stem) for path in paths]
    times = Counter(stems)
    return [
        stem if times[stem] == 1 else plain_files.name_of(path.name)
        for stem, path in zip(stems, paths, strict=True)
    ]


def _texts(named: Sequence[Named]) -> list[Prepared | tuple[Problem, ...]]:
    """Return the text of each dispatch, or why it has none."""
    return [_prepared(path, name) for path, name in named]


def _batch(
    given: Sequence[Sent], readers: Sequence[str | Reader], store: Kept | None
) -> list[Reading | tuple[Problem, ...]]:
    """Return a reading of each dispatch of a batch; those not kept are read together."""
    found: list[Reading | tuple[Problem, ...] | None] = []
    waiting: list[tuple[int, Prepared]] = []
    for one in given:
        prepared = _prepared(*one) if isinstance(one, Named) else one
        if not isinstance(prepared, Prepared):
            found.append(prepared)
            continue
        known = store.find(prepared.text, prepared.context.source) if store is not None else None
        if known is None:
            waiting.append((len(found), prepared))
            found.append(None)
        else:
            found.append(reading_of(prepared, *known))
    read = proposals_of_all([prepared for _, prepared in waiting], readers)
    for (place, prepared), (proposals, refused) in zip(waiting, read, strict=True):
        found[place] = reading_of(prepared, proposals, refused)
        if store is not None:
            store.keep(prepared.context.source, proposals, refused)
    return [one for one in found if one is not None]


def _prepared(path: Path, name: str) -> Prepared | tuple[Problem, ...]:
    try:
        # A link may lead to any file of the person who was handed the folder.
        plain_files.check_inside(path, path.parent)
        return prepare(path, name=name)
    except InputError as error:
        return error.problems
    except OSError as error:
        found = error.strerror or "a file that cannot be read"
        return (Problem(str(path), None, "", "a dispatch", found),)
