"""Registry of the formats of scenario files; a folder's format is recognised from its files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Generic, TypeVar

from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.registry import Registry

Files = TypeVar("Files")


class Format(ABC, Generic[Files]):
    """A way of writing a scenario as the files of a folder.

    ``Files`` is the type that :meth:`find` returns, such as a domain and its profiles.
    """

    @abstractmethod
    def find(self, folder: Path) -> Files | None:
        """Return the scenario's files, or None if the folder is of another format."""

    def find_file(self, path: Path) -> Files | None:
        """Return the scenario's files if a single file is a scenario of this format; None by default."""
        return None

    @abstractmethod
    def read(self, folder: Path, files: Files) -> Case:
        """Return the case that a scenario's files describe.

        Raises:
            InputError: if anything in them is wrong; it holds every problem.
        """

    def write(self, case: Case, folder: Path) -> list[Path]:
        """Write a case as files of this format and return them; a format may leave this out.

        Raises:
            UsageError: if the format cannot hold this case, or cannot be written at all.
        """
        raise UsageError(f"{type(self).__name__} can be read, but not written.")

    def said_of(self, case: Case) -> str:
        """Return sentences on how what is written differs from the case: a scale, for example."""
        return ""


FORMATS: Registry[type[Format[Any]]] = Registry("format", "formats", "goodoffices.formats")
scenario_format = FORMATS.register


def written() -> list[str]:
    """Return the names of the formats that can be written."""
    return [name for name, kind in FORMATS.items() if kind.write is not Format.write]
