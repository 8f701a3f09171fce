"""Rival numbers: the range of a figure, and durations that exclude each other."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from goodoffices.record.entries import Entry, Figure, Outcome, Statement
from goodoffices.record.merge.counted_things import meanings
from goodoffices.record.merge.events import Event
from goodoffices.record.merge.similarity import days_apart

ABOUT = 0.05
"""Share of its value by which a figure with 'about' may be off, if its last digit allows no more."""
NEAR_DAYS = 4
"""Days between two reports whose durations are compared, at most: later a term may have changed."""
_COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
_TENS = {"thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90}
_NUMBERS = {word: value for value, word in enumerate(_COUNTED.split(), 1)} | _TENS
_DURATION = re.compile(
    rf"\b(?:for|by|runs?|last(?:s|ed|ing)?|of)\s(?:another\s|about\s|at least\s|up to\s|only\s|a\s)?"
    rf"(\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-](day|week|month|year)s?\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MATTERS = frozenset(
    (
        "renewed",
        "truce",
        "pact",
        "released",
        "ceas",
        "fire",
        "strike",
        "talk",
        "halt",
        "suspend",
        "open",
    )
)
Found = tuple[str, str, tuple[str, ...]]


def bounds(figure: Figure) -> tuple[float, float]:
    """Return the least and the greatest number that a figure with its qualifier can mean."""
    if figure.value is None:
        return float(figure.low or 0), float(figure.high or math.inf)
    value = figure.value
    slack = max(ABOUT * abs(value), _half_digit(value))
    return {
        "about": (value - slack, value + slack),
        "at-least": (value, math.inf),
        "more-than": (value, math.inf),
        "at-most": (-math.inf, value),
        "nearly": (value - slack, value),
    }.get(figure.qualifier, (value, value))


def _half_digit(value: float) -> float:
    """Return half of a figure's last digit that is not zero: 5 for 40, 50 for 2,300; 0 for 0."""
    whole = abs(int(value))
    if whole == 0:
        return 0.0
    unit = 1
    while whole % (unit * 10) == 0:
        unit *= 10
    return unit / 2


def exclude(first: Figure, second: Figure) -> bool:
    """Return whether two figures for a thing cannot both be right."""
    (low, high), (least, most) = bounds(first), bounds(second)
    return high < least or most < low


def rival_durations(events: Sequence[Event], name: Callable[[str | None], str]) -> Iterator[Found]:
    """Yield the pairs of reports that give a thing two durations: '45 days' against '90 days'."""
    by_matter: dict[str, list[tuple[Event, int, str, frozenset[str]]]] = {}
    for event in events:
        if event.shown.assertion not in ("asserted", "alleged") or event.kind not in (
            "statement",
            "outcome",
        ):
            continue
        text = _text(event.shown)
        for match in _DURATION.finditer(text):
            count = _NUMBERS.get(match[1].casefold()) or int(match[1])
            context = meanings(text[: match.start()] + " " + text[match.end() :])
            item = (event, count * _DAYS[match[2].casefold()], match[0], context)
            for matter in sorted(context & _MATTERS):
                by_matter.setdefault(matter, []).append(item)
    seen: set[tuple[str, str]] = set()
    for items in by_matter.values():
        items.sort(key=lambda item: item[0].shown.source.published or "")
        for place, (one, days, said, context) in enumerate(items):
            for other, more, told, around in items[place + 1 : place + 24]:
                pair = (one.id, other.id)
                if pair in seen or days == more or len(context & around) < 2 or _one_report(one, other):
                    continue
                seen.add(pair)
                about = f"how long: {_side(one, said, name)} or {_side(other, told, name)}"
                yield about, "terms", pair


def _one_report(one: Event, other: Event) -> bool:
    """Return whether two events are from the same dispatch, or too far apart in time to be compared."""
    first, second = one.shown.source, other.shown.source
    apart = days_apart(first.published, second.published)
    return first.dispatch == second.dispatch or (apart is not None and apart > NEAR_DAYS)


def _side(event: Event, said: str, name: Callable[[str | None], str]) -> str:
    body = event.shown.body
    who = name(body.actor) if isinstance(body, Statement) else None
    source = event.shown.source.outlet or event.shown.source.dispatch
    duration = re.sub(r"^(?:for|by|of|runs?|last\w*)\s", "", said, flags=re.IGNORECASE)
    return f"{duration} ({who}, {source})" if who else f"{duration} ({source})"


def _text(entry: Entry) -> str:
    body = entry.body
    if isinstance(body, Statement):
        return " ".join(part.text for part in body.content)
    if isinstance(body, Outcome):
        return f"{body.kind} {body.what} for {body.duration or ''} {body.terms or ''}"
    return entry.span.text
