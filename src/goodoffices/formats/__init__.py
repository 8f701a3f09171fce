"""Peers' scenario files as cases, recognised by what is in them; every module here registers a format."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from goodoffices.casefile import load as load_case
from goodoffices.formats.registry import FORMATS, Format
from goodoffices.model import Case

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")


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


__all__ = ["FORMATS", "Format", "load", "recognise"]
