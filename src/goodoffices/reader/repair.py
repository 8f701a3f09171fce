"""A dispatch as it was before it was damaged, as far as can be told, and the way back to its own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.reader.damage import Damage


@dataclass(frozen=True, slots=True)
class Edits:
    """The changes of a repair, each with its place in the repaired text and in the original."""

    starts: tuple[int, ...]
    changes: tuple[tuple[int, int, int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of ``repaired[start:end]``."""
        first = self._back(start, after=True)
        return first, max(first, self._back(end, after=False))

    def _back(self, place: int, after: bool) -> int:
        number = bisect_right(self.starts, place) - 1
        if number < 0:
            return place
        begin, until, original, original_end = self.changes[number]
        if place > until or (place == until and (after or until > begin)):
            return original_end + place - until
        return min(original + place - begin, original_end)


_LONG_WORD = re.compile(r'[^\s“”"]{201,}')
"""A run of signs that is no word: rules that try each of its beginnings would take a quadratic time."""
_NO_LETTER = "·"


def repaired(text: str, damage: Iterable[Damage]) -> tuple[str, Edits]:
    """Return the text with every suggestion taken, and the edits.

    Words of more than 200 signs become dots of the same length: no rule reads them.
    """
    parts: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    for place in damage:
        change = _change(text, place)
        if change is None or change[0] < at:
            continue
        start, end, words = change
        parts += (text[at:start], words)
        length += start - at
        changes.append((length, length + len(words), start, end))
        length += len(words)
        at = end
    parts.append(text[at:])
    whole = _LONG_WORD.sub(lambda match: _NO_LETTER * len(match[0]), "".join(parts))
    return whole, Edits(tuple(change[0] for change in changes), tuple(changes))


def _change(text: str, place: Damage) -> tuple[int, int, str] | None:
    """Return the smallest change that makes a suggestion: common letters at either end stay."""
    words = place.suggestion
    if words is None:
        return None
    start, end = place.start, place.end
    if not words:
        spaces = len(text[end : end + 3]) - len(text[end : end + 3].lstrip(" "))
        return start, end + spaces, ""
    head = 0
    while head < min(len(words), end - start) and text[start + head] == words[head]:
        head += 1
    tail = 0
    while tail < min(len(words), end - start) - head and text[end - 1 - tail] == words[-1 - tail]:
        tail += 1
    return start + head, end - tail, words[head : len(words) - tail]
