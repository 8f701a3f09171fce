"""Dispatches coded by hand: plain text with marks in braces, read into what a reader should find.

A file holds dispatches, each under a line ``=== name | published | outlet | sort``. In the text

    {p role|Name}               a person with a role
    {d kind|text}               a damaged place
    {f value qualifier|text}    a figure; ``40 percent about``, ``4 to 5 percent between``
    {t edtf|text}               a date
    {s n|speaker} {c n quoted|content}   who said statement n, and what
    {x kind status|words}       a contact, at the words that tell of it

Marks may stand inside one another. Lines before the first heading that begin with '#' are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import second
from goodoffices.record import Span

_OPEN = re.compile(r"\{([pdftscx]) ([^|{}]*)\|")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its letter, what it says, and the half-open place of its words in the plain text."""

    letter: str
    says: str
    start: int
    end: int


@dataclass(slots=True)
class Gold:
    """One dispatch without its marks, and the marks."""

    name: str
    published: str
    outlet: str
    sort: str
    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def of(self, letter: str) -> list[Mark]:
        """The marks of one letter, in the order they begin."""
        return sorted((m for m in self.marks if m.letter == letter), key=lambda m: m.start)


def dispatches(path: Path) -> Iterator[Gold]:
    """Every dispatch of a file.

    Raises:
        ValueError: a mark is not closed, or a heading has not four parts.
    """
    for part in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        heading, _, marked = part.partition("\n")
        name, published, outlet, sort = (words.strip() for words in heading.split("|"))
        gold = Gold(name, published, outlet, sort)
        _read(marked.strip() + "\n", gold)
        yield gold


def as_text(gold: Gold) -> second.Text:
    """Return a dispatch as a text of the second gold: no actors, assertions, participants or outcomes."""
    marks = []
    for mark in gold.marks:
        number, says = "", mark.says
        if mark.letter in "sc":
            number, says = mark.says.split()[0], ""
        elif mark.letter == "f":
            says = _figure(mark.says)
        span = Span(mark.start, mark.end, gold.text[mark.start : mark.end])
        marks.append(second.Mark(mark.letter, number, False, None, says, span))
    marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    return second.Text(
        gold.name, gold.published, gold.outlet, gold.sort, gold.text, tuple(marks), second.Foot()
    )


def _figure(says: str) -> str:
    """Return '4 to 5 percent between' as '4..5 between percent'."""
    *words, qualifier = says.replace(",", "").split()
    scale = 10**6 if "million" in words else 1
    numbers = [str(float(word) * scale) for word in words if re.fullmatch(r"\d+(?:\.\d+)?", word)]
    unit = "percent" if "percent" in words else "-"
    return f"{'..'.join(numbers)} {qualifier} {unit}"


def _read(marked: str, gold: Gold) -> None:
    plain: list[str] = []
    opened: list[tuple[str, str, int]] = []
    at = length = 0
    while at < len(marked):
        match = _OPEN.match(marked, at)
        if match:
            opened.append((match[1], match[2].strip(), length))
            at = match.end()
        elif marked[at] == "}":
            letter, says, start = opened.pop()
            gold.marks.append(Mark(letter, says, start, length))
            at += 1
        else:
            plain.append(marked[at])
            length += 1
            at += 1
    if opened:
        raise ValueError(f"{gold.name}: the mark {opened[-1][:2]} is not closed.")
    gold.text = "".join(plain)
