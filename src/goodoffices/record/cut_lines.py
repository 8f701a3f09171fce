"""Lines that were cut to a width, as in old mail and plain-text reports: which of them go on in the next."""

from __future__ import annotations

from collections.abc import Iterable

WIDEST = 120
"""Characters of a line, at most, if lines are cut to a width; a wider text has a line for each paragraph."""
SLACK = 4
"""Characters by which lines cut to a width may be shorter than it, besides the word that did not fit."""


def width(lines: Iterable[str]) -> int:
    """Return the characters of the longest line, without the spaces at its end."""
    return max((len(line.rstrip()) for line in lines), default=0)


def goes_on(line: str, after: str, width: int) -> bool:
    """Return whether a line goes on in the next one: the first word of that one would not have fitted.

    ``width`` is that of the whole text. A headline ends before its line is full.
    """
    if width > WIDEST or not line.strip() or not after.strip():
        return False
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - SLACK
