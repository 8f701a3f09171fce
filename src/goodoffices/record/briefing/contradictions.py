"""Contradictions: reports of the same thing that cannot both be true, with their words side by side.

A change over time is none: a toll that grew between two days, a round that was moved, a plan that came true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations

from goodoffices.record.briefing.denials import denials, opposed_stances
from goodoffices.record.briefing.rival_deadlines import rival_deadlines
from goodoffices.record.briefing.rivals import exclude, rival_durations
from goodoffices.record.citations import Citations
from goodoffices.record.date_words import when_text
from goodoffices.record.entries import Contact, Entry, Figure, Outcome, Statement
from goodoffices.record.entry_words import outlet_of
from goodoffices.record.merge.counted_things import unit_of_time
from goodoffices.record.merge.cues import day_told
from goodoffices.record.merge.events import Event, told
from goodoffices.record.merge.same_contact import AHEAD
from goodoffices.record.merge.shared_sources import SEPARATE, SharedSources
from goodoffices.record.merge.similarity import days_apart, overlap, stems
from goodoffices.record.numbers_in_words import number_and_unit

Namer = Callable[[str | None], str]
GROWS = 1
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
_NUMERIC = ("number", "duration", "terms")
"""Kinds of contradiction that are about numbers: a length of time may be found as each of them."""
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
    events: Sequence[Event],
    name: Namer,
    citations: Citations | None = None,
    sources: SharedSources = SEPARATE,
) -> tuple[Contradiction, ...]:
    """Return all contradictions, without a judgement of who is right; ``name`` gives an actor's name.

    Reports that are copies of each other (``sources``) are a single side.
    """
    cite = citations or Citations({})
    entries = {version.id: version for event in events for version in event.versions}
    found = [
        *_figures(events, name, cite),
        *_contacts(events, name),
        *_outcomes(events),
        *(Contradiction(*one) for one in rival_durations(events, name)),
        *(Contradiction(*one) for one in rival_deadlines(events, name)),
        *(Contradiction(*one) for one in denials(events, name)),
        *(Contradiction(*one) for one in opposed_stances(events, name)),
    ]
    whole = [
        Contradiction(
            one.about, one.kind, one.entries, tuple(_sides(one.entries, entries, cite, sources))
        )
        for one in found
    ]
    return tuple(_each_once(whole))


def _each_once(found: Sequence[Contradiction]) -> Iterator[Contradiction]:
    """Yield contradictions without those that only say again that the same sentences clash.

    A number, a day or a place says more than a denial in the same sentences.
    """
    kept: dict[tuple[str, tuple[str, str] | None], set[frozenset[tuple[str, str]]]] = {}
    for one in found:
        sentences = frozenset((side.source, side.words) for side in one.sides)
        sort = "number" if one.kind in _NUMERIC else one.kind
        any_sentence = next(iter(sentences), None)
        again = any(sentences <= other for other in kept.get((sort, any_sentence), ()))
        number = one.kind == "denial" and sentences in kept.get(("number", any_sentence), ())
        if not again and not number:
            for sentence in (None, *sentences):
                kept.setdefault((sort, sentence), set()).add(sentences)
            yield one


def _sides(
    names: Iterable[str], entries: dict[str, Entry], cite: Citations, sources: SharedSources
) -> Iterator[Side]:
    """Yield the sides: a sentence that several copies of a report have is a single side."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in (entries[name] for name in names if name in entries):
        first = sources.of(entry.source.dispatch).dispatches[0]
        alike = " ".join(sorted(stems(cite.of(entry).text)))
        found.setdefault((first, alike), []).append(entry)
    for copies in found.values():
        yield Side(copies[0].id, cite.of(copies[0]).text, sources.words(copies))


def _figures(events: Sequence[Event], name: Namer, cite: Citations) -> Iterator[Contradiction]:
    """Yield the things for which reports give figures that exclude each other."""
    things: dict[str, list[tuple[Event, Figure]]] = {}
    denied = _denied_passages(events)
    for event, figure in told(events, Figure):
        if event.thing is None or event.shown.assertion not in ("asserted", "alleged"):
            continue
        if not all(_inside(version, denied) for version in event.versions):
            things.setdefault(event.thing, []).append((event, figure))
    for thing, rivals in things.items():
        clashing: dict[str, tuple[Event, Figure]] = {}
        for one, other in combinations(rivals[:MOST_RIVALS], 2):
            if exclude(one[1], other[1]) and _rivals(one[0], other[0], cite):
                clashing |= {one[0].id: one, other[0].id: other}
        for one in rivals[:MOST_RIVALS] if clashing else ():
            # A number given again later is no change, if it was among the rivals at first.
            against = [exclude(one[1], other[1]) for other in clashing.values()]
            if any(against) and not all(against):
                clashing[one[0].id] = one
        if clashing:
            given = "; ".join(_given(event.shown, figure, name) for event, figure in clashing.values())
            kind = "duration" if unit_of_time(rivals[0][1]) else "number"
            yield Contradiction(f"{thing}: {given}", kind, tuple(clashing))


def _denied_passages(events: Sequence[Event]) -> dict[str, list[tuple[int, int]]]:
    """Return the passages of each dispatch that somebody denies: a number in them is nobody's.

    They are in order, each with the end of the passage before it that reaches farthest, or its own.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for event in events:
        for version in event.versions:
            if isinstance(version.body, Statement) and version.assertion == "denied":
                spans = ((part.start, part.end) for part in version.body.content)
                found.setdefault(version.source.dispatch, []).extend(spans)
    for own in found.values():
        own.sort()
        ends = accumulate((end for _, end in own), max)
        own[:] = [(start, end) for (start, _), end in zip(own, ends, strict=True)]
    return found


def _inside(entry: Entry, passages: dict[str, list[tuple[int, int]]]) -> bool:
    spans = passages.get(entry.source.dispatch, [])
    last = bisect_right(spans, entry.span.start, key=lambda span: span[0]) - 1
    return last >= 0 and entry.span.end <= spans[last][1]


def _rivals(one: Event, other: Event, cite: Citations) -> bool:
    """Return whether two numbers for a thing are those of two sources for one day."""
    first, second = one.shown, other.shown
    sources = [entry.body.source for entry in (first, second) if isinstance(entry.body, Figure)]
    if first.source.dispatch == second.source.dispatch and (
        None in sources or sources[0] == sources[1]
    ):
        return False
    counted = isinstance(first.body, Figure) and unit_of_time(first.body) is None
    days = [
        counted and day_told(cite.of(entry).text, entry.source.published) for entry in (first, second)
    ]
    if all(days) and days[0] != days[1]:
        return False
    return not _changed(one, other, cite)


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
    bare = unit_of_time(figure) and not any(sign.isalpha() for sign in figure.text)
    words = f"{figure.text} {figure.unit.split()[0]}" if bare and figure.unit else figure.text
    return f"{words} ({name(figure.source)}, {outlet_of(entry.source)})"


def _contacts(events: Sequence[Event], name: Namer) -> Iterator[Contradiction]:
    """Yield the contacts for which reports give different days, places, participants or results."""
    for event, body in told(events, Contact):
        if len(event.versions) < 2:
            continue
        of_whom = ", ".join(map(name, body.participants)) or "no one named"
        several = event.versions[:MOST_RIVALS]
        versions = [(v, v.body) for v in several if isinstance(v.body, Contact)]
        dated = [(v, contact) for v, contact in versions if v.edtf is not None]
        # A postponed contact has two days without contradiction.
        moved = any(contact.status == "postponed" for _, contact in versions)
        if not moved and any(_two_days(a, b) for a, b in combinations(dated, 2)):
            days = " or ".join(dict.fromkeys(when_text(v.edtf) for v, _ in dated))
            text = f"the day of the {body.noun} of {of_whom}: {days}"
            yield Contradiction(text, "date", tuple(v.id for v, _ in dated))
        placed = [(v, contact.place) for v, contact in versions if contact.place]
        yield from _places(placed, f"the place of the {body.noun} of {of_whom}")
        yield from _participants(body, versions, name)
        yield from _statuses(body, versions, of_whom)


def _places(placed: Sequence[tuple[Entry, str]], about: str) -> Iterator[Contradiction]:
    places = sorted({place.removeprefix("the ") for _, place in placed})
    if not all(a in b or b in a for a, b in combinations(places, 2)):
        yield Contradiction(f"{about}: {' or '.join(places)}", "place", tuple(v.id for v, _ in placed))


def _participants(
    body: Contact, versions: Sequence[tuple[Entry, Contact]], name: Namer
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
    body: Contact, versions: Sequence[tuple[Entry, Contact]], of_whom: str
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


def _outcomes(events: Sequence[Event]) -> Iterator[Contradiction]:
    """Yield the outcomes for which reports give different days, places, durations or numbers."""
    for event, body in told(events, Outcome):
        several = event.versions[:MOST_RIVALS]
        versions = [(v, v.body) for v in several if isinstance(v.body, Outcome)]
        what = body.what
        dated = [v for v, _ in versions if v.edtf is not None]
        if any(days_apart(a.edtf, b.edtf) for a, b in combinations(dated, 2)):
            days = " or ".join(dict.fromkeys(when_text(v.edtf) for v in dated))
            yield Contradiction(f"the day of {what}: {days}", "date", tuple(v.id for v in dated))
        yield from _places([(v, b.place) for v, b in versions if b.place], f"the place of {what}")
        for kind, part in (("duration", "duration"), ("number", "amount")):
            told_by = [(v, getattr(b, part)) for v, b in versions if getattr(b, part)]
            if any(_excluded(a, b) for (_, a), (_, b) in combinations(told_by, 2)):
                texts = " or ".join(dict.fromkeys(text for _, text in told_by))
                yield Contradiction(
                    f"the {part} of {what}: {texts}", kind, tuple(v.id for v, _ in told_by)
                )


_VAGUE = re.compile(
    r"\b(?:about|some|around|nearly|almost|roughly|at least|more than|over|up to|at most|fewer than)\b"
)


def _excluded(one: str, other: str) -> bool:
    """Return whether two amounts in words have numbers of the same unit that cannot both be right."""
    first, second = number_and_unit(one), number_and_unit(other)
    if first is None or second is None or _VAGUE.search(f"{one} {other}".casefold()):
        return False
    return first[0] != second[0] and len({first[1], second[1]} - {""}) < 2
