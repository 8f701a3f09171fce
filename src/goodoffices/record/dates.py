"""Dates in EDTF (ISO 8601-2): the part of it that reports of talks need."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")


@dataclass(frozen=True, slots=True)
class Span:
    """The days an EDTF text may mean; ``first`` or ``last`` is None if it has no beginning or no end."""

    first: date | None
    last: date | None


# a long record has the same few dates in thousands of entries
@lru_cache(maxsize=1024)
def parse(text: str) -> Span:
    """Return the days that an EDTF text covers.

    The text is a day, a month, a year, an interval of them ('2024-05-01/2024-05-10', '../2024-05' if it
    has no beginning), or a choice ('[2024-05-03, 2024-05-05]'). A date may end in '?' (uncertain), '~'
    (approximate) or '%' (both).

    Raises:
        ValueError: if the text is none of these.
    """
    if text.startswith("[") and text.endswith("]"):
        spans = [_interval(part.strip()) for part in text[1:-1].split(",")]
        first = None if any(s.first is None for s in spans) else min(s.first for s in spans if s.first)
        last = None if any(s.last is None for s in spans) else max(s.last for s in spans if s.last)
        return Span(first, last)
    return _interval(text)


def _interval(text: str) -> Span:
    """Return the days of an interval or of a single date; a choice within a choice is neither."""
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text)
    first = None if start == ".." else _date(start).first
    last = None if end == ".." else _date(end).last
    if (first is None and last is None) or (first and last and first > last):
        raise ValueError(f"expected an interval that ends after it starts, found {text!r}")
    return Span(first, last)


def valid(text: str) -> bool:
    """Return whether a text is EDTF that :func:`parse` knows."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def order(text: str | None) -> tuple[date, date]:
    """Return a key to sort by: the earliest possible day first, undated last."""
    if text is None:
        return (date.max, date.max)
    span = parse(text)
    last = span.last or date.max
    return (span.first or last, last)


def _date(text: str) -> Span:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a date such as 2024, 2024-05 or 2024-05-26, found {text!r}")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        exact = date(year, month, day)
        return Span(exact, exact)
    if month:
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Span(date(year, 1, 1), date(year, 12, 31))
