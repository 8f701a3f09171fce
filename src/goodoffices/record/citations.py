"""The sentence of a dispatch that an entry rests on, by its number: a citation that people can look up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from goodoffices.limits import CITED
from goodoffices.record.cut_lines import goes_on, width
from goodoffices.record.entries import Entry

_TITLES = "".join(
    rf"(?<!\b{word})"
    for word in ("Mr", "Ms", "Mrs", "Dr", "St", "Gen", "Col", "Sen", "Gov", "No", "v", "vs", "[A-Z]")
)
_END = re.compile(rf"{_TITLES}[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z\d])|\n[ \t\r]*\n\s*")
_HEAD = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)


SHORTEST, LOOKED_AT = 5, 8
"""Words of a sentence that is no headline, at the least; sentences among which the first is looked for."""
NEAR = 2
"""Sentences behind another in which a quotation is followed to its end, at most."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a dispatch: its number from 1, None if the dispatch is not at hand, and its words.

    Of a sentence beyond the limit, these are the words around the entry.
    """

    number: int | None
    text: str

    @property
    def place(self) -> str:
        """The place in words: 'sentence 12', or nothing."""
        return f"sentence {self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Citations:
    """The sentences of dispatches.

    Attributes:
        texts: the dispatches by name.
        damaged: damaged places by dispatch, in order: start, end, and the likely original, if it is known.
            A sentence has it in square brackets behind the damaged words, which stay as they are.
    """

    texts: Mapping[str, str]
    damaged: Mapping[str, Sequence[tuple[int, int, str]]] = field(default_factory=dict)
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
        number = max(number, 1)
        begin, end = starts[number - 1], starts[last] if last < len(starts) else len(text)
        if end - begin > CITED.most:
            return Citation(number, _around(text, begin, end, span.start))
        key = entry.source.dispatch, number, last
        if key not in self._found:
            self._found[key] = Citation(number, self._words(entry.source.dispatch, begin, end))
        return self._found[key]

    def opening(self) -> str:
        """Return the first whole sentence of the first dispatch, behind its headline; '' if there is none."""
        name, text = next(iter(self.texts.items()), ("", ""))
        text = text[: 4 * CITED.most]
        places = [at for at in sentence_starts(text) if not _in_heading(text, at)]
        starts = [*places[:LOOKED_AT], len(text)]
        sentences = (self._words(name, one, two) for one, two in pairwise(starts))
        whole = (one for one in sentences if len(one.split()) >= SHORTEST and one[-1] in '.!?”"’')
        return next((one for one in whole if len(one) <= CITED.most), "")

    def beside(self, entry: Entry) -> tuple[str, str]:
        """Return the sentences before and after an entry's own; '' where there is none.

        A quotation that begins in the sentence after it is returned to its end, if that is near.
        """
        first, text = self.of(entry).number, self.texts.get(entry.source.dispatch, "")
        if first is None:
            return "", ""
        starts = [*self._starts[entry.source.dispatch], len(text)]
        after = bisect_right(starts, max(entry.span.start, entry.span.end - 1))
        last = after + 1
        while (
            last - after <= NEAR
            and last < len(starts) - 1
            and _is_open(text[starts[after] : starts[last]])
        ):
            last += 1
        found = [(first - 2, first - 1), (after, last)]
        before, behind = (
            self._words(entry.source.dispatch, starts[one], starts[two])
            if one >= 0 and two < len(starts)
            else ""
            for one, two in found
        )
        return before, behind

    def _words(self, dispatch: str, begin: int, end: int) -> str:
        """Return a stretch of a dispatch on one line, its damaged places marked in square brackets."""
        text, parts, at = self.texts.get(dispatch, ""), [], begin
        for start, stop, instead in self.damaged.get(dispatch, ()):
            if begin <= start and stop <= end:
                parts += [text[at:stop], f" [probably {instead}]" if instead else " [damaged]"]
                at = stop
        return " ".join("".join([*parts, text[at:end]]).split())


def _in_heading(text: str, at: int) -> bool:
    """Return whether a place is in a line about the text, such as '# Constructed for a test'."""
    return text.startswith("#", text.rfind("\n", 0, at) + 1)


def _is_open(words: str) -> bool:
    """Return whether a quotation begins in some words and does not end in them."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _around(text: str, begin: int, end: int, place: int) -> str:
    """Return the words around a place in a long sentence; dots stand for those that are left out."""
    first, last = max(begin, place - CITED.most // 2), min(end, place + CITED.most // 2)
    words = " ".join(text[first:last].split())
    # half a word at an edge says nothing
    if first > begin:
        words = f"… {words.partition(' ')[2] or words}"
    if last < end:
        words = f"{words.rpartition(' ')[0] or words} …"
    return words


def sentence_starts(text: str) -> list[int]:
    """Return the offset of each sentence of a dispatch; its head between '---' lines is no sentence."""
    head = _HEAD.match(text)
    first = head.end() if head else 0
    first += len(text[first:]) - len(text[first:].lstrip())
    ends = sorted({match.end() for match in _END.finditer(text, first)} | set(_line_ends(text, first)))
    return [first, *(end for end in ends if first < end < len(text))]


def _line_ends(text: str, first: int) -> Iterator[int]:
    """Yield where lines begin before which the next word would have fitted: after a headline, say.

    In a text whose lines are not cut to a width, every line is a paragraph.
    """
    lines = text[first:].splitlines(keepends=True)
    widest, at = width(lines), first
    for line, after in pairwise(lines):
        at += len(line)
        both = line.strip() and after.strip()
        if both and not goes_on(line, after, widest) and not after[:1].islower():
            yield at + len(after) - len(after.lstrip())
