"""Time limits that exclude each other: a truce until 5 May in a report, until 12 May in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.record.briefing.rivals import NEAR_DAYS, Found, near_pairs
from goodoffices.record.dates import MONTHS
from goodoffices.record.entries import Statement
from goodoffices.record.entry_words import outlet_of
from goodoffices.record.merge.counted_things import meant_by
from goodoffices.record.merge.cues import deeds
from goodoffices.record.merge.events import Event
from goodoffices.record.merge.similarity import days_apart

_MONTH = "|".join(MONTHS)
_LIMIT = re.compile(
    r"\b(deadline|due|expir\w+|laps\w+|ultimatum|time limit|runs? (?:out|until|through|to)|valid|"
    rf"in force|until|no later than)\b[^.;?!]{{0,60}}?\b(?:(\d{{1,2}}) ({_MONTH})|({_MONTH}) (\d{{1,2}}))\b"
)
_CUES = frozenset(
    map(meant_by, deeds("deadline due expires expired lapses ultimatum limit runs valid until force"))
)
_MOVED = re.compile(
    r"\b(?:extend|postpon|put off|prolong|moved|delay|pushed back|new deadline)\w*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Limit:
    event: Event
    day: tuple[str, int]
    matter: frozenset[str]


def rival_deadlines(events: Sequence[Event], name: Callable[[str | None], str]) -> Iterator[Found]:
    """Yield the pairs of reports that give a matter two time limits. A limit that was moved is none."""
    by_matter: dict[str, list[_Limit]] = {}
    for event in sorted(events, key=lambda event: event.shown.source.published or ""):
        for limit in _limits(event):
            for word in limit.matter:
                by_matter.setdefault(word, []).append(limit)
    seen: set[frozenset[str]] = set()
    for one, other in near_pairs(by_matter):
        pair = frozenset((one.event.id, other.event.id))
        if one.day == other.day or pair in seen or not _comparable(one, other):
            continue
        seen.add(pair)
        sides = f"{_side(one, name)} or {_side(other, name)}"
        yield f"by when: {sides}", "date", (one.event.id, other.event.id)


def _limits(event: Event) -> Iterator[_Limit]:
    if event.kind not in ("statement", "outcome") or event.shown.assertion not in (
        "asserted",
        "alleged",
        "planned",
    ):
        return
    text = event.shown.span.text
    if _MOVED.search(text):
        return
    for match in _LIMIT.finditer(text):
        day = (match[3] or match[4], int(match[2] or match[5]))
        matter = frozenset(map(meant_by, deeds(text))) - _CUES
        yield _Limit(event, day, matter)


def _comparable(one: _Limit, other: _Limit) -> bool:
    first, second = one.event.shown.source, other.event.shown.source
    apart = days_apart(first.published, second.published)
    return first.dispatch != second.dispatch and apart is not None and apart <= NEAR_DAYS


def _side(limit: _Limit, name: Callable[[str | None], str]) -> str:
    body, source = limit.event.shown.body, limit.event.shown.source
    who = f"{name(body.actor)}, " if isinstance(body, Statement) else ""
    month, day = limit.day
    return f"{day} {month} ({who}{outlet_of(source)})"
