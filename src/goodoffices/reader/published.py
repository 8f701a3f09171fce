"""The day of publication and the outlet that a report states in its first or last lines, or in the name of its file."""

from __future__ import annotations

import re
from datetime import date

from goodoffices.reader.dates import find_dates
from goodoffices.reader.text import capitals, dateline
from goodoffices.reader.wordlists import word_lists

FIRST_LINES, LAST_LINES = 8, 3
LONGEST = 90
"""Characters of a line that is a heading with a date, not a sentence."""
_LONGEST_ACRONYM = 5
"""Letters of a name in capitals that may be an outlet's acronym; a longer one is a place."""
_STATED = re.compile(
    r"\s*(?:(?:first\s)?published|posted|updated|last updated|date|issued|released|filed|sent|dated)\b[^\d\n]{0,40}",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_OUTLET = re.compile(r"([A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3}),\s*$")
_IN_DATELINE = re.compile(r"[(/|]\s?([^()/|\n]{2,40}?)\s?[)/|]")
_SIGNED = re.compile(r"(?:^|[.”\"]\s?)(?:[-–—]{1,2}\s?\(?|\()([A-Z][\w. ]{1,30}?)\)?\.?$")
"""An agency's name at the end of a report: '… on Sunday. – AFP', '(AP)'."""
_SIGNED_AND_DATED = re.compile(
    r"\(([A-Z][\w. ]{1,30}?),? ([A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\)$"
)
"""Both at the end: '(Harbour News Agency April 28, 2031)'."""
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|said|will|would|signed|met|began)\b")


def published_in(text: str, start: int = 0) -> tuple[date | None, str | None]:
    """Return the day of publication, and the outlet beside it, as a report's own lines have them.

    A line counts if it says 'Published', if it is a dateline with a year, or if it is short and holds a
    whole date: 'AP, July 19, 2025'.
    """
    lines = [line for line in text[start : start + 4000].split("\n") if line.strip()][:FIRST_LINES]
    last = [line for line in text[-1500:].split("\n") if line.strip()][-LAST_LINES:]
    agency = _agency(lines, last)
    for number, line in enumerate([*lines, *last]):
        found = _stated(line.strip(), first=number < len(lines))
        if found is not None:
            return found[0], found[1] or agency
    return None, agency


def _agency(lines: list[str], last: list[str]) -> str | None:
    """Return the agency or newspaper named in a report's dateline or behind its last words."""
    for line in lines:
        lead = line.strip()[: dateline(line.strip())]
        for named in _IN_DATELINE.findall(lead):
            if _is_outlet(named):
                return str(named)
    signed = None
    if last:
        signed = _SIGNED.search(last[-1].strip()) or _SIGNED_AND_DATED.search(last[-1].strip())
    if signed is None:
        return None
    lists = word_lists("names")
    plain = next(
        (name for name in lists["agency"] | lists["outlet"] if name.upper() == signed[1]), None
    )
    return plain or (signed[1] if _is_outlet(signed[1]) else None)


def _is_outlet(name: str) -> bool:
    lists = word_lists("names")
    return name in lists["agency"] or name.split()[-1] in lists["outlet"]


def _stated(line: str, first: bool) -> tuple[date, str | None] | None:
    marked = _STATED.match(line)
    lead = dateline(line)
    short = first and len(line) <= LONGEST and not line.endswith(".") and not _VERB.search(line)
    words = line[:lead] if lead and first else line[:LONGEST] if marked or short else ""
    for found in find_dates(words, None):
        if found.edtf and len(found.edtf) == 10:
            if marked and found.start > marked.end() + 12:
                return None
            outlet = _OUTLET.match(words[: found.start]) if short and not marked and not lead else None
            named = outlet[1] if outlet and not _is_place(outlet[1]) else None
            return date.fromisoformat(found.edtf), named
    return None


def _is_place(name: str) -> bool:
    """Return whether a name before a date is the place of a dateline, and no outlet: 'NEW YORK', 'Geneva'."""
    if _is_outlet(name):
        return False
    acronym = name.isupper() and len(name) <= _LONGEST_ACRONYM
    return not acronym and (name.isupper() or " " not in name or name in capitals())


def day_in_name(name: str) -> date | None:
    """Return the day in the name of a file, such as '2024-05-26-report' or 'wire_20240526'."""
    for match in _IN_NAME.finditer(name):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
