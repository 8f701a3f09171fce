"""Events: reports of the same event are put together, and each report's version is kept."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from goodoffices.record.entries import Body, Contact, Entry, Figure, Outcome, Statement
from goodoffices.record.merge.clusters import CERTAIN, clusters
from goodoffices.record.merge.company import Company
from goodoffices.record.merge.counted_things import Thing, things_of
from goodoffices.record.merge.same_contact import AHEAD, NEVER
from goodoffices.record.merge.same_event import COMES_TRUE, RULES, Rule, content, meant, of_a_matter
from goodoffices.record.merge.same_thing import SAME_THING, thing_keys, thing_score
from goodoffices.record.merge.shared_sources import SharedSources
from goodoffices.record.merge.similarity import narrow, quotations, same_words
from goodoffices.record.merge.sums import with_parts


@dataclass(frozen=True)
class Event:
    """A contact, a statement, a figure and so on, with the version of each report.

    ``thing`` names the thing that a figure counts: rival figures share it. A contact or an outcome that is
    asserted in a report and denied or alleged in another is two events, and they share a ``thing`` too.
    """

    id: str
    versions: tuple[Entry, ...]
    thing: str | None = None

    @property
    def kind(self) -> str:
        return self.versions[0].kind

    @cached_property
    def shown(self) -> Entry:
        """The fullest version, the latest among equals, with everyone whom any version names."""
        best = max(self.versions, key=_fullness)
        body = best.body
        if isinstance(body, Contact):
            who = [p for v in self.versions if isinstance(v.body, Contact) for p in v.body.participants]
            body = replace(body, participants=tuple(dict.fromkeys((*body.participants, *who))))
        return replace(best, id=self.id, body=body)


B = TypeVar("B", bound=Body)
WORDINGS = 200
"""Wordings of an event that each other wording is compared with: the work stays linear in the reports."""


def told(events: Iterable[Event], kind: type[B]) -> Iterator[tuple[Event, B]]:
    """Yield the events of a kind, each with the body of its fullest version."""
    for event in events:
        body = event.shown.body
        if isinstance(body, kind):
            yield event, body


def _fullness(entry: Entry) -> tuple[bool, bool, int, str]:
    body, detail = entry.body, 0
    if isinstance(body, Contact):
        detail = 2 * narrow(entry.edtf) + (body.place is not None) + (len(body.participants) > 1)
    if isinstance(body, Outcome):
        parts = (entry.edtf, body.by, body.place, body.terms, body.duration, body.amount)
        detail = sum(bool(part) for part in parts)
    if isinstance(body, Figure):
        detail = (body.caveat is not None) + (body.definition is not None)
    if isinstance(body, Statement):
        detail = sum(len(part.text) for part in body.content) // 40
    ahead = entry.assertion == "planned" or (isinstance(body, Contact) and body.status in AHEAD)
    return entry.reviewed, not ahead, detail, entry.source.published or ""


def gathered(
    entries: Sequence[Entry], texts: Mapping[str, str] | None = None, company: Company | None = None
) -> tuple[Event, ...]:
    """Return the events of entries, each entry in exactly one; actors must be the case's own.

    ``texts`` are the dispatches by name: the words around a figure tell the thing it counts. ``company``
    tells which contacts had different people.
    """
    company = company or Company()
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    found: list[Event] = []
    for kind, members in by_kind.items():
        # Neighbours in a block are compared: entries of near days must stand near each other.
        members.sort(key=_by_report)
        if kind == "figure":
            found += _figures(members, texts or {})
        elif kind in RULES:
            found += _told_alike(_together(members, RULES[kind], company), kind)
        else:
            found += [_event([entry]) for entry in members]
    place = {entry.id: number for number, entry in enumerate(entries)}
    return tuple(sorted(found, key=lambda event: min(place[v.id] for v in event.versions)))


def _by_report(entry: Entry) -> tuple[Any, ...]:
    return entry.source.published or "9999", entry.source.dispatch, entry.span.start, entry.id


def _event(versions: Iterable[Entry], thing: str | None = None) -> Event:
    ordered = sorted(versions, key=_by_report)
    return Event(ordered[0].id, tuple(ordered), thing)


def _together(entries: Sequence[Entry], rule: Rule, company: Company) -> list[list[Entry]]:
    """Return entries in groups, each of the same matter; entries that a person merged stay together."""

    def keys(entry: Entry) -> Iterator[Hashable]:
        yield from rule.keys(entry)
        yield "merged", entry.same_as or entry.id

    def score(one: Entry, other: Entry) -> float:
        if one.id == (other.same_as or "") or other.id == (one.same_as or ""):
            return CERTAIN
        apart = not of_a_matter(one, other) or company.differs(one, other)
        return NEVER if apart else rule.score(one, other)

    return clusters(entries, keys, score, rule.least, rule.slack)


def _told_alike(groups: Sequence[list[Entry]], kind: str) -> Iterator[Event]:
    """Yield the events of each matter: what is denied is an event of its own, beside what is asserted."""
    labels: dict[str, int] = {}
    for group in groups:
        alike: dict[str, list[Entry]] = {}
        for entry in group:
            alike.setdefault("merged" if entry.same_as else meant(entry), []).append(entry)
        merged = alike.pop("merged", [])
        for entry in merged:
            home = next((m for m in group if m.id == entry.same_as), entry)
            alike.setdefault(meant(home), []).append(entry)
        rivals = len(alike) > 1 and kind in COMES_TRUE
        thing = _unique(_matter(group[0]), labels) if rivals else None
        yield from (_event(versions, thing) for versions in alike.values())


def _matter(entry: Entry) -> str:
    body = entry.body
    return body.what if isinstance(body, Outcome) else body.noun if isinstance(body, Contact) else ""


def _unique(label: str, labels: dict[str, int]) -> str:
    """Return a label, with a number behind it if it was given before."""
    labels[label] = labels.get(label, 0) + 1
    return label if labels[label] == 1 else f"{label} ({labels[label]})"


def verbatim(event: Event, sources: SharedSources) -> Event:
    """Return the event with 'verbatim' on each version whose quoted words another source has too.

    A report that repeats another is no second source.
    """
    # reports that quote the same are compared with the others once for all of them
    wordings: dict[frozenset[str], set[str]] = {}
    for version in event.versions:
        quoted = quotations(content(version))
        if quoted:
            wordings.setdefault(quoted, set()).add(sources.of(version.source.dispatch).dispatches[0])
    first = list(islice(wordings.items(), WORDINGS))
    having = {
        mine: own.union(*(who for theirs, who in first if same_words(mine, theirs)))
        for mine, own in wordings.items()
    }

    def confirmed(entry: Entry) -> bool:
        own = sources.of(entry.source.dispatch).dispatches[0]
        return bool(having.get(quotations(content(entry)), set()) - {own})

    return replace(
        event,
        versions=tuple(
            replace(v, body=replace(v.body, wording="verbatim"))
            if isinstance(v.body, Statement) and confirmed(v)
            else v
            for v in event.versions
        ),
    )


def _figures(entries: Sequence[Entry], texts: Mapping[str, str]) -> list[Event]:
    """Return the events of figures: the same number from the same source for the same thing is an event."""
    counted = with_parts(things_of(entries, texts))
    found: list[Event] = []
    labels: dict[str, int] = {}
    for group in clusters(counted, thing_keys, thing_score, SAME_THING, 2):
        thing = _unique(_label(group[0]), labels)
        same: dict[Hashable, list[Entry]] = {}
        for one in group:
            same.setdefault(_number(one.entry), []).append(one.entry)
        found += [_event(versions, thing) for versions in same.values()]
    return found


def _label(thing: Thing) -> str:
    """Return what is counted, and what happens: 'captives – still held', 'crew freed', 'weeks (extend)'."""
    body = thing.entry.body
    if isinstance(body, Figure) and body.definition:
        return f"{thing.unit} – {body.definition}" if thing.unit else body.definition
    verb = thing.verb
    if verb is None or verb in thing.unit:
        return thing.unit
    return f"{thing.unit} {verb}" if thing.sort == "count" else f"{thing.unit} ({verb})"


def _number(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Figure)
    return body.value, body.low, body.high, body.qualifier, body.source, entry.assertion
