"""The passages of a text: their sort, their turn in a transcript, and the quotations in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.reader.text import Piece

Sort = Literal["prose", "heading", "bullet", "aside"]
FIRST = re.compile(r"\b(?:I|I’m|I've|I’ve|I'm|my|My|we|We|our|Our)\b")
"""Words of whoever speaks for himself."""


@dataclass(slots=True)
class Quotation:
    """Words between quotation marks; ``parts`` has a run of the text for each paragraph, marks included."""

    parts: list[tuple[int, int]]
    closed: bool = True

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(slots=True)
class Turn:
    """The speaker of a paragraph in a transcript: the words that name him, none for a reporter's question."""

    start: int
    end: int
    label: str
    question: bool
    role: str | None = None
    """The office told beside the name."""


@dataclass(slots=True)
class Passage:
    """A paragraph: its sort, its turn, and its quotations by number."""

    piece: Piece
    sort: Sort
    turn: Turn | None = None
    quotations: list[tuple[int, int, int]] = field(default_factory=list)
    """Number, start and end of each run of a quotation in this paragraph."""
    repeated: bool = False
    """Whether the same line was read as often as the limit before: this one is not read."""

    def quoted_near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the runs of quotations that touch some words, or stand two signs from them at most."""
        first = bisect_left(self.quotations, start - 2, key=lambda run: run[2])
        last = bisect_right(self.quotations, end + 2, key=lambda run: run[1])
        return [(begin, until) for _, begin, until in self.quotations[first:last]]
