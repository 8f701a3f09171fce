"""The day of publication that a report states in its first or last lines, or in the name of its file."""

from __future__ import annotations

import re
from datetime import date

from goodoffices.reader.dates import find_dates
from goodoffices.reader.text import dateline

FIRST_LINES, LAST_LINES = 8, 3
LONGEST = 90
"""Characters of a line that is a heading with a date, not a sentence."""
_STATED = re.compile(
    r"\s*(?:(?:first\s)?published|posted|updated|last updated|date|issued|released|filed|sent|dated)\b[^\d\n]{0,40}",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_OUTLET = re.compile(r"([A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3}),\s*$")
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|said|will|would|signed|met|began)\b")


def published_in(text: str, start: int = 0) -> tuple[date | None, str | None]:
    """Return the day of publication, and the outlet beside it, as a report's own lines have them.

    A line counts if it says 'Published', if it is a dateline with a year, or if it is short and holds a
    whole date: 'AP, July 19, 2025'.
    """
    lines = [line for line in text[start : start + 4000].split("\n") if line.strip()][:FIRST_LINES]
    last = [line for line in text[-1500:].split("\n") if line.strip()][-LAST_LINES:]
    for number, line in enumerate([*lines, *last]):
        day = _stated(line.strip(), first=number < len(lines))
        if day is not None:
            return day
    return None, None


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
            return date.fromisoformat(found.edtf), outlet[1] if outlet else None
    return None


def day_in_name(name: str) -> date | None:
    """Return the day in the name of a file, such as '2024-05-26-report' or 'wire_20240526'."""
    for match in _IN_NAME.finditer(name):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
