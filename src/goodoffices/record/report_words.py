"""Words that a person types, found in the report: a speaker, a verb of saying, the words said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.errors import shorten
from goodoffices.record.entries import Span

BETWEEN = " … "
"""Stands between the parts of what is said, if words of the report between them are left out."""
MOST_PARTS = 20
"""Most parts of words said that are looked up: nobody quotes more."""
_QUOTES = {"'": "'’‘", "’": "'’‘", "‘": "'’‘", '"': '"“”„«»', "“": '"“”„«»', "”": '"“”„«»'}
_MARKS = "\"'“”‘’„«»"


@dataclass(frozen=True, slots=True)
class Report:
    """The text of a report, or a part of it that begins at ``start``; ``near`` is where to look first."""

    text: str
    start: int = 0
    near: Span | None = None

    def place(self, words: str) -> Span:
        """Return the place of words in the report, the nearest if there are several.

        Line ends count as spaces, and straight and curly quotation marks are alike.

        Raises:
            ValueError: if the words are not in the report.
        """
        if len(words) > 2 * len(self.text) + len(BETWEEN):
            raise ValueError(f"expected words of the report, found {shorten(words)}.")
        pattern = r"\s+".join("".join(_letter(letter) for letter in word) for word in words.split())
        found = [
            (m.start() + self.start, m.end() + self.start) for m in re.finditer(pattern, self.text)
        ]
        if not pattern or not found:
            raise ValueError(f"expected words of the report, found {shorten(words)}.")
        start, end = min(found, key=self._distance)
        return Span(start, end, self.text[start - self.start : end - self.start])

    def parts(self, words: str) -> tuple[Span, ...]:
        """Return the places of words of which the report has more between them, at '…'.

        Raises:
            ValueError: if a part is not in the report.
        """
        try:
            return (self.place(words),)
        except ValueError:
            parts = [part for part in words.split(BETWEEN.strip()) if part.strip()]
            if not 2 <= len(parts) <= MOST_PARTS:
                raise
            return tuple(self.place(part) for part in parts)

    def _distance(self, place: tuple[int, int]) -> tuple[int, int]:
        start, end = place
        near = self.near or Span(self.start, self.start, "")
        return (max(near.start - end, start - near.end, 0), start)


def quoted(parts: tuple[Span, ...]) -> str:
    """Return whether words said stand between quotation marks: all of them, some, or none."""
    whole = [part.text[:1] in _MARKS and part.text.rstrip(" ,.")[-1:] in _MARKS for part in parts]
    if parts and all(whole):
        return "full"
    return "partial" if any(mark in part.text for part in parts for mark in '"“«„') else "none"


def _letter(letter: str) -> str:
    return f"[{_QUOTES[letter]}]" if letter in _QUOTES else re.escape(letter)
