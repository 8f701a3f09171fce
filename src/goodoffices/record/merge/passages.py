"""The passage around a figure: the words of its clause before and after it, and its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.record.entries import Entry

_CLAUSE = re.compile(r"[,;:()–—]|\.\s|\b(?:and|but|while|whereas|although|with)\b|[“”\"]|\d")
_SENTENCE_ENDS = re.compile(r"[.;:“”\"?!]\s")
_SAID = re.compile(
    r"\b(?:said|says|told\s(?:\w+\s){1,2}|confirmed|reported|announced|claimed|insisted|denied|repeated)\s(?:that\s)?"
)
_WORDS_AFTER, _WORDS_BEFORE = 9, 8
_FAR, _NEAR = 400, 90


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a clause after a figure and before it; its sentence up to it, whole, and its offset."""

    after: str = ""
    before: str = ""
    before_all: str = ""
    sentence: str = ""
    start: int = 0


def passage(entry: Entry, text: str) -> Passage:
    """Return the passage around an entry in its dispatch, empty if the entry's words are not there.

    Words before the figure that tell only who says it ("the union said that") are left out of its clause.
    """
    start, end = entry.span.start, entry.span.end
    if text[start:end] != entry.span.text:
        return Passage(start=start)
    after = "" if text[end : end + 1] in (".", ";", "?", "!") else text[end : end + 120]
    stop = _CLAUSE.search(after, 1)
    ends = _SENTENCE_ENDS.search(text, end, end + _FAR)
    near = text[max(0, start - _FAR) : start]
    sentence = _SENTENCE_ENDS.split(near)[-1]
    before = re.split(r"\d", sentence[-_NEAR:])[-1].rpartition(",")[2]
    before = _SAID.split(before)[-1]
    return Passage(
        after=" ".join((after[: stop.start()] if stop else after).split()[:_WORDS_AFTER]),
        before=" ".join(before.split()[-_WORDS_BEFORE:]),
        before_all=" ".join(sentence.split()) + " ",
        sentence=sentence + text[start : ends.start() if ends else end + 120],
        start=start - len(sentence),
    )
