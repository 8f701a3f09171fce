"""Words of a report's sentence that tell events apart or together: names, the place in a series, a day."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.merge.similarity import span_of, stem, tells
from goodoffices.record.merge.spelling import plain

_IN_CAPITALS = """
president minister ministers prime foreign
chief mr mrs ms dr sir dame general colonel secretary chairman chairwoman chair director governor
mayor mediator special envoy envoys delegates officials leaders he she it they we i the a an this
that these both after before in on at two three some its their his her there when while under by
"""
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
"""
_CREDIT = re.compile(
    r"\A\s*\([^)]{2,40}\)\s|\A[A-ZÀ-Þ ]{3,}(?:,[^—–-]{0,30})?(?:\s\([^)]*\))?\s?[—–-]+\s"
)
_NO_NAMES = frozenset(_IN_CAPITALS.split()) | {word.casefold() for word in (*MONTHS, *WEEKDAYS)}
_NUMBERS = _ORDINALS.split()
_ORDINAL = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th))\s(?:[a-z-]+\s){{0,2}}"
    r"(?:rounds?|meetings?|sessions?|talks|visits?|calls?|summits?|negotiations?)\b"
)
_AGAIN = re.compile(
    r"\b(?:again|next|continu\w+|resum\w+|reconven\w+|once more|another|further|"
    r"new round|follow-up|later (?:round|meeting))\b"
)
_MORE = re.compile(r"\b(?:another|further|additional)\b", re.IGNORECASE)
_DAYS = [day.casefold() for day in WEEKDAYS]
_DAY_OF = re.compile(r"\b(?:the|its|their)\s(first|second|third|fourth|fifth|opening|last)\sday\b")
_WEEKDAY = re.compile(rf"\b(?:(next|last)\s)?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|confirmed|reported|repeated|denied|wrote|added|put)\b"
    rf"(?:\s[\w’-]+){{0,3}}?\s(?:late\s)?(?:on\s)?(?:{'|'.join(_DAYS)})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def names_in(text: str) -> frozenset[str]:
    """Return the words with a capital in a sentence that belong to names, without accents and endings."""
    words = re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", _CREDIT.sub("", text))
    found = (re.sub(r"[’']s?$", "", word) for word in words)
    return frozenset(
        plain(word) for word in found if word.casefold() not in _NO_NAMES and len(word) > 1
    )


@lru_cache(maxsize=1 << 14)
def place_in_series(text: str) -> int | None:
    """Return which of a series a sentence tells of: 3 for 'the third round of talks'."""
    found = {match[1].casefold() for match in _ORDINAL.finditer(text)}
    if len(found) != 1:
        return None
    word = found.pop()
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word[:-2])


@lru_cache(maxsize=1 << 14)
def goes_on(text: str) -> bool:
    """Return whether a sentence tells of the next of a series: 'will meet again', 'the next round'."""
    number = place_in_series(text)
    return _AGAIN.search(text) is not None or (number is not None and number > 1)


def adds(text: str) -> bool:
    """Return whether words add to an earlier number: 'another nine'."""
    return _MORE.search(text) is not None


@lru_cache(maxsize=1 << 14)
def day_told(text: str, published: str | None) -> str | None:
    """Return the past day that a passage names by a day of the week or of a series ('the first day').

    None if it names several days, or none. The day on which somebody spoke is not that of what they told.
    """
    text = _SAID_ON.sub(" ", text)
    found = {match[2].casefold() for match in _WEEKDAY.finditer(text) if not match[1]}
    series = _DAY_OF.search(text)
    if series and not found:
        return series[1]
    if len(found) != 1 or published is None:
        return None
    day = span_of(published).last
    if day is None:
        return None
    back = (day.weekday() - _DAYS.index(found.pop())) % 7
    return (day - timedelta(back)).isoformat()


@lru_cache(maxsize=1 << 14)
def deeds(text: str) -> frozenset[str]:
    """Return the words of a sentence that are neither names nor titles: what it says of those it names."""
    words = re.findall(r"(?<![\w’'-])[a-z][a-z’'-]{2,}", text)
    return frozenset(stem(word) for word in words if word not in _NO_NAMES and tells(word))
