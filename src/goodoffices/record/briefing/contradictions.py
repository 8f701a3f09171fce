"""Contradictions: reports of the same thing that cannot both be true, with their words side by side.

A change over time is none: a toll that grew between two days, a round that was moved, a plan that came true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from goodoffices.record.briefing.denials import denials, opposed_stances
from goodoffices.record.briefing.rivals import exclude, rival_durations
from goodoffices.record.citations import Citations
from goodoffices.record.date_words import when_text
from goodoffices.record.entries import Contact, Entry, Figure, Outcome
from goodoffices.record.entry_words import source_words
from goodoffices.record.merge.events import Event, told
from goodoffices.record.merge.same_event import AHEAD
from goodoffices.record.merge.similarity import days_apart, overlap, stems

Namer = Callable[[str | None], str]
GROWS = 2
"""Days after which another number may be a change, if the words say so."""
GROWN = 7
"""Days after which another number is a change, whatever the words."""
MOST_RIVALS = 60
"""Figures of a thing that are compared with each other; a thing with more is in every report."""
_CHANGES = re.compile(
    r"\b(?:now|since|still|so far|by then|until|rose|risen|fell|fallen|grown|grew|climb\w*|dropped|"
    r"increas\w+|decreas\w+|up from|down from|after|latest|toll|"
    r"(?:has|have) (?:been )?(?:killed|died|displaced|fled|shipped|crossed|arrived|released|freed|reached))\b"
)
_GOING = frozenset(("resumed", "ongoing", "held"))
_STOPPED = frozenset(("broken-off", "suspended", "postponed"))


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a contradiction: an entry, its words in the report, and the report."""

    entry: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Ids of entries that cannot all be right, and the matter on which they disagree."""

    about: str
    kind: str
    entries: tuple[str, ...]
    sides: tuple[Side, ...] = field(default=())


def contradictions(
    events: Sequence[Event], name: Namer, citations: Citations | None = None
) -> tuple[Contradiction, ...]:
    """Return all contradictions, without a judgement of who is right; ``name`` gives an actor's name."""
    cite = citations or Citations({})
    entries = {version.id: version for event in events for version in event.versions}
    found = [
        *_figures(events, name, cite),
        *_contacts(events, name),
        *_outcomes(events, name),
        *(Contradiction(*one) for one in rival_durations(events, name)),
        *(Contradiction(*one) for one in denials(events, name)),
        *(Contradiction(*one) for one in opposed_stances(events, name)),
    ]
    return tuple(
        Contradiction(one.about, one.kind, one.entries, tuple(_sides(one.entries, entries, cite)))
        for one in found
    )


def _sides(names: Iterable[str], entries: dict[str, Entry], cite: Citations) -> Iterator[Side]:
    for name in names:
        if name in entries:
            entry = entries[name]
            yield Side(name, cite.of(entry).text, source_words(entry.source))


def _figures(events: Sequence[Event], name: Namer, cite: Citations) -> Iterator[Contradiction]:
    """Yield the things for which reports give figures that exclude each other."""
    things: dict[str, list[tuple[Event, Figure]]] = {}
    for event, figure in told(events, Figure):
        if event.thing is not None and event.shown.assertion in ("asserted", "alleged"):
            things.setdefault(event.thing, []).append((event, figure))
    for thing, rivals in things.items():
        clashing: dict[str, tuple[Event, Figure]] = {}
        for one, other in combinations(rivals[:MOST_RIVALS], 2):
            if exclude(one[1], other[1]) and not _changed(one[0], other[0], cite):
                clashing |= {one[0].id: one, other[0].id: other}
        for one in rivals[:MOST_RIVALS] if clashing else ():
            # A number given again later is no change, if it was among the rivals at first.
            against = [exclude(one[1], other[1]) for other in clashing.values()]
            if any(against) and not all(against):
                clashing[one[0].id] = one
        if clashing:
            given = "; ".join(_given(event.shown, figure, name) for event, figure in clashing.values())
            yield Contradiction(f"{thing}: {given}", "figure", tuple(clashing))


def _changed(one: Event, other: Event, cite: Citations) -> bool:
    """Return whether two numbers may be those of two days: a count that grew or fell."""
    first, second = one.shown, other.shown
    figures = [entry.body for entry in (first, second) if isinstance(entry.body, Figure)]
    days = [
        figure.as_of or entry.source.published
        for figure, entry in zip(figures, (first, second), strict=True)
    ]
    apart = days_apart(*days)
    if apart is None or apart < GROWS:
        return False
    if apart >= GROWN:
        return True
    later = second if (days[0] or "") < (days[1] or "") else first
    return _CHANGES.search(cite.of(later).text) is not None


def _given(entry: Entry, figure: Figure, name: Namer) -> str:
    return f"{figure.text} ({name(figure.source)}, {entry.source.outlet or entry.source.dispatch})"


def _contacts(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield the contacts for which reports give different days, places, participants or results."""
    for event, body in told(events, Contact):
        if len(event.versions) < 2:
            continue
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
        yield from _places(placed, f"the place of the {body.noun} of {of_whom}")
        yield from _participants(event, body, versions, name)
        yield from _statuses(event, body, versions, of_whom)


def _places(placed: Sequence[tuple[Entry, str]], about: str) -> Iterator[Contradiction]:
    places = sorted({place.removeprefix("the ") for _, place in placed})
    if not all(a in b or b in a for a, b in combinations(places, 2)):
        yield Contradiction(f"{about}: {' or '.join(places)}", "place", tuple(v.id for v, _ in placed))


def _participants(
    event: Event, body: Contact, versions: Sequence[tuple[Entry, Contact]], name: Namer
) -> Iterator[Contradiction]:
    """Yield a contact whose reports name as many participants on the same day, but not the same."""
    named = [(v, frozenset(c.participants)) for v, c in versions if len(c.participants) > 1]
    for (one, first), (other, second) in combinations(named, 2):
        alike = overlap(stems(one.span.text), stems(other.span.text)) >= 0.5
        if len(first) == len(second) and len(first & second) == len(first) - 1 and alike:
            who = " or ".join(", ".join(map(name, sorted(some))) for some in (first, second))
            text = f"who took part in the {body.noun}: {who}"
            yield Contradiction(text, "participants", (one.id, other.id))
            return


def _statuses(
    event: Event, body: Contact, versions: Sequence[tuple[Entry, Contact]], of_whom: str
) -> Iterator[Contradiction]:
    """Yield a contact that goes on in a report and has stopped in another of the same days."""
    for (one, first), (other, second) in combinations(versions, 2):
        states = (first.status, second.status)
        opposed = any(a in _GOING and b in _STOPPED for a, b in (states, states[::-1]))
        same_days = days_apart(one.edtf, other.edtf) == 0
        near = days_apart(one.source.published, other.source.published)
        if opposed and same_days and near is not None and near < GROWS:
            text = f"the {body.noun} of {of_whom}: {' or '.join(s.replace('-', ' ') for s in states)}"
            yield Contradiction(text, "status", (one.id, other.id))
            return


def _two_days(one: tuple[Entry, Contact], other: tuple[Entry, Contact]) -> bool:
    """Return whether two reports give different days, and both look ahead or both look back."""
    (first, earlier), (second, later) = one, other
    same_view = (earlier.status in AHEAD) == (later.status in AHEAD)
    return same_view and bool(days_apart(first.edtf, second.edtf))


def _outcomes(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield the outcomes for which reports give different days, places, durations or numbers."""
    for event, body in told(events, Outcome):
        versions = [(v, v.body) for v in event.versions if isinstance(v.body, Outcome)]
        what = body.what
        dated = [v for v, _ in versions if v.edtf is not None]
        if any(days_apart(a.edtf, b.edtf) for a, b in combinations(dated, 2)):
            days = " or ".join(dict.fromkeys(when_text(v.edtf) for v in dated))
            yield Contradiction(f"the day of {what}: {days}", "date", tuple(v.id for v in dated))
        yield from _places([(v, b.place) for v, b in versions if b.place], f"the place of {what}")
        for kind, part in (("terms", "duration"), ("number", "amount")):
            told_by = [(v, getattr(b, part)) for v, b in versions if getattr(b, part)]
            values = {_number(text) for _, text in told_by} - {None}
            if len(values) > 1:
                texts = " or ".join(dict.fromkeys(text for _, text in told_by))
                yield Contradiction(
                    f"the {part} of {what}: {texts}", kind, tuple(v.id for v, _ in told_by)
                )


def _number(text: str) -> str | None:
    """Return the first number in a text with its unit: '60 day'."""
    found = re.search(r"(\d[\d,.]*\d|\d)[\s-]*([a-z]*)", text.casefold())
    return f"{found[1].replace(',', '')} {found[2].rstrip('s')}" if found else None
