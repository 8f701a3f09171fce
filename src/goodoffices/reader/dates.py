"""Dates in a dispatch, as EDTF; a relative date stays relative if the publication date is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import decimal

from goodoffices.reader.date_tense import MOVED, Tense, side
from goodoffices.record.dates import MONTHS, WEEKDAYS, valid

_SHORT = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?P<{{0}}>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_RELATIVE_YEAR = r"(?:,?\s(?:of\s)?(?P<r{0}>last|this|next)\syear\b)?"
_YEAR = r"(?:,?\s(?P<y{0}>\d{{4}})\b|,?\s(?:of\s)?(?P<r{0}>last|this|next)\syear\b)?"
"""The year behind a day or a month: '12 May 2031', 'May of last year'."""
_FROM_DAY = (
    rf"(?:{_MONTH.format('m10')}\s(?P<d10>\d{{1,2}})|(?P<c10>\d{{1,2}})\s{_MONTH.format('n10')})"
)
_TO_DAY = rf"(?:{_MONTH.format('m11')}\s(?P<d11>\d{{1,2}})|(?P<c11>\d{{1,2}})\s{_MONTH.format('n11')})\b{_YEAR.format('11')}"
_DATED = (
    "accords?|agreements?|treaty|pact|deal|ceasefire|truce|war|elections?|constitution|convention|law|act|declaration|"
    "protocol|settlement|contract|memorandum|resolution|referendum|strike|revolution|coup|conflict|summit|vote|lease"
)
"""Things that are called by their year: 'the 1987 water accord'."""
_PATTERNS = (
    rf"\b(?:[Ll]ast\s|[Nn]ext\s|[Tt]his\s)?(?P<named>{'|'.join(WEEKDAYS)}),?\s(?:the\s)?(?:{_MONTH.format('m9')}\s(?P<d9>\d{{1,2}})|(?P<d0>\d{{1,2}})\s{_MONTH.format('m0')})(?:st|nd|rd|th)?\b(?:,?\s(?P<y9>\d{{4}})\b)?",
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    rf"\b(?:[Ff]rom\s)?{_FROM_DAY}(?:\s(?:to|until|till|through)\s|\s?[-–]\s?){_TO_DAY}",
    r"\b(?P<n12>\d{1,2})(?P<sign>[./])(?P<d12>\d{1,2})(?P=sign)(?P<y12>(?:19|20)\d{2})\b",
    rf"\b(?:from\s|between\s)?(?P<d6>\d{{1,2}})(?:\sto\s|\sand\s|\s?[-–]\s?)(?P<e6>\d{{1,2}})\s{_MONTH.format('m6')}\b{_YEAR.format('6')}",
    rf"\b(?:from\s|between\s)?{_MONTH.format('m7')}\s(?P<d7>\d{{1,2}})(?:\sto\s|\sand\s|\s?[-–]\s?)(?P<e7>\d{{1,2}})\b(?!\s?(?:am|pm|a\.m|p\.m)){_YEAR.format('7')}",
    rf"\b(?:[Ii]n|[Bb]etween)\s{_MONTH.format('m8')}\sand\s{_MONTH.format('n8')}\b(?!\s\d)",
    rf"\b{_MONTH.format('m1')}\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR.format('1')}",
    rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH.format('m2')}\b{_YEAR.format('2')}",
    rf"\b(?P<part>early|mid|late|the beginning of|the end of|the middle of|the (?:first|second|third|last) week of)[\s-]{_MONTH.format('m3')}\b{_YEAR.format('3')}",
    rf"\b{_MONTH.format('m4')}\s(?P<y4>\d{{4}})\b",
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Ll]ast|[Nn]ext|[Uu]ntil|[Dd]uring|[Bb]y|[Bb]efore|[Aa]fter|[Ff]or|[Tt]his|[Ff]rom|[Tt]hrough|[Tt]hroughout|[Tt]ill)\s){_MONTH.format('m5')}\b(?!\.?\s\d){_RELATIVE_YEAR.format('5')}",
    rf"\b{_WEEKDAY}\s(?P<later>week|fortnight)\b(?!-)",
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he following)\s)?{_WEEKDAY}\b",
    r"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he coming|[Tt]he upcoming|[Tt]he following)\s(?P<unit>week|weekend|month|year)\b",
    r"\b(?P<near>[Tt]he day (?:before yesterday|after tomorrow)|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b",
    r"\b(?P<then>[Tt]he (?:next|following|same|previous) day|[Aa] day (?:earlier|later|(?:before|after)(?=[.,;]|$))|[Tt]he day (?:before|after)(?=[.,;]|$)"
    r"|(?P<count>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|\d{1,2}) days (?P<side>earlier|later|(?:before|after)(?=[.,;]|$)))(?!\w)",
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Dd]uring)\s(?P<year>(?:19|20)\d{2})\b(?![-–,.]?\d)",
    rf"(?<=\b[Tt]he\s)(?P<year2>(?:19|20)\d{{2}})(?=\s(?:[a-z]+\s)?(?:{_DATED})\b)",
    r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ff]rom)\sthe\s(?P<th>\d{1,2})(?:st|nd|rd|th)\b(?=[.,;)?!”\"]|\s(?:and|or|but|to|at|in|after|when|as)\b|$)",
    r"\b(?P<ago>\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Aa])\s(?P<agounit>day|week|month)s?\sago\b",
)
_ANY = re.compile(
    "|".join(f"(?:{p.replace('(?P<weekday>', f'(?P<weekday{i}>')})" for i, p in enumerate(_PATTERNS))
)
_WORDS = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_PARTS = {
    "e": (1, 10),
    "m": (11, 20),
    "l": (21, 31),
    "the beginning of": (1, 10),
    "the middle of": (11, 20),
    "the end of": (21, 31),
    "the first week of": (1, 7),
    "the second week of": (8, 14),
    "the third week of": (15, 21),
    "the last week of": (-6, 31),
}
"""First and last day of a part of a month; a first day below 1 is counted from the last."""
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_NEAR = {"the day before yesterday": -2, "the day after tomorrow": 2}
_JOINED = re.compile(r"(?<=\d|[a-z.])\sto\s(?=\d|[A-Z])")
_IN_A_NAME = re.compile(
    r"\s(?:Movement|Foundation|Brigade|Front|Fund|Committee|Alliance|Coalition|Forces|Army|Group)\b"
)
"""Words behind a day in the name of a body: 'the 4 May Movement'."""
_NAMED_TODAY = re.compile(r"[A-Z]\w+\s$")
Meaning = tuple[str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class When:
    """A date in the text; ``edtf`` is None if it stays relative, ``alternatives`` are other readings."""

    start: int
    end: int
    text: str
    edtf: str | None
    alternatives: tuple[str, ...] = ()
    relative: str | None = None


def find_dates(
    text: str,
    published: date | None,
    start: int = 0,
    tense: Callable[[int], Tense | None] | None = None,
) -> tuple[When, ...]:
    """Return every date in a text, in order. ``tense`` returns that of the clause at a place, if it is known."""
    return tuple(_found(text, published, start, tense))


def _found(
    text: str, published: date | None, start: int, tense: Callable[[int], Tense | None] | None
) -> Iterator[When]:
    last: date | None = None
    for match in _matches(text, start):
        if _IN_A_NAME.match(text, match.end()) and match[0][-1:].isdigit():
            continue
        named = {
            key: _in_our_digits(value) for key, value in match.groupdict().items() if value is not None
        }
        weekday = any(key.startswith("weekday") for key in named)
        told = tense(match.start()) if tense is not None else None
        lead = match[0].lower()
        before = text[max(0, match.start() - 96) : match.start()]
        if lead == "today" and match[0].istitle() and _NAMED_TODAY.search(before):
            continue
        told = side(text, match, weekday, told)
        try:
            found = _then(named, last) if "then" in named else _resolve(named, published, told)
        except (OverflowError, ValueError):
            found = None, ()  # before the first or after the last day that a calendar of Python has
        if found and found[0] and not valid(found[0]):
            found = None, ()
        if found is None:
            continue
        edtf, alternatives = found
        relative = None if edtf else f"{match[0].lower()}, before or after publication"
        if not edtf and any(key.startswith("weekday") for key in named):
            relative = f"{match[0]} before publication"
        if edtf and len(edtf) == 10:
            last = date.fromisoformat(edtf)
        yield When(match.start(), match.end(), match[0], edtf, alternatives, relative)


def _matches(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the words that may be dates; 'moved from 3 March to 20 March' has two, and no time between them."""
    for match in _ANY.finditer(text, start):
        joined = _JOINED.search(match[0])
        if joined is None or not MOVED.search(text, max(0, match.start() - 64), match.start()):
            yield match
            continue
        lead = 5 if match[0][:5].lower() == "from " else 0
        middle = match.start() + joined.start(), match.start() + joined.end()
        for begin, end in ((match.start() + lead, middle[0]), (middle[1], match.end())):
            part = _ANY.match(text, begin, end)
            if part is not None:
                yield part


def _in_our_digits(words: str) -> str:
    """Return words with the digits of any script as 0 to 9."""
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in words)


def _then(named: dict[str, str], last: date | None) -> Meaning | None:
    """A day told by another: 'the next day', 'a day earlier', 'three days later'."""
    if last is None:
        return None
    words = named["then"].lower()
    count = _WORDS.get(named.get("count", "a").lower()) or int(named.get("count", "1"))
    if "same" in words:
        return last.isoformat(), ()
    back = any(word in words for word in ("earlier", "before", "previous"))
    return (last + timedelta(-count if back else count)).isoformat(), ()


def _resolve(named: dict[str, str], published: date | None, tense: Tense) -> Meaning | None:
    if "iso" in named:
        return (named["iso"], ()) if _day(*map(int, named["iso"].split("-"))) else None
    year = named.get("year") or named.get("year2")
    if year:
        return year, ()
    if "named" in named:
        return _named_day(named, published, tense)
    if "y12" in named:
        return _in_numbers(named)
    if "y11" in named or "d11" in named or "c11" in named:
        return _between_months(named, published, tense)
    for number in ("1", "2", "3", "4", "5", "6", "7", "8"):
        if f"m{number}" in named:
            return _month_date(named, number, published, tense)
    weekday = next((value for key, value in named.items() if key.startswith("weekday")), None)
    if published is None:
        return None, ()
    if "th" in named:
        return _day_of_month(int(named["th"]), published, tense)
    if weekday and "later" in named:
        days = 7 if named["later"] == "week" else 14
        soon = date.fromisoformat(_weekday(weekday, "", published, True))
        return (soon + timedelta(days)).isoformat(), ()
    if weekday:
        return _weekday(weekday, named.get("which", "").lower(), published, tense != "past"), ()
    if "near" in named:
        shift = {**_NEAR, "yesterday": -1, "last night": -1, "tomorrow": 1}.get(
            named["near"].lower(), 0
        )
        return (published + timedelta(shift)).isoformat(), ()
    if "ago" in named:
        return _ago(named, published), ()
    return _period(named["rel"].lower(), named["unit"], published)


def _named_day(named: dict[str, str], published: date | None, tense: Tense) -> Meaning | None:
    """A weekday with a day of the month: the year, if it is not told, is that in which they agree."""
    month = _number_of(named.get("m9") or named["m0"])
    day = int(named.get("d9") or named["d0"])
    if "y9" in named:
        exact = _day(int(named["y9"]), month, day)
        return (exact.isoformat(), ()) if exact else None
    if published is None:
        return None, ()
    days = [_day(published.year + shift, month, day) for shift in (0, -1, 1)]
    found = [one for one in days if one is not None]
    fitting = [one for one in found if WEEKDAYS[one.weekday()] == named["named"]] or found
    if not fitting:
        return None
    ahead = [one for one in fitting if (one >= published if tense == "future" else one <= published)]
    best = min(ahead or fitting, key=lambda one: abs((one - published).days))
    near = min(fitting, key=lambda one: abs((one - published).days))
    return (near if abs((near - published).days) < 15 else best).isoformat(), ()


def _in_numbers(named: dict[str, str]) -> Meaning | None:
    """Return the day of '7.3.2031', where the day comes first, or of '3/14/2031', if only one order is possible."""
    first, second, year = int(named["n12"]), int(named["d12"]), int(named["y12"])
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if named["sign"] == "." or by_month is None or by_day == by_month:
        return (by_day.isoformat(), ()) if by_day else None
    return (by_month.isoformat(), ()) if by_day is None else None


def _between_months(named: dict[str, str], published: date | None, tense: Tense) -> Meaning | None:
    """Return the interval from a day of a month to a day of another: 'from 28 March to 4 April'."""
    last = {"m1": named.get("m11") or named["n11"], "d1": named.get("d11") or named["c11"]}
    last |= {f"{key}1": named[f"{key}11"] for key in "yr" if f"{key}11" in named}
    until = _month_date(last, "1", published, tense)
    if until is None or until[0] is None:
        return until
    end = date.fromisoformat(until[0])
    month, day = (
        _number_of(named.get("m10") or named["n10"]),
        int(named.get("d10") or named["c10"]),
    )
    begin = _day(end.year if (month, day) <= (end.month, end.day) else end.year - 1, month, day)
    return (f"{begin}/{end}", ()) if begin is not None and begin < end else None


def _day_of_month(day: int, published: date, tense: Tense) -> Meaning | None:
    """Return the day of 'on the 18th': the nearest such day on the side that the tense tells."""
    shift = -1 if tense == "past" else 1
    for months in (0, shift):
        place = published.year * 12 + published.month - 1 + months
        found = _day(place // 12, place % 12 + 1, day)
        if found is not None and (found <= published if tense == "past" else found >= published):
            return found.isoformat(), ()
    return None


def _month_date(
    named: dict[str, str], number: str, published: date | None, tense: Tense
) -> Meaning | None:
    month = _number_of(named[f"m{number}"])
    day, part = int(named.get(f"d{number}", 0)), named.get("part")
    year, shift = int(named.get(f"y{number}", 0)), named.get(f"r{number}", "")
    if not year:
        if published is None:
            return None, ()
        year = published.year
        if shift:
            year += _SHIFTS[shift]
        elif tense == "present":
            months = month - published.month
            year += -1 if months > 6 else 1 if months < -6 else 0
        elif tense == "past" and (month, day or 1) > (published.month, published.day):
            year -= 1
        elif tense == "future" and (month, day or 31) < (published.month, published.day):
            year += 1
    if part:
        first, last = _PARTS.get(part) or _PARTS[part[0]]
        length = _length(year, month)
        first, last = first if first > 0 else length + first, min(last, length)
        return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}", (f"{year}-{month:02}",)
    if "n8" in named:
        return f"{year:04}-{month:02}/{year:04}-{_number_of(named['n8']):02}", ()
    if not day:
        return f"{year:04}-{month:02}", ()
    if f"e{number}" in named:
        begin, until = _day(year, month, day), _day(year, month, int(named[f"e{number}"]))
        return (f"{begin}/{until}", ()) if begin and until and begin < until else None
    exact = _day(year, month, day)
    return (exact.isoformat(), ()) if exact else None


def _number_of(month: str) -> int:
    short = month.lower().rstrip(".")
    return _SHORT["sept" if short == "sept" else short[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= day <= _length(year, month) and year:
        return date(year, month, day)
    return None


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(1)).day


def _weekday(name: str, which: str, published: date, future: bool) -> str:
    back = (published.weekday() - WEEKDAYS.index(name)) % 7
    if which == "next":
        monday = published - timedelta(published.weekday()) + timedelta(7)
        return (monday + timedelta(WEEKDAYS.index(name))).isoformat()
    if future and which != "last":
        return (published + timedelta((-back) % 7)).isoformat()
    return (published - timedelta(back or (7 if which == "last" else 0))).isoformat()


def _ago(named: dict[str, str], published: date) -> str:
    count = int(_WORDS.get(named["ago"].lower()) or named["ago"])
    days = {"day": 1, "week": 7, "month": 30}[named["agounit"]] * count
    exact = published - timedelta(days)
    return exact.isoformat() if days == count else f"{exact.isoformat()}~"


def _period(which: str, unit: str, published: date) -> Meaning:
    shift = _SHIFTS.get(which, 1)
    if unit == "year":
        return f"{published.year + shift:04}", ()
    if unit == "month":
        place = published.year * 12 + published.month - 1 + shift
        return f"{place // 12:04}-{place % 12 + 1:02}", ()
    monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
    sunday = published - timedelta((published.weekday() + 1) % 7) + timedelta(7 * shift)
    if unit == "weekend":
        return _interval(monday + timedelta(5), 1), ()
    by_monday, by_sunday = _interval(monday, 6), _interval(sunday, 6)
    if published.weekday() == 6 and shift < 0:
        return by_sunday, (by_monday,)
    return by_monday, (by_sunday,)


def _interval(first: date, days: int) -> str:
    return f"{first.isoformat()}/{(first + timedelta(days)).isoformat()}"
