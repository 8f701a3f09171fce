"""Rival numbers: the range of a figure, and durations that exclude each other."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from goodoffices.record.entries import Entry, Figure, Outcome, Statement
from goodoffices.record.entry_words import outlet_of
from goodoffices.record.merge.counted_things import DAYS, meanings
from goodoffices.record.merge.events import Event
from goodoffices.record.merge.same_event import content
from goodoffices.record.merge.similarity import days_apart
from goodoffices.record.numbers_in_words import IN_WORDS, number_in

ABOUT = 0.05
"""Share of its value by which a figure with 'about' may be off, if its last digit allows no more."""
NEAR_DAYS = 4
"""Most days between two reports whose durations or time limits are compared: later these may have changed."""
_DURATION = re.compile(
    rf"\b(?:for|by|runs?|last(?:s|ed|ing)?|of)\s(?:another\s|about\s|at least\s|up to\s|only\s|a\s)?"
    rf"(\d{{1,4}}|{IN_WORDS})[\s-](day|week|month|year)s?\b",
    re.IGNORECASE,
)
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
NEXT = 24
"""Items after an item of a matter that it is compared with: the work stays linear."""
Found = tuple[str, str, tuple[str, ...]]
"""The text of a contradiction, its kind and the ids of its entries."""
T = TypeVar("T")


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
    by_matter: dict[str, list[tuple[Event, float, str, frozenset[str]]]] = {}
    for event in events:
        if event.shown.assertion not in ("asserted", "alleged") or event.kind not in (
            "statement",
            "outcome",
        ):
            continue
        text = _text(event.shown)
        for match in _DURATION.finditer(text):
            count = number_in(match[1]) or 0
            context = meanings(text[: match.start()] + " " + text[match.end() :])
            item = (event, count * DAYS[match[2].casefold()], match[0], context)
            for matter in sorted(context & _MATTERS):
                by_matter.setdefault(matter, []).append(item)
    seen: set[tuple[str, str]] = set()
    for items in by_matter.values():
        items.sort(key=lambda item: item[0].shown.source.published or "")
    for (one, days, said, context), (other, more, told, around) in near_pairs(by_matter):
        pair = (one.id, other.id)
        if pair in seen or days == more or len(context & around) < 2 or _one_report(one, other):
            continue
        seen.add(pair)
        about = f"how long: {_side(one, said, name)} or {_side(other, told, name)}"
        yield about, "terms", pair


def near_pairs(by_matter: Mapping[Any, Sequence[T]], following: int = NEXT) -> Iterator[tuple[T, T]]:
    """Yield the pairs of items of a matter that are compared: those near each other in its list."""
    for items in by_matter.values():
        for place, one in enumerate(items):
            yield from ((one, other) for other in items[place + 1 : place + 1 + following])


def _one_report(one: Event, other: Event) -> bool:
    """Return whether two events are from the same dispatch, or too far apart in time to be compared."""
    first, second = one.shown.source, other.shown.source
    apart = days_apart(first.published, second.published)
    return first.dispatch == second.dispatch or (apart is not None and apart > NEAR_DAYS)


def _side(event: Event, said: str, name: Callable[[str | None], str]) -> str:
    body = event.shown.body
    who = name(body.actor) if isinstance(body, Statement) else None
    source = outlet_of(event.shown.source)
    duration = re.sub(r"^(?:for|by|of|runs?|last\w*)\s", "", said, flags=re.IGNORECASE)
    return f"{duration} ({who}, {source})" if who else f"{duration} ({source})"


def _text(entry: Entry) -> str:
    body = entry.body
    if isinstance(body, Statement):
        return content(entry)
    if isinstance(body, Outcome):
        return f"{body.kind} {body.what} for {body.duration or ''} {body.terms or ''}"
    return entry.span.text
