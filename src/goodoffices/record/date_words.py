"""Dates in English."""

from __future__ import annotations

from goodoffices.record.dates import MONTHS, parse


def when_text(edtf: str | None) -> str:
    """Return an EDTF date in English: '24 May 2024', '1 to 10 May 2024', 'on or before 24 May 2024'."""
    if edtf is None:
        return "day not known"
    if edtf.startswith("["):
        return " or ".join(when_text(part.strip()) for part in edtf[1:-1].split(","))
    span = parse(edtf)
    if span.first is None:
        return f"on or before {_day(edtf.partition('/')[2])}"
    if span.last is None:
        return f"from {_day(edtf.partition('/')[0])} on"
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if first[:7] == last[:7] and len(first) == 10:
            return f"{int(first[8:10])} to {_day(last)}"
        return f"{_day(first)} to {_day(last)}"
    return _day(edtf)


def _day(edtf: str) -> str:
    bare = edtf.rstrip("?~%")
    mark = " (about)" if edtf != bare else ""
    parts = bare.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words) + mark
