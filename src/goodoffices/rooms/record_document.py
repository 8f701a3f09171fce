"""The record as it was shared with the sides: a text of JSON lines, frozen, of which a page shows a part.

Its digest is the SHA-256 of the file that everybody downloads, so it is checked with common programs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.rooms.documents import dump, load

FORMAT = "goodoffices shared record 1"


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words: ``said`` with its outlet and date, and ``words``, those of the report.

    ``date`` is the day it speaks of, in words; ``address`` is where the report was published.
    """

    said: str
    kind: str
    date: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The first line: the basis of the record in words, and the number of its entries."""

    format: str
    title: str
    basis: tuple[str, ...]
    entries: int


def document(title: str, basis: Sequence[str], entries: Sequence[Told]) -> str:
    """Return the text of a record, a line for each entry after the cover."""
    cover = Cover(FORMAT, title, tuple(basis), len(entries))
    return "".join(f"{dump(line)}\n" for line in (cover, *entries))


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def part(text: str, first: int, most: int) -> tuple[Cover, tuple[Told, ...]]:
    """Return the cover and ``most`` entries after the first ``first``; no other line is read."""
    # not splitlines: a text in a line may hold other signs that end lines
    cover, *lines = text.split("\n")[:-1]
    return load(Cover, cover), tuple(load(Told, line) for line in lines[first : first + most])
