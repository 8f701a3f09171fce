"""Contradictions between reports: two figures for the same thing, two days for the same meeting, a denial."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from goodoffices.record.date_words import when_text
from goodoffices.record.entries import Contact, Entry, Figure, Position, Statement
from goodoffices.record.merge.events import AHEAD, Event, told
from goodoffices.record.merge.similarity import days_apart, overlap, stems

ABOUT = 0.1
"""Share of its value by which a figure with 'about' may be off: reporters round to two digits."""
LIKE_A_DENIAL, LIKE_A_STANCE = 0.4, 0.5
"""Least share of common words (0 to 1) of a denial and the passage it denies, and of two stances."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|refut(?:e|es|ed)|rebut(?:s|ted)|contradict(?:s|ed)|"
    r"(?:dismiss|reject)(?:es|ed)\s(?:the\s|that\s|those\s|these\s)?(?:reports?|claims?|suggestions?|figures?|"
    r"allegations?|assertions?|accounts?))\b"
)
_NOT_SO = re.compile(
    r"\b(?:not true|untrue|false|baseless|unfounded|no such|never happened|did not take place|incorrect|"
    r"inaccurate|nothing of the (?:kind|sort)|not the case)\b"
)
_DENIAL_WORDS = stems(
    "denied denies dismissed rejected disputed reports report claims false untrue baseless true"
)
_OPPOSED = frozenset((frozenset(("accepts", "rejects")), frozenset(("offers", "rejects"))))
Namer = Callable[[str | None], str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Ids of entries that cannot all be right, and the matter on which they disagree."""

    about: str
    kind: str
    entries: tuple[str, ...]


def contradictions(events: Sequence[Event], name: Namer) -> tuple[Contradiction, ...]:
    """Return all contradictions, without a judgement of who is right; ``name`` gives an actor's name."""
    return (
        *_figures(events, name),
        *_contacts(events, name),
        *_denials(events, name),
        *_stances(events, name),
    )


def bounds(figure: Figure) -> tuple[float, float]:
    """Return the least and the greatest number that a figure with its qualifier can mean."""
    if figure.value is None:
        return float(figure.low or 0), float(figure.high or math.inf)
    value, slack = figure.value, ABOUT * abs(figure.value)
    return {
        "about": (value - slack, value + slack),
        "at-least": (value, math.inf),
        "more-than": (value, math.inf),
        "at-most": (-math.inf, value),
        "nearly": (value - slack, value),
    }.get(figure.qualifier, (value, value))


def _figures(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield the things for which reports give figures that exclude each other."""
    things: dict[str, list[tuple[Event, Figure]]] = {}
    for event, figure in told(events, Figure):
        if event.thing is not None:
            things.setdefault(event.thing, []).append((event, figure))
    for thing, rivals in things.items():
        if any(_exclude(a, b) for (_, a), (_, b) in combinations(rivals, 2)):
            given = "; ".join(_given(event.shown, figure, name) for event, figure in rivals)
            yield Contradiction(f"{thing}: {given}", "figure", tuple(event.id for event, _ in rivals))


def _exclude(first: Figure, second: Figure) -> bool:
    (low, high), (least, most) = bounds(first), bounds(second)
    return high < least or most < low


def _given(entry: Entry, figure: Figure, name: Namer) -> str:
    return f"{figure.text} ({name(figure.source)}, {entry.source.outlet or entry.source.dispatch})"


def _contacts(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield the contacts for which reports give different days or different places."""
    for event, body in told(events, Contact):
        of_whom = ", ".join(map(name, body.participants)) or "no one named"
        versions = [(v, v.body) for v in event.versions if isinstance(v.body, Contact)]
        dated = [(v, contact) for v, contact in versions if v.edtf is not None]
        # A postponed contact has two days without contradiction.
        moved = any(contact.status == "postponed" for _, contact in versions)
        if not moved and any(_two_days(a, b) for a, b in combinations(dated, 2)):
            days = " or ".join(dict.fromkeys(when_text(v.edtf) for v, _ in dated))
            text = f"the day of the {body.noun} of {of_whom}: {days}"
            yield Contradiction(text, "date", tuple(v.id for v, _ in dated))
        placed = [(v, contact.place) for v, contact in versions if contact.place]
        places = sorted({place.removeprefix("the ") for _, place in placed})
        if not all(a in b or b in a for a, b in combinations(places, 2)):
            text = f"the place of the {body.noun} of {of_whom}: {' or '.join(places)}"
            yield Contradiction(text, "place", tuple(v.id for v, _ in placed))


def _two_days(one: tuple[Entry, Contact], other: tuple[Entry, Contact]) -> bool:
    """Return whether two reports give different days, and both look ahead or both look back."""
    (first, earlier), (second, later) = one, other
    same_view = (earlier.status in AHEAD) == (later.status in AHEAD)
    return same_view and bool(days_apart(first.edtf, second.edtf))


def _text(event: Event) -> str:
    body = event.shown.body
    if isinstance(body, Statement):
        return " ".join(part.text for part in body.content)
    return event.shown.span.text


def _speaker(event: Event) -> str | None:
    """Return the actor whose word an event is, if it is anybody's."""
    body = event.shown.body
    return body.actor if isinstance(body, Statement | Position) else None


def _denials(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield each statement that denies something, with the passage of another speaker most like it."""
    others = [(event, stems(_text(event))) for event in events if event.kind != "figure"]
    for event, body in told(events, Statement):
        denies = _DENIES.match(f"{body.cue.text} {_text(event)}")
        if denies is None and _NOT_SO.search(event.shown.span.text) is None:
            continue
        mine = stems(_text(event)) - _DENIAL_WORDS
        best, score = None, 0.0
        for other, words in others:
            same_speaker = body.actor is not None and _speaker(other) == body.actor
            if other is event or same_speaker or _inside(event.shown, other.shown):
                continue
            found = overlap(mine, words)
            denied = _DENIES.search(other.shown.span.text) is None
            if denied and found > score and len(mine & words) > 1:
                best, score = other, found
        if best is not None and score >= LIKE_A_DENIAL:
            text = f"{name(body.actor)} denies: {_text(event)}"
            yield Contradiction(text, "denial", (event.id, best.id))


def _inside(one: Entry, other: Entry) -> bool:
    """Return whether two entries overlap in a dispatch."""
    return (
        one.source.dispatch == other.source.dispatch
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _stances(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield pairs of positions in which an actor rejects what it accepts or offers on the same day."""
    for (one, first), (other, second) in combinations(told(events, Position), 2):
        if first.actor != second.actor or frozenset((first.stance, second.stance)) not in _OPPOSED:
            continue
        near = {v.source.published for v in one.versions} & {v.source.published for v in other.versions}
        if near and overlap(stems(first.text), stems(second.text)) >= LIKE_A_STANCE:
            text = f"whether {name(first.actor)} {first.stance} or {second.stance}: {first.text}"
            yield Contradiction(text, "position", (one.id, other.id))
