"""Words to search a record for, in any script, and where they stand in a text.

Text and words are folded alike before they are compared: no capitals, no accents, points or vowel signs that
a writer may leave out. Scripts without spaces between words (Chinese, Japanese, Thai and their neighbours)
have each sign as a word of its own::

    folded("Al-Khulaïfi")        →  "al khulaifi"
    searched('"cease fire" pris*')  →  the words 'cease', 'fire' side by side, and a word that begins 'pris'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.errors import UsageError, shorten
from goodoffices.limits import SEARCH_TEXT, SEARCH_WORDS
from goodoffices.wording import count

_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
"""Latin letters that Unicode does not take apart, as people without them on the keyboard type them."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: they have no spaces between words."""
_VIRAMA = 9
"""Unicode's class of the sign that joins two consonants of a script of India: a part of the spelling."""
_STRETCH = "\u0640"
"""The Arabic sign that makes a word longer on the page."""
SHORTEST = 2
"""Letters before a '*' at the least: as many words begin with one letter as half a record has."""


class _Folding(dict[int, str]):
    """What each character becomes, found when it is first met; a space where no word can be."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _of_character(chr(code))
        return found


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return a text as words with spaces between, in the form in which they are compared."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def _of_character(character: str) -> str:
    if character == _STRETCH or unicodedata.category(character) == "Cf":
        return ""
    kept = ""
    for part in unicodedata.normalize("NFKD", character).casefold():
        part = _LETTERS.get(part, part)
        if part.isalnum():
            kept += f" {part} " if _UNSPACED.match(part) else part
        elif unicodedata.category(part)[0] == "M":
            if unicodedata.combining(part) in (0, _VIRAMA) and not "\ufe00" <= part <= "\ufe0f":
                kept += f" {part} " if _UNSPACED.match(part) else part
        else:
            kept += " "
    return kept


_WORD = re.compile(r"[a-z0-9\u0080-\U0010ffff]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(_WORD.findall(folded(text)))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; if ``begins``, the last is only the beginning of a word."""

    words: tuple[str, ...]
    begins: bool

    def at(self, words: list[str], place: int) -> bool:
        """Return whether the phrase stands at a place among the words of a text."""
        found = words[place : place + len(self.words)]
        if not self.begins:
            return tuple(found) == self.words
        before = tuple(found[:-1]) == self.words[:-1]
        return len(found) == len(self.words) and before and found[-1].startswith(self.words[-1])


@dataclass(frozen=True, slots=True)
class Searched:
    """All phrases that an entry must have, in any order."""

    phrases: tuple[Phrase, ...]

    @property
    def query(self) -> str:
        """The phrases in the language of SQLite's full-text search."""
        written = (f'"{" ".join(one.words)}"{" *" if one.begins else ""}' for one in self.phrases)
        return " AND ".join(written)

    def stands_in(self, text: str) -> bool:
        """Return whether a text has every phrase."""
        words = list(words_of(text))
        return all(
            any(phrase.at(words, place) for place in range(len(words))) for phrase in self.phrases
        )

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the half-open offsets of each phrase in a text, in the order of the text."""
        words = list(_placed(text))
        bare = [word for word, _, _ in words]
        found = {
            (words[place][1], words[place + len(phrase.words) - 1][2])
            for phrase in self.phrases
            for place in range(len(words))
            if phrase.at(bare, place)
        }
        return sorted(found)


def searched(text: str) -> Searched:
    """Return what a search asks for: words, ``"words side by side"`` and ``beginnings*``.

    Nothing else has a meaning: signs between letters, as in 'al-Thani' or '1,500', keep the letters side by
    side.

    Raises:
        UsageError: if it has no word, too many words, or a beginning too short.
    """
    if len(text) > SEARCH_TEXT.most:
        raise UsageError(f"search: expected {SEARCH_TEXT}, found {len(text):,}.")
    phrases = []
    plain = text.translate(_QUOTES)
    for quoted, bare in _PIECE.findall(plain):
        words = words_of(quoted or bare)
        begins = bare.endswith("*")
        if words and begins and len(words[-1]) < SHORTEST:
            least = f"at least {SHORTEST} letters before '*'"
            raise UsageError(f"search: expected {least}, found {shorten(bare)}.")
        if words:
            phrases.append(Phrase(words, begins))
    number = sum(len(phrase.words) for phrase in phrases)
    if not phrases:
        raise UsageError(f"search: expected words to look for, found {shorten(text)}.")
    if number > SEARCH_WORDS.most:
        raise UsageError(f"search: expected {SEARCH_WORDS}, found {count(number, 'word')}.")
    return Searched(tuple(phrases))


def _placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a text as it is compared, with its half-open offsets in the text."""
    signs, places = [], []
    for place, character in enumerate(text):
        for sign in folded(character):
            signs.append(sign)
            places.append(place)
    for match in _WORD.finditer("".join(signs)):
        yield match[0], places[match.start()], places[match.end() - 1] + 1


def excerpt(text: str, places: list[tuple[int, int]], width: int) -> tuple[str, list[tuple[int, int]]]:
    """Return ``width`` characters of a text about its first place, and the places that are in them.

    The excerpt begins and ends between words, with '…' where the text goes on.
    """
    if len(text) <= width:
        return text, places
    first = places[0][0] if places else 0
    start = max(0, min(first - width // 3, len(text) - width))
    stop = start + width
    if start:
        start = text.find(" ", start, first) + 1 or start
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), start + width // 2)
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    shift = len(before) - start
    inside = [(begin + shift, end + shift) for begin, end in places if start <= begin and end <= stop]
    return f"{before}{text[start:stop]}{after}", inside
