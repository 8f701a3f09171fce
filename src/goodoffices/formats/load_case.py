"""Load a case from whatever is at a path: our own folder, or a peer's scenario."""

from __future__ import annotations

from pathlib import Path

from goodoffices.casefile import load as load_case
from goodoffices.errors import InputError, Problem
from goodoffices.formats.registry import FORMATS, Format
from goodoffices.model import Case

_SUFFIXES = (".xml", ".json", ".yml", ".yaml", ".csv", ".tsv")


def recognise(path: Path | str) -> Format | None:
    """The format of a folder, or None."""
    folder = Path(path)
    if not folder.is_dir() or (folder / "case.yaml").exists():
        return None
    return next((known for known in FORMATS.values() if known.found(folder)), None)


def load(path: Path | str) -> Case:
    """The case at a path: ours, or a peer's scenario folder.

    Raises:
        InputError: with every problem in it.
    """
    known = recognise(path)
    if known is not None:
        return known.read(Path(path))
    _refuse_nearly(Path(path))
    return load_case(path)


def check(path: Path | str) -> tuple[Problem, ...]:
    """Every problem in the case or scenario at a path; none where it is good."""
    try:
        load(path)
    except InputError as error:
        return error.problems
    return ()


def _refuse_nearly(folder: Path) -> None:
    """Say what a scenario takes where a folder has files of one, such as a domain with a single profile."""
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
