"""Where reports disagree, side by side: two figures for one thing, two days for one meeting, a denial."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from goodoffices.record.entries import Contact, Entry, Figure, Position, Statement
from goodoffices.record.merge.events import AHEAD, Event
from goodoffices.record.merge.similarity import days_apart, overlap, stems

ABOUT = 0.1
"""How far from its value a figure with 'about' may be, as a share of it."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|refut(?:e|es|ed)|rebut(?:s|ted)|contradict(?:s|ed)|"
    r"(?:dismiss|reject)(?:es|ed)\s(?:the\s|that\s|those\s|these\s)?(?:reports?|claims?|suggestions?|figures?|"
    r"allegations?|assertions?|accounts?))\b"
)
_NOT_SO = re.compile(
    r"\b(?:not true|untrue|false|baseless|unfounded|no such|never happened|did not take place|incorrect|"
    r"inaccurate|nothing of the (?:kind|sort)|not the case)\b"
)
_OPPOSED = frozenset((frozenset(("accepts", "rejects")), frozenset(("offers", "rejects"))))
Namer = Callable[[str | None], str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Entries that cannot all be right as they stand, and what they disagree about."""

    about: str
    kind: str
    entries: tuple[str, ...]


def contradictions(events: Sequence[Event], name: Namer) -> tuple[Contradiction, ...]:
    """Everything in a record that disagrees; ``name`` gives an actor's name. Nobody is said to be right."""
    return (
        *_figures(events, name),
        *_contacts(events, name),
        *_denials(events, name),
        *_stances(events, name),
    )


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the most a figure with its qualifier can mean."""
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
    things: dict[str, list[Event]] = {}
    for event in events:
        if event.kind == "figure" and event.thing is not None:
            things.setdefault(event.thing, []).append(event)
    for thing, rivals in things.items():
        if any(_cannot_both(a.shown, b.shown) for a, b in combinations(rivals, 2)):
            given = "; ".join(_given(event.shown, name) for event in rivals)
            yield Contradiction(f"{thing}: {given}", "figure", tuple(event.id for event in rivals))


def _cannot_both(one: Entry, other: Entry) -> bool:
    assert isinstance(one.body, Figure)
    assert isinstance(other.body, Figure)
    (low, high), (least, most) = bounds(one.body), bounds(other.body)
    return high < least or most < low


def _given(entry: Entry, name: Namer) -> str:
    assert isinstance(entry.body, Figure)
    return (
        f"{entry.body.text} ({name(entry.body.source)}, {entry.source.outlet or entry.source.dispatch})"
    )


def _contacts(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    for event in events:
        if event.kind != "contact":
            continue
        body = event.shown.body
        assert isinstance(body, Contact)
        who = ", ".join(name(actor) for actor in body.participants) or "no one named"
        kind = body.kind.replace("talks-round", "round of talks")
        days = [v for v in event.versions if v.edtf is not None]
        if any(_two_days(a, b) for a, b in combinations(days, 2)) and not _moved(event):
            given = " or ".join(dict.fromkeys(str(v.edtf) for v in days))
            text = f"the day of the {kind} of {who}: {given}"
            yield Contradiction(text, "date", tuple(v.id for v in days))
        places = [v for v in event.versions if isinstance(v.body, Contact) and v.body.place]
        said = {str(v.body.place).removeprefix("the ") for v in places if isinstance(v.body, Contact)}
        if not all(a in b or b in a for a, b in combinations(said, 2)):
            text = f"the place of the {kind} of {who}: {' or '.join(sorted(said))}"
            yield Contradiction(text, "place", tuple(v.id for v in places))


def _two_days(one: Entry, other: Entry) -> bool:
    """Whether two reports give different days, both for what is to come or both for what was."""
    assert isinstance(one.body, Contact)
    assert isinstance(other.body, Contact)
    return (one.body.status in AHEAD) == (other.body.status in AHEAD) and bool(
        days_apart(one.edtf, other.edtf)
    )


def _moved(event: Event) -> bool:
    """Whether a report says that the contact was postponed: then its days differ without contradiction."""
    return any(isinstance(v.body, Contact) and v.body.status == "postponed" for v in event.versions)


def _text(event: Event) -> str:
    body = event.shown.body
    if isinstance(body, Statement):
        return " ".join(part.text for part in body.content)
    return event.shown.span.text


def _actors(event: Event) -> frozenset[str]:
    body = event.shown.body
    match body:
        case Statement() | Position():
            return frozenset((body.actor,)) if body.actor else frozenset()
        case Contact():
            return frozenset()
        case Figure():
            return frozenset((body.source,)) if body.source else frozenset()
        case _:
            return frozenset()


def _denials(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """A statement that denies, with what it most likely denies: the passage most like it, by another."""
    others = [(event, stems(_text(event))) for event in events if event.kind != "figure"]
    for event in events:
        body = event.shown.body
        if not isinstance(body, Statement):
            continue
        cue = _DENIES.match(f"{body.cue.text} {_text(event)}")
        if cue is None and _NOT_SO.search(event.shown.span.text) is None:
            continue
        mine = stems(_text(event)) - _DENIAL_WORDS
        best, score = None, 0.0
        for other, words in others:
            if other is event or _actors(other) & _actors(event):
                continue
            if _inside(event.shown, other.shown) or _DENIES.search(other.shown.span.text):
                continue
            found = overlap(mine, words)
            if found > score and len(mine & words) > 1:
                best, score = other, found
        if best is not None and score >= 0.4:
            text = f"{name(body.actor)} denies: {_text(event)}"
            yield Contradiction(text, "denial", (event.id, best.id))


_DENIAL_WORDS = stems(
    "denied denies dismissed rejected disputed reports report claims false untrue baseless true"
)


def _inside(one: Entry, other: Entry) -> bool:
    """Whether two entries stand in one sentence of one dispatch."""
    return (
        one.source.dispatch == other.source.dispatch
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _stances(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    found = [event for event in events if event.kind == "position"]
    for one, other in combinations(found, 2):
        first, second = one.shown.body, other.shown.body
        assert isinstance(first, Position)
        assert isinstance(second, Position)
        if first.actor != second.actor or frozenset((first.stance, second.stance)) not in _OPPOSED:
            continue
        near = {v.source.published for v in one.versions} & {v.source.published for v in other.versions}
        if near and overlap(stems(first.text), stems(second.text)) >= 0.5:
            text = f"whether {name(first.actor)} {first.stance} or {second.stance}: {first.text}"
            yield Contradiction(text, "position", (one.id, other.id))
