"""Formats of peers' scenarios register here; a folder is recognised by what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from goodoffices.model import Case


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing scenarios: ``found`` says whether a folder is of it, ``read`` reads it."""

    name: str
    found: Callable[[Path], bool]
    read: Callable[[Path], Case]


FORMATS: dict[str, Format] = {}


def scenario_format(
    name: str, found: Callable[[Path], bool]
) -> Callable[[Callable[[Path], Case]], Callable[[Path], Case]]:
    """Register a reader of a format."""

    def register(read: Callable[[Path], Case]) -> Callable[[Path], Case]:
        FORMATS[name] = Format(name, found, read)
        return read

    return register
