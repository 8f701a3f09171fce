"""Spellings of a name: accents, transliterations, hyphens and endings that differ between reports."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

LONGEST = 40
"""Letters of a word beyond which difflib, which keeps tables, is quicker than searching."""
ALIKE = 0.7
"""Least likeness (0 to 1) of two spellings with the same consonants: 'Yusuf' and 'Youssef'."""
FEWEST_LETTERS = 4
"""A shorter word has too few letters for its spelling to be told from another word."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "ß": "ss"}
)
_SOUNDS = (
    ("kh", "h"), ("gh", "h"), ("ck", "k"), ("ph", "f"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("q", "k"),
    ("c", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("g", "h"), ("z", "s"),
)  # fmt: skip
"""Letters by which a sound is written in several transliterations."""


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """Return a name in small letters without accents, hyphens and apostrophes."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return re.sub(r"[-’'`ʼ]", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))


def plain_word(word: str) -> str:
    """Return a word of a name in plain letters, without the 's of a possessive."""
    return plain(re.sub(r"[’']s?$", "", word))


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return a word with a letter for each sound: 'serhi' for 'Serhiy' and 'Sergii'."""
    found = plain(word)
    for letters, one in _SOUNDS:
        found = found.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", found)


@lru_cache(maxsize=1 << 14)
def consonants(word: str) -> str:
    """Return the consonants of a word's sounds: spellings of a name have the same."""
    heard = sound(word)
    return heard[:1] + re.sub(r"[aeiou]", "", heard[1:])


def same_spelling(one: str, other: str) -> bool:
    """Return whether two words are spellings of the same name.

    'Maria' and 'Mario' are not: an ending can be a gender.
    """
    first, second = sound(one), sound(other)
    if first == second:
        return True
    if consonants(one) != consonants(other) or min(len(plain(one)), len(plain(other))) < FEWEST_LETTERS:
        return False
    if first[-1] != second[-1] and (first[-1] in "aeo" or second[-1] in "aeo"):
        return False
    return likeness(first, second) >= ALIKE


def likeness(one: str, other: str) -> float:
    """Return what ``difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()`` does (0 to 1).

    A report may name ten thousand persons, each to be compared with fifty others: for words of a few letters,
    searching for shared parts takes a fraction of the time that the tables of difflib take.
    """
    if max(len(one), len(other)) > LONGEST:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    both = len(one) + len(other)
    return 2.0 * _shared(one, other) / both if both else 1.0


def _shared(one: str, other: str) -> int:
    """Return how many letters two words share: in their longest part, and before and after it."""
    for size in range(min(len(one), len(other)), 0, -1):
        for at in range(len(one) - size + 1):
            there = other.find(one[at : at + size])
            if there >= 0:
                before = _shared(one[:at], other[:there])
                return before + size + _shared(one[at + size :], other[there + size :])
    return 0
