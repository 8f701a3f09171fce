"""Numbers in words, and the number in an amount of a report: 1,200 in 'about 1,200 men', 12 in 'twelve'."""

from __future__ import annotations

import re

_FIRST_TWENTY = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
UP_TO_TWENTY = {word: value for value, word in enumerate(_FIRST_TWENTY.split(), 1)}
_WORDS = UP_TO_TWENTY | TENS
_WORDS |= {
    f"{ten}-{one}": value + _WORDS[one]
    for ten, value in {"twenty": 20, **TENS}.items()
    for one in list(UP_TO_TWENTY)[:9]
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
IN_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
"""A pattern of the numbers in words up to 99: 'seven', 'forty-five'."""
_NUMBER = re.compile(
    rf"(\d[\d,]*(?:\.\d+)?|\b(?:{IN_WORDS})\b)"
    rf"(?:\s({'|'.join(_SCALES)}))?[\s-]*([a-z]*)",
    re.IGNORECASE,
)


def number_in(text: str) -> float | None:
    """Return the first number in a text; None if there is none."""
    found = _NUMBER.search(text)
    return None if found is None else _value(found)


def number_and_unit(text: str) -> tuple[float, str] | None:
    """Return the first number in a text with the word behind it in the singular: (60, 'day')."""
    found = _NUMBER.search(text)
    return None if found is None else (_value(found), found[3].casefold().rstrip("s"))


def _value(found: re.Match[str]) -> float:
    word = found[1].casefold()
    number = float(_WORDS[word]) if word in _WORDS else float(word.replace(",", ""))
    return number * _SCALES.get((found[2] or "").casefold(), 1)
