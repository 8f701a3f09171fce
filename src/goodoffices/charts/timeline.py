"""Contacts by date, a row each: when, who, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.charts.drawing import LINE, Chart, Drawing, drawn, text_width, wrapped
from goodoffices.record import Brief, Contact, Entry, when_text
from goodoffices.record.dates import MONTHS, parse
from goodoffices.record.entry_words import label, status_words
from goodoffices.wording import capital, count, listing

MOST = 40
"""Most contacts drawn in the timeline: the latest are drawn, and the table has all."""
TICKS = {True: 3, False: 4}
"""Most dates on the axis of a narrow and of a wide drawing."""
NOT_HELD = frozenset(("planned", "postponed"))


@dataclass(frozen=True, slots=True)
class _Row:
    """A contact with its first and last day; an open end is drawn dashed."""

    words: str
    status: str
    first: date
    last: date
    certain: bool
    colour: int
    planned: bool


def timeline_chart(brief: Brief, source: str) -> Chart | None:
    """Return contacts by date, each as a bar of days; None if fewer than two have a date."""
    rows: list[tuple[str, ...]] = []
    found: list[_Row] = []
    undated = 0
    listed = {event.id for event in brief.listed("contact")}
    for event in brief.told("contact"):
        entry, body = event.shown, event.shown.body
        assert isinstance(body, Contact)
        who = listing([brief.name(actor) for actor in body.participants])
        status = status_words(entry, body)
        if event.id in listed:
            rows.append(
                (
                    when_text(entry.edtf),
                    body.noun,
                    status,
                    who or "not named",
                    body.place or "not stated",
                )
            )
        if entry.edtf is None:
            undated += 1
        else:
            found.append(_row(entry, body, who, status))
    if len(found) < 2:
        return None
    shown = found[-MOST:]
    earlier = len(found) - len(shown)
    only = [f"{undated:,} without a date"] * bool(undated) + [f"{earlier:,} earlier"] * bool(earlier)
    note = (
        "Bars run from the first to the last possible day; the bar of a contact that is planned, or not "
        "reported as fact, is an outline. "
        + (f"Only in the table: {listing(only)}. " if only else "")
        + "A gap means that the record has no contact there, not that there was none."
    )
    title = _title(found)
    wide, narrow = drawn(title, lambda on: _draw(on, shown))
    columns = ("when", "kind", "status", "who", "where")
    return Chart("timeline", title, wide, narrow, note, source, columns, tuple(rows))


def _title(found: Sequence[_Row]) -> str:
    """Return the finding: how many contacts are reported, and in which days."""
    held = [row for row in found if row.colour == 0]
    ahead = len(found) - len(held)
    if not held:
        return f"{count(ahead, 'contact')} with a date: none is reported as held"
    first, last = min(row.first for row in held), max(row.last for row in held)
    days = f", on {_day(first)}" if first == last else f" from {_from(first, last)} to {_day(last)}"
    planned = sum(row.planned for row in found)
    more = f"; {ahead:,} more planned" if ahead else ""
    more += ", or not reported as fact" if ahead > planned else ""
    return f"{count(len(held), 'reported contact')}{days}{more}"


def _from(first: date, last: date) -> str:
    """Return a day without the month and year that a later day repeats: '1', '1 May', '1 May 2024'."""
    day, month, year = _day(first).split(" ")
    if first.year != last.year:
        return f"{day} {month} {year}"
    return day if first.month == last.month else f"{day} {month}"


def _row(entry: Entry, body: Contact, who: str, status: str) -> _Row:
    span = parse(entry.edtf or "")
    last = span.last or span.first or date.min
    # The first and the last days of the calendar have no days before and after them.
    first = span.first or max(last, date.min + timedelta(7)) - timedelta(7)
    noun = capital(body.noun)
    words = f"{noun}: {who}" if who else noun
    words += f", {body.place}" if body.place else ""
    certain = span.first is not None and span.last is not None
    held = not label(entry) and body.status not in NOT_HELD and entry.assertion == "asserted"
    planned = body.status == "planned" and not label(entry)
    return _Row(words, status, first, last, certain, 0 if held else 1, planned)


def _draw(on: Drawing, rows: Sequence[_Row]) -> None:
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    days = max((last - first).days, 1)
    left = 0.0 if on.narrow else 300.0
    right = on.width - 4.0
    scale = (right - left - 12) / days
    bottom_ticks = _ticks(first, last, TICKS[on.narrow])
    y = 8.0
    for row in rows:
        words = f"{row.words} ({row.status})"
        start = left + 2 + (row.first - first).days * scale
        length = max((row.last - row.first).days * scale, 8.0)
        if on.narrow:
            y = on.lines(0, y + 12, wrapped(words, on.width)) - 6
            middle = y + 2
            y = middle + 18
        else:
            lines = wrapped(words, left - 24)
            on.lines(0, y + 12, lines)
            middle = y + 8
            y += LINE * len(lines) + 12
        if row.colour == 0:
            on.box(start, middle - 5, length, 10, "f0")
        else:
            on.path(
                f"M{start:.1f} {middle - 5:.1f}h{length:.1f}v10h{-length:.1f}z",
                "dash1" if not row.certain else "s1",
                middle + 5,
            )
    base = y + 4
    on.line(left, base, right, base, "grid")
    free = left
    for day, words in bottom_ticks:
        x = left + 2 + (day - first).days * scale + 4
        half = text_width(words) / 2
        middle = min(max(x, left + half), on.width - half)
        if middle - half < free:
            continue
        on.line(x, base, x, base + 5)
        on.text(middle, base + 19, words, "middle")
        free = middle + half + 12


def _ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return days on the axis, at equal distances, with their words; the first and the last among them."""
    days = (last - first).days
    parts = max(1, min(most - 1, days))
    found = {first + timedelta(days * n // parts) for n in range(parts + 1)}
    days_shown = sorted(found)
    years = [None, *(day.year for day in days_shown)]
    return [
        (day, _day(day) if day.year != before else _day(day).rpartition(" ")[0])
        for day, before in zip(days_shown, years, strict=False)
    ]


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
