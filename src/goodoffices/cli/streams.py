"""Standard streams as they may be: closed, a pipe whose reader left, a terminal that is not UTF-8."""

from __future__ import annotations

import codecs
import io
import os
import sys

from goodoffices.errors import visible

MARKS = "goodoffices.marks"
"""The name of the error handler that writes characters as marks which a stream's encoding does not have."""


TITLES = {"stdout": "standard output", "stderr": "standard error"}


def complain(text: str) -> None:
    """Print a message to standard error."""
    sys.stderr.write(visible(text) + "\n")


def prepare() -> None:
    """Replace the standard streams by streams on which a command can always come to its end.

    A closed stream reads as empty and takes everything. If the reader of a pipe leaves, as `head` does, the
    rest goes nowhere, so that the command ends with its own exit code. A character that the encoding does
    not have is written as a mark such as ``\\u2014``, which JSON reads as that character.
    """
    codecs.register_error(MARKS, mark)
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # In this order the file takes the number that the closed stream had, and no other file gets it.
            stream = open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)
        elif not isinstance(stream, io.TextIOWrapper):
            continue
        elif name == "stdin":
            # A terminal in the C locale says ASCII, and sends UTF-8 all the same.
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else stream.encoding, errors="replace")
        else:
            stream.reconfigure(errors=MARKS)
            if _has_number(stream):
                setattr(sys, name, _Patient(stream, TITLES[name]))


def mark(error: UnicodeError) -> tuple[str, int]:
    """Return marks in place of the characters that cannot be encoded, as JSON writes them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    marks = (f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
    return "".join(marks), error.end


def _has_number(stream: io.TextIOWrapper) -> bool:
    try:
        stream.fileno()
    except (OSError, ValueError):
        return False
    return True


class _Patient(io.TextIOWrapper):
    """A stream that goes on without a reader; the name it has in messages is ``title``."""

    def __init__(self, stream: io.TextIOWrapper, title: str) -> None:
        super().__init__(
            stream.buffer, stream.encoding, MARKS, "", stream.line_buffering, stream.write_through
        )
        self._title = title
        self._stream = stream  # the buffer would be closed with it

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            self._abandon(error)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._abandon(error)
            super().flush()

    def _abandon(self, error: OSError) -> None:
        """Send everything from now on nowhere, what is left in the buffer too.

        Raises:
            OSError: if the stream failed for another reason than a reader that left, such as a full disk.
        """
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise OSError(error.errno, error.strerror, self._title) from error


def typed(text: str) -> str:
    """Return a word of the command line; in a locale that is not UTF-8 its bytes are read as UTF-8."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text
