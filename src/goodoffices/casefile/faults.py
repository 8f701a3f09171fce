"""Collects what is wrong in one case file, with the line of each field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.casefile.nodes import Node
from goodoffices.casefile.problems import dotted
from goodoffices.errors import Problem, near_miss, shorten


@dataclass(slots=True)
class Faults:
    """Problems found so far in ``file``, whose tree is ``root``; ``folder`` is where its tables are."""

    file: str
    folder: Path
    root: Node
    found: list[Problem] = field(default_factory=list)

    def add(
        self, path: tuple[str | int, ...], expected: str, found: str, near: str | None = None
    ) -> None:
        """Something at a path in the case file is wrong."""
        self.found.append(
            Problem(self.file, self.root.line_of(path), dotted(path), expected, found, near)
        )

    def unknown(
        self, path: tuple[str | int, ...], word: str, expected: str, known: Iterable[str]
    ) -> None:
        """A word at a path names nothing that is there."""
        self.add(path, expected, shorten(word), near_miss(word, known))

    def known(
        self, path: tuple[str | int, ...], word: str, expected: str, known: Iterable[str]
    ) -> bool:
        """Whether a word is one of those known; a problem is added when it is not."""
        names = list(known)
        if word in names:
            return True
        self.unknown(path, word, expected, names)
        return False
