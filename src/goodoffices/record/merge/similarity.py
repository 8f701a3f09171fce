"""How alike two passages are, by the words that carry meaning; how far apart two dates are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from goodoffices.record.dates import Span, parse

_STOP = frozenset(
    re.findall(
        r"\S+",
        """
        a an and are as at be been being but by for from had has have he her his i if in into is
        it its of on or our she so than that the their them then there these they this those to
        was we were which while who whom will with would could should may might can also more
        most not no said says say told according about some any all on after before during over
        under between both new one two three he’s it’s did does do
        """,
    )
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,2000})[”\"]")


def tells(word: str) -> bool:
    """Return whether a word in small letters carries meaning."""
    return word not in _STOP


@lru_cache(maxsize=1 << 16)
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without their endings."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text.casefold())
    return frozenset(stem(word) for word in words if word not in _STOP and len(word) > 2)


@lru_cache(maxsize=1 << 14)
def gist(text: str) -> frozenset[str]:
    """The words of a passage that say something new of it: no names, but numbers."""
    plain = " ".join(word for word in text.split() if word[:1].islower())
    return stems(plain) | frozenset(re.findall(r"\d[\d,.]*\d|\d", text))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its plural, '-ed' or '-ing', so that 'release', 'released' and 'releasing' agree."""
    word = re.sub(r"[’']s?$", "", word.casefold())
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter passage's words that the longer has too; 0 if either has none."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


@lru_cache(maxsize=1 << 14)
def quotations(text: str) -> frozenset[str]:
    """The wordings a text puts between quotation marks, four words or more, in plain letters."""
    found = (" ".join(re.findall(r"\w+", quote.casefold())) for quote in _QUOTED.findall(text))
    return frozenset(quote for quote in found if quote.count(" ") >= 3)


def same_wording(one: str, other: str) -> bool:
    """Return whether two passages quote the same words, or part of them."""
    return same_words(quotations(one), quotations(other))


def same_words(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether two sets of wordings share one, or part of one."""
    return not mine.isdisjoint(theirs) or any(a in b or b in a for a in mine for b in theirs)


@lru_cache(maxsize=1 << 14)
def span_of(edtf: str) -> Span:
    """Return the days that an EDTF text covers; parsed once for each text."""
    return parse(edtf)


def window(edtf: str | None, days: int) -> tuple[int, ...]:
    """Return two windows of days, half a window apart, of a date: near dates share a window."""
    if edtf is None:
        return (-1,)
    span = span_of(edtf)
    day = (span.first or span.last or date.min).toordinal()
    return (2 * (day // days), 2 * ((day + days // 2) // days) + 1)


def days_apart(one: str | None, other: str | None) -> int | None:
    """Return the least number of days between two dates: 0 if they can coincide, None if unknown."""
    if one is None or other is None:
        return None
    if one == other:
        return 0
    a, b = span_of(one), span_of(other)
    gaps = [
        (later - earlier).days
        for earlier, later in ((a.last, b.first), (b.last, a.first))
        if earlier is not None and later is not None
    ]
    return max(0, *gaps) if gaps else 0


def exact(edtf: str | None) -> bool:
    """Return whether a date is a single day, without a mark of doubt."""
    return edtf is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf) is not None


def narrow(edtf: str | None) -> bool:
    """Whether a date is known to within a week."""
    if edtf is None:
        return False
    span = span_of(edtf)
    return bool(span.first and span.last and span.last - span.first <= timedelta(7))
