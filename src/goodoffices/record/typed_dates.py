"""Dates as people type them, as EDTF: '26 August 2025', 'May 1 to 10, 2024', 'about March 2031'.

What :func:`goodoffices.record.when_text` shows is read back, too.
"""

from __future__ import annotations

import re
from calendar import day_name
from datetime import date

from goodoffices.errors import shorten
from goodoffices.record.dates import MONTHS, valid

EXAMPLE = "26 August 2025 or 2025-08-26"
LONGEST = 200
"""Most characters of a date in words: a longer text is none."""
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAYS = {name.lower(): number for number, name in enumerate(day_name)}
_DAYS |= {name[:3].lower(): number for number, name in enumerate(day_name)}
_WEEKDAY = re.compile(rf"\b({'|'.join(sorted(_DAYS, key=len, reverse=True))})\b\.?,?\s*", re.I)
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SINGLE = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_NUMBER} (?:of )?{_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} {_NUMBER},? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
]
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YEARLESS = re.compile(
    rf"(?:{_NUMBER} (?:of )?{_MONTH}|{_MONTH.replace('month', 'other')} \d{{1,2}})", re.I
)
_ABOUT = re.compile(r"(?:about|around|approximately|circa|c\.) (.+)|(.+) \(about\)", re.I)
_UNTIL = re.compile(r"(?:on or before|until|up to|by|not later than) (.+)", re.I)
_FROM = re.compile(r"(?:from|since) (.+?)(?: on(?:wards?)?)?|(.+?) (?:or later|onwards?)", re.I)
_RANGE = re.compile(
    r"(?:from |between )?(.+?)(?: (?:to|and|until|through) | ?[–—] ?|(?<=\d)-(?=\d)| - )(.+)", re.I
)
_LEAD = re.compile(r"^(?:on|in) (?!or before)", re.I)


def edtf(text: str) -> str:
    """Return a date that a person typed as EDTF.

    Raises:
        ValueError: if it is none, may be two dates, or its weekday is another; the reason is in words.
    """
    words = " ".join(text.split())
    if valid(words):
        return words
    found = _whole(_LEAD.sub("", words)) if len(words) <= LONGEST else None
    if found is None or not valid(found):
        missing = " with its year" if _YEARLESS.fullmatch(words) else ""
        raise ValueError(f"expected a date such as {EXAMPLE}{missing}, found {shorten(text)}.")
    return found


def _whole(words: str) -> str | None:
    """Return a day, a month or a year, or an interval or a choice of them."""
    single = _one(words)
    if single is not None:
        return single
    for pattern, form in ((_UNTIL, "../{}"), (_FROM, "{}/..")):
        match = pattern.fullmatch(words)
        inner = _one(next(part for part in match.groups() if part)) if match else None
        if inner:
            return form.format(inner)
    either = words.split(" or ")
    if len(either) > 1:
        parts = [_one(_completed(part, either[-1])) for part in either]
        return None if None in parts else f"[{', '.join(map(str, parts))}]"
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    last = _one(_completed(match[2], match[1]))
    first = _one(_completed(match[1], match[2]))
    return f"{first}/{last}" if first and last else None


def _one(words: str) -> str | None:
    """Return a day, a month or a year, with '~' if it is about then."""
    about = _ABOUT.fullmatch(words)
    if about:
        inner = _one(about[1] or about[2])
        return f"{inner}~" if inner else None
    if valid(words):
        return words
    weekday = _WEEKDAY.search(words)
    plain = _WEEKDAY.sub("", words).strip(" ,").removeprefix("the ")
    match = next((got for one in _SINGLE if (got := one.fullmatch(plain))), None)
    if match is None:
        return _slashed(plain)
    parts = match.groupdict()
    month = int(parts.get("number") or _MONTHS.get((parts.get("month") or "").lower(), 0))
    day = int(parts.get("day") or 0)
    found = "-".join([parts["year"], *(f"{part:02}" for part in (month, day) if part)])
    if not valid(found):
        return None
    if weekday and day:
        _check_weekday(date.fromisoformat(found), weekday[1])
    return found


def _slashed(words: str) -> str | None:
    """Return a day given by numbers alone, if only one of them can be the month.

    Raises:
        ValueError: if it may be two days.
    """
    match = _SLASHED.fullmatch(words)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[2]), match[3]
    days = {f"{year}-{month:02}-{day:02}" for day, month in ((one, other), (other, one))}
    days = {day for day in days if valid(day)}
    if len(days) > 1:
        raise ValueError(f"expected a date such as {EXAMPLE}, found {words}, which may be two days.")
    return next(iter(days), None)


def _completed(part: str, other: str) -> str:
    """Return a part of an interval with the month and the year that only the other part has."""
    year = re.search(r"\b\d{4}\b", other)
    month = re.search(rf"\b{_MONTH}(?=\W|$)", other, re.I)
    if month and re.fullmatch(r"\d{1,2}(st|nd|rd|th)?(,? \d{4})?", part):
        day, _, own = part.replace(",", "").partition(" ")
        part = f"{day} {month['month']}" + (f" {own}" if own else "")
    if year and not re.search(r"\b\d{4}\b", part):
        part = f"{part} {year[0]}"
    return part


def _check_weekday(day: date, said: str) -> None:
    if _DAYS[said.lower()] != day.weekday():
        right = day_name[day.weekday()]
        raise ValueError(f"expected the weekday of {day:%Y-%m-%d}, a {right}, found {said}.")
