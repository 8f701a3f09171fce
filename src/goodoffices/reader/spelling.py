"""English words and their frequencies, which tell a broken word from a rare word.

The list is pyspellchecker's; it is read once, when the first dispatch is.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from spellchecker import SpellChecker

from goodoffices.reader.wordlists import word_lists

PLAIN = 2000
"""Least frequency of a word that a broken word is taken for."""
REPORTING = [
    "said",
    "told",
    "says",
    "called",
    "insisted",
    "announced",
    "confirmed",
    "warned",
    "denied",
    "claimed",
    "stated",
    "added",
    "argued",
    "noted",
    "suggested",
    "declared",
    "acknowledged",
    "explained",
    "urged",
    "promised",
    "rejected",
    "agreed",
    "described",
    "reported",
    "spoke",
    "met",
    "held",
]
"""Verbs of reports, the likeliest original of a broken verb first."""
RARE = 200
"""Least frequency of a word from which others are made."""
COMMON = 20_000
"""Both parts of two words run together are at least this common."""
_BRITISH = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("ysi", "yzi"), ("ll", "l"), ("tre", "ter"), ("bre", "ber"),
    ("ence", "ense"), ("mme", "m"), ("ogue", "og"), ("ae", "e"), ("oe", "e"), ("pp", "p"), ("l", "ll"), ("t", "ed"), ("ough", "ow"),
)  # fmt: skip
_FUNCTION = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "that",
        "this",
        "is",
        "was",
        "are",
        "were",
        "be",
        "as",
        "or",
        "it",
        "his",
        "her",
        "their",
        "its",
        "not",
        "a",
        "an",
    ]
)
LONG = 12
"""Letters of two words run together, if neither is a word such as 'the': shorter words are compounds."""


class Spelling:
    """The words of a language with how often each was counted."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        lists = word_lists("spelling")
        self._known = frozenset(lists["known"])
        self._endings = tuple(sorted(set(lists["endings"]), key=len, reverse=True))
        self._beginnings = tuple(sorted(set(lists["beginnings"]), key=len, reverse=True))
        self._asked: dict[str, int] = {}
        self._plain = sorted(word for word, count in counts.items() if count >= PLAIN)
        self._backwards = sorted(word[::-1] for word in self._plain)

    def count(self, word: str) -> int:
        """Return the frequency of a word, 0 if unknown; British spellings count as the American do."""
        found = self._counts.get(word, 0)
        if found:
            return found
        if word in self._known:
            return PLAIN
        if word in self._asked:
            return self._asked[word]
        tries = [word.replace(here, there) for here, there in _BRITISH if here in word]
        found = max((self._counts.get(other, 0) for other in tries), default=0)
        self._asked[word] = found = found or self._derived(word)
        return found

    def _derived(self, word: str) -> int:
        """Return the frequency of the word that a word is made from: 'funder' from 'fund', 'rearm' from 'arm'."""
        if len(word) < 5:
            return 0
        # Most unknown words are names, which end and begin in none of these: they are asked for all at once.
        for ending in self._endings if word.endswith(self._endings) else ():
            if not word.endswith(ending):
                continue
            stem = word[: -len(ending)]
            if len(stem) > 3:
                found = max(
                    self._counts.get(one, 0)
                    for one in (
                        stem,
                        stem + "e",
                        stem[:-1] + "y" if stem.endswith("i") else stem,
                        stem[:-1] if stem[-1] == stem[-2] else stem,
                    )
                )
                if found >= RARE:
                    return found
        for beginning in self._beginnings if word.startswith(self._beginnings) else ():
            stem = word[len(beginning) :]
            if word.startswith(beginning) and len(stem) > 3 and self._counts.get(stem, 0) >= PLAIN:
                return self._counts[stem]
        return 0

    def completed(self, start: str, most: int = 6) -> str | None:
        """Return the most common word that begins so, with 1 to ``most`` letters more; verbs of reports first."""
        verb = next(
            (v for v in REPORTING if v.startswith(start) and 0 < len(v) - len(start) <= most), None
        )
        return verb or self._best(self._plain, start, most)

    def begun(self, end: str, most: int = 2) -> str | None:
        """The most common word that ends so and has 1 to ``most`` letters before."""
        found = self._best(self._backwards, end[::-1], most, backwards=True)
        return found[::-1] if found else None

    def _best(self, words: list[str], start: str, most: int, backwards: bool = False) -> str | None:
        place, best, score = bisect_left(words, start), None, 0
        while place < len(words) and words[place].startswith(start):
            word = words[place]
            count = self._counts[word[::-1] if backwards else word]
            if 0 < len(word) - len(start) <= most and count > score:
                best, score = word, count
            place += 1
        return best

    def parted(self, word: str) -> tuple[str, str] | None:
        """Return the two common words that make up a word, the commonest pair; None if there are none."""
        pairs = [
            (min(self._counts.get(word[:cut], 0), self._counts.get(word[cut:], 0)), cut)
            for cut in range(2, len(word) - 1)
        ]
        count, cut = max(pairs, default=(0, 0))
        first, second = word[:cut], word[cut:]
        if count < COMMON or not (first in _FUNCTION or second in _FUNCTION or len(word) >= LONG):
            return None
        return first, second

    def near(self, word: str) -> str | None:
        """Return the most common word at an edit distance of 1 (a swap of neighbours counts as 1)."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        tries = {a + b[1:] for a, b in cuts if b} | {a + c + b for a, b in cuts for c in letters}
        tries |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        tries |= {a + c + b[1:] for a, b in cuts if b for c in letters}
        best = max(tries, key=lambda other: self._counts.get(other, 0))
        return best if self._counts.get(best, 0) >= PLAIN else None


@cache
def english() -> Spelling:
    """The English words, read when first asked for."""
    return Spelling(dict(SpellChecker(language="en").word_frequency.dictionary))
