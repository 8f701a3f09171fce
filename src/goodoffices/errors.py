"""One small tree of exceptions; every message says where, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class GoodOfficesError(Exception):
    """The root of everything this package raises on purpose."""


class UsageError(GoodOfficesError):
    """What was asked for cannot be done with these arguments (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file that somebody wrote.

    ``line`` counts from 1, or is None where a whole file is meant. ``field`` is a dotted path such as
    ``preferences.A.reservation``.
    """

    file: str
    line: int | None
    field: str
    expected: str
    found: str
    near: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        return f"{where}:{field} expected {self.expected}, found {self.found}.{hint(self.near)}"


class InputError(GoodOfficesError):
    """Something that was given to be read is wrong; ``problems`` holds all of it (exit code 2)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RecordOnlyError(GoodOfficesError):
    """A model was asked of a case that only records what was said and done (exit code 2)."""


class LedgerError(GoodOfficesError):
    """The record does not agree with its own chain of hashes, or with a head held against it."""


class ProtocolError(GoodOfficesError):
    """An event that the protocol does not allow in the state it is in."""


class DeskClosed(GoodOfficesError):
    """Nobody is at the desk any more: end of input, or an interrupt."""


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to ``word``, or None if none is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(near: str | None) -> str:
    """Return `` Did you mean '…'?`` with the word ``near``, or nothing if there is none."""
    return f" Did you mean '{near}'?" if near else ""


def shorten(value: object, limit: int = 60) -> str:
    """A value as it stands in a message: quoted, printable, not longer than ``limit``."""
    text = value if isinstance(value, str) else repr(value)
    clean = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return repr(clean[: limit - 1] + "…") if len(clean) > limit else f"'{clean}'"
