"""Exceptions of the package. A message names the place, the value expected and the value found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from itertools import islice
from numbers import Integral

from goodoffices.limits import MESSAGE_LINE, MESSAGE_LINES, NAME, Limit

COMPARED = 1_000
"""Known words that a word is compared with, to find the closest: a comparison takes ten microseconds."""
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
        # The last line counts the rest.
        listed = MESSAGE_LINES.most - 1
        lines = [_cut(" ".join(str(problem).split("\n"))) for problem in self.problems[:listed]]
        if len(self.problems) > listed:
            lines.append(f"… and {len(self.problems) - listed:,} more problems.")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        # a worker process sends the problems, not the text made of them
        return type(self), (self.problems,)


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
    half = MESSAGE_LINE.most // 2
    return line if len(line) <= MESSAGE_LINE.most else f"{line[:half]} … {line[-half:]}"


def short(message: str) -> str:
    """Return a message with no more and no longer lines than people read; both ends of each are kept."""
    return "\n".join(_cut(line) for line in message.split("\n")[: MESSAGE_LINES.most])


def within(name: str, value: int, limit: Limit) -> None:
    """Check that an argument of a function does not exceed its limit.

    Raises:
        UsageError: the argument exceeds it; the message says the limit.
    """
    if value > limit.most:
        raise UsageError(f"{name}: expected {limit}, found more.")


def at_least(name: str, value: object, least: int) -> None:
    """Check that an argument of a function is a whole number, and not below its least.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(value, Integral) or value < least:
        raise UsageError(
            f"{name}: expected a whole number of at least {least}, found {shorten(value)}."
        )


def near_miss(word: object, known: Iterable[str]) -> str | None:
    """Return the known word closest to ``word``, or None if none is close.

    Only the first thousand words are looked at, and nothing longer than a name.
    """
    word = str(word)
    if len(word) > NAME.most:
        return None
    words = [one for one in islice(known, COMPARED) if len(one) <= NAME.most]
    matches = get_close_matches(word, words, n=1, cutoff=0.6)
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
