"""Exceptions of the package. A message names the place, the value expected and the value found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

MOST_LINES = 19
"""Problems that a message lists: with the line that counts the rest, they fit a small window."""
LONGEST_LINE = 400
"""Characters of a line of a message: a name or a path in it may be as long as a file."""
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Characters that act instead of being seen: control characters but tab and line feed, marks of direction,
separators of lines, halves of a character, and two that no page may hold. A terminal or a page would obey
them."""


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
        lines = [_cut(str(problem)) for problem in self.problems[:MOST_LINES]]
        if len(self.problems) > MOST_LINES:
            lines.append(f"… and {len(self.problems) - MOST_LINES:,} more problems.")
        super().__init__("\n".join(lines))


class RecordOnlyError(GoodOfficesError):
    """Raised if a model is asked of a record-only case (exit code 2)."""


class LedgerError(GoodOfficesError):
    """Raised if a ledger contradicts its own chain of hashes, or a head held against it."""


class ProtocolError(GoodOfficesError):
    """Raised if a protocol does not allow an event in the present state."""


class Refusal(Enum):
    """The reason that an act of a person is refused. None of them tells of anybody else."""

    NOT_NOW = "That is not possible now."
    NO_SUCH_OPTION = "There is no such option."
    FORBIDDEN = "Linkages forbid that combination."
    NOT_SO = "That is not possible as it stands."


class Refused(ProtocolError):
    """Raised instead of a plain ProtocolError in talks of people: its text names no seat and no phase."""

    @property
    def refusal(self) -> Refusal:
        """The reason."""
        return Refusal(self.args[0])


class DeskClosed(GoodOfficesError):
    """Raised if nobody answers at the desk any more: end of input, or an interrupt."""


def _cut(line: str) -> str:
    """Return a line with its middle left out if it is too long: both ends tell the most."""
    half = LONGEST_LINE // 2
    return line if len(line) <= LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to ``word``, or None if none is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(near: str | None) -> str:
    """Return `` Did you mean '…'?`` with the word ``near``, or nothing if there is none."""
    return f" Did you mean '{near}'?" if near else ""


def visible(text: str) -> str:
    """Return a text with each hidden character drawn as a mark: ``\\x1b``, ``\\u202e``."""
    return HIDDEN.sub(lambda found: _marked(found[0]), text)


def _marked(sign: str) -> str:
    number = ord(sign)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def shorten(value: object, limit: int = 60) -> str:
    """Return a value as a message shows it: quoted, printable, and at most ``limit`` characters."""
    text = value if isinstance(value, str) else repr(value)
    # No more signs than are shown are looked at: the text may be a whole file.
    clean = "".join(c if c.isprintable() else _marked(c) for c in text[: limit + 1])
    return repr(clean[: limit - 1] + "…") if len(clean) > limit else f"'{clean}'"
