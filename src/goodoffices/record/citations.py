"""The sentence of a dispatch that an entry rests on, by its number: a citation that people can look up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.record.entries import Entry

_TITLES = "".join(
    rf"(?<!\b{word})"
    for word in ("Mr", "Ms", "Mrs", "Dr", "St", "Gen", "Col", "Sen", "Gov", "No", "[A-Z]")
)
_END = re.compile(rf"{_TITLES}[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z\d])|\n[ \t\r]*\n\s*")
_HEAD = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a dispatch: its number from 1, None if the dispatch is not at hand, and its words."""

    number: int | None
    text: str

    @property
    def place(self) -> str:
        """The place in words: 'sentence 12', or nothing."""
        return f"sentence {self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Citations:
    """The sentences of dispatches; ``texts`` are the dispatches by name."""

    texts: Mapping[str, str]
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _found: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def of(self, entry: Entry) -> Citation:
        """Return the sentence in which an entry's words begin; the words alone without their dispatch."""
        text, span = self.texts.get(entry.source.dispatch, ""), entry.span
        if not span.text or text[span.start : span.end] != span.text:
            return Citation(None, " ".join(span.text.split()))
        if entry.source.dispatch not in self._starts:
            self._starts[entry.source.dispatch] = sentence_starts(text)
        starts = self._starts[entry.source.dispatch]
        number = bisect_right(starts, span.start)
        last = bisect_right(starts, max(span.start, span.end - 1))
        # a sentence without an end may hold thousands of entries: it is looked up once for all of them
        key = entry.source.dispatch, max(number, 1), last
        if key not in self._found:
            end = starts[last] if last < len(starts) else len(text)
            words = " ".join(text[starts[max(number, 1) - 1] : end].split())
            self._found[key] = Citation(max(number, 1), words)
        return self._found[key]


def sentence_starts(text: str) -> list[int]:
    """Return the offset of each sentence of a dispatch; its head between '---' lines is no sentence."""
    head = _HEAD.match(text)
    first = head.end() if head else 0
    first += len(text[first:]) - len(text[first:].lstrip())
    starts = [first]
    for match in _END.finditer(text, first):
        if starts[-1] < match.end() < len(text):
            starts.append(match.end())
    return starts
