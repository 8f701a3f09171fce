"""Load a case from whatever is at a path: our own folder, or a peer's scenario."""

from __future__ import annotations

from pathlib import Path

from goodoffices.casefile import load as load_case
from goodoffices.formats.registry import FORMATS, Format
from goodoffices.model import Case


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
    return load_case(path) if known is None else known.read(Path(path))
