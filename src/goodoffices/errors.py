"""Exceptions of the package. A message names the place, the value expected and the value found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class GoodOfficesError(Exception):
    """Base class of every exception that the package raises on purpose."""


class UsageError(GoodOfficesError):
    """Raised if a call or command cannot be carried out with its arguments (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A single fault in a file that a person wrote.

    ``line`` counts from 1; it is None if the fault concerns the whole file. ``field`` is a dotted path such
    as ``preferences.A.reservation``. ``near`` is the known name most like the name found, if any.
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
    """Raised if a file or text cannot be read; ``problems`` holds every fault found (exit code 2)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RecordOnlyError(GoodOfficesError):
    """Raised if a model is asked of a record-only case (exit code 2)."""


class LedgerError(GoodOfficesError):
    """Raised if a ledger contradicts its own chain of hashes, or a head held against it."""


class ProtocolError(GoodOfficesError):
    """Raised if a protocol does not allow an event in the present state."""


class DeskClosed(GoodOfficesError):
    """Raised if nobody answers at the desk any more: end of input, or an interrupt."""


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to ``word``, or None if none is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(near: str | None) -> str:
    """Return `` Did you mean '…'?`` with the word ``near``, or nothing if there is none."""
    return f" Did you mean '{near}'?" if near else ""


def shorten(value: object, limit: int = 60) -> str:
    """Return a value as a message shows it: quoted, printable, and at most ``limit`` characters."""
    text = value if isinstance(value, str) else repr(value)
    clean = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return repr(clean[: limit - 1] + "…") if len(clean) > limit else f"'{clean}'"
