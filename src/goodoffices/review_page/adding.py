"""Where an entry is added: a sentence of a dispatch by its number, or words that were selected there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.errors import UsageError, shorten, visible
from goodoffices.record import Span
from goodoffices.record.citations import sentence_starts
from goodoffices.record.entries import KINDS, Body, Statement
from goodoffices.record.report_words import Report, quoted

ADDED = {name: kind for name, kind in KINDS.items() if name != "retraction"}
"""The kinds of entry that can be added to a dispatch."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a dispatch, the sentences around them, and the numbers of the first and the last."""

    words: Span
    around: Span
    first: int
    last: int

    @property
    def whole(self) -> bool:
        """Whether the words are whole sentences."""
        return self.words.text == self.around.text


def place_of(text: str, asked: Mapping[str, str]) -> Place:
    """Return the place that ``sentence``, ``to``, ``words`` and ``at`` ask for.

    Without words, it is the sentence, or those from ``sentence`` to ``to``. ``at`` says which of equal
    words is meant. With ``end``, the words may be as the page draws them, hidden characters as marks.

    Raises:
        UsageError: if there is no such sentence, or the words are not in the dispatch.
    """
    starts = sentence_starts(text)
    words = asked.get("words", "").strip()
    if asked.get("sentence", "").strip() or not words:
        first = _number(asked.get("sentence", ""), len(starts))
        last = _number(asked.get("to", "").strip() or str(first), len(starts))
        around = _sentences(text, starts, min(first, last), max(first, last))
    else:
        around = Span(0, len(text), text)
    if not words:
        return Place(around, around, min(first, last), max(first, last))
    near, end = _offset(asked.get("at", ""), around.start), _offset(asked.get("end", ""), 0)
    if _alike(visible(text[near:end]), words):
        return around_words(text, Span(near, end, text[near:end]))
    try:
        found = Report(around.text, around.start, Span(near, near, "")).place(words)
    except ValueError as error:
        raise UsageError(f"E{str(error)[1:]}") from None
    return around_words(text, found)


def around_words(text: str, words: Span) -> Place:
    """Return the place of words with the sentences around them."""
    starts = sentence_starts(text)
    first = max(sum(start <= words.start for start in starts), 1)
    last = max(sum(start < words.end for start in starts), first)
    return Place(words, _sentences(text, starts, first, last), first, last)


def proposed(kind: type[Body], place: Place) -> dict[str, str]:
    """Return the values that a new entry has before anything is typed: its words, if not whole sentences."""
    words = " ".join(place.words.text.split())
    if kind is Statement:
        said = {} if place.whole else {"content": words, "quoted": quoted((place.words,))}
        return {"wording": "unverified", "anonymity": "named"} | said
    return {} if place.whole else {"text": words, "what": words, "goal": words}


def _sentences(text: str, starts: list[int], first: int, last: int) -> Span:
    start = starts[first - 1]
    end = starts[last] if last < len(starts) else len(text)
    inside = text[start:end].rstrip()
    return Span(start, start + len(inside), inside)


def _offset(typed: str, usual: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else usual


def _alike(text: str, words: str) -> bool:
    return " ".join(text.split()) == " ".join(words.split())


def _number(typed: str, most: int) -> int:
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and 1 <= int(typed) <= most):
        raise UsageError(f"Expected the number of a sentence, 1 to {most}, found {shorten(typed)}.")
    return int(typed)
