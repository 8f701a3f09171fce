"""Where the words that a model gives stand in the text: exactly, whole, and at one place only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.reader.text import Piece
from goodoffices.record.entries import Span

_ALIKE = str.maketrans("“”„«»‘’‚‐‑‒–—―\u00a0\u202f\u2009", '"""""\'\'\'------   ')
"""Signs that a model may write in their plain form."""


class Places:
    """Find words of a text. A word or a number is found only whole: '1' is not in '1,500'.

    Args:
        text: the text as it arrived, in which the spans count.
        plain: the same text as long, with the line ends inside paragraphs as spaces.
        part: the sentences in which to look.
    """

    def __init__(self, text: str, plain: str, part: Sequence[Piece]) -> None:
        self._text, self._plain, self.part = text, plain.translate(_ALIKE), part

    def original(self, start: int, end: int) -> str:
        """Return the text between two offsets as it arrived."""
        return self._text[start:end]

    def sentence(self, number: int, words: str) -> Piece | None:
        """Return the sentence with these words: that of the number, else the only sentence that has them."""
        if 1 <= number <= len(self.part) and self.within(self.part[number - 1], words):
            return self.part[number - 1]
        having = [piece for piece in self.part if self.within(piece, words)]
        return having[0] if len(having) == 1 else None

    def within(self, piece: Piece, words: str) -> Span | None:
        """Return the first place of words in a piece."""
        found = _pattern(words).search(self._plain, piece.start, piece.end)
        return Span(*found.span(), self._text[found.start() : found.end()]) if found else None

    def everywhere(self, words: str) -> tuple[Span, ...]:
        """Return every place of words in the sentences."""
        pattern = _pattern(words)
        return tuple(
            Span(*found.span(), self._text[found.start() : found.end()])
            for piece in self.part
            for found in pattern.finditer(self._plain, piece.start, piece.end)
        )


def _pattern(words: str) -> re.Pattern[str]:
    plain = words.translate(_ALIKE).split()
    first, last = plain[0][0], plain[-1][-1]
    before = r"(?<!\w)" if first.isalnum() else ""
    before += r"(?<!\d[.,])" if first.isdigit() else ""
    after = r"(?!\w)" if last.isalnum() else ""
    after += r"(?![.,]?\d)" if last.isdigit() else ""
    return re.compile(before + r"\s+".join(map(re.escape, plain)) + after)
