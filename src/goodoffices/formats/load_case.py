"""Load a case from a case folder of ours, a folder of a known format, text or a dict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.casefile import Source, is_text
from goodoffices.casefile import load as load_case
from goodoffices.errors import InputError, Problem
from goodoffices.formats.registry import FORMATS, Format
from goodoffices.model import Case

_SUFFIXES = (".xml", ".json", ".yml", ".yaml", ".csv", ".tsv")


def recognise(path: Path | str) -> str | None:
    """Return the name of a folder's format, or None if it is a case of ours or of no known format."""
    return next((name for name, _, _ in _found(Path(path))), None)


def _found(folder: Path) -> Iterator[tuple[str, Format[Any], Any]]:
    """Yield each format that a folder is of, with the files found there."""
    if folder.is_dir() and not (folder / "case.yaml").exists():
        for name, kind in FORMATS.items():
            known = kind()
            files = known.find(folder)
            if files is not None:
                yield name, known, files


def load(source: Source) -> Case:
    """Return a case.

    Args:
        source: a case folder or its case.yaml, a folder of a known format, the text of a case.yaml (a
            string of several lines), or a dict with the fields of a case.yaml.

    Raises:
        InputError: if anything in it is wrong; it holds every problem.
    """
    if isinstance(source, Mapping) or is_text(source):
        return load_case(source)
    for _, known, files in _found(Path(source)):
        return known.read(Path(source), files)
    _refuse_nearly(Path(source))
    return load_case(source)


def check(source: Source) -> tuple[Problem, ...]:
    """Return every problem in a case or scenario, as :func:`load` takes it; none if it is good."""
    try:
        load(source)
    except InputError as error:
        return error.problems
    return ()


def _refuse_nearly(folder: Path) -> None:
    """Refuse a folder with only some files of a scenario, such as a domain with a single profile."""
    if not folder.is_dir() or (folder / "case.yaml").exists() or any(folder.rglob("*.txt")):
        return
    found = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    if found:
        expected = (
            "a case.yaml, a domain with two profiles or more (GENIUS, GeniusWeb, NegoLog or NegMAS), or one "
            "table with the columns issue and option (CSV)"
        )
        others = f" and {len(found) - 5:,} more" if len(found) > 5 else ""
        raise InputError([Problem(str(folder), None, "", expected, f"{', '.join(found[:5])}{others}")])
