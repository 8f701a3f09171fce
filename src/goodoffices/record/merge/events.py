"""Events: reports of the same event are put together, and each report's version is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from goodoffices.record.entries import (
    Body,
    Contact,
    Entry,
    Figure,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.merge.counted_things import Thing, same_thing, thing_of
from goodoffices.record.merge.similarity import (
    days_apart,
    exact,
    gist,
    narrow,
    overlap,
    same_wording,
    stems,
)

SAME_WORDS_DAYS = 4
"""Days between two reports of the same statement in different words, at most."""
SAME_CONTACT = 3
"""The least score at which two reports are of the same contact."""
_TALKS = frozenset((frozenset(("meeting", "talks-round")), frozenset(("meeting", "visit"))))
AHEAD = ("planned", "postponed")
_COMES_TRUE = ("contact", "outcome")
"""Kinds of entry whose plan and whose event are one thing."""


@dataclass(frozen=True)
class Event:
    """A contact, a statement, a figure and so on, with the version of each report.

    ``thing`` names the thing that a figure counts: rival figures share it.
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
    if isinstance(body, Statement):
        detail = sum(len(part.text) for part in body.content) // 40
    ahead = isinstance(body, Contact) and body.status in AHEAD
    return entry.reviewed, not ahead, detail, entry.source.published or ""


def gathered(entries: Sequence[Entry], texts: Mapping[str, str] | None = None) -> tuple[Event, ...]:
    """Return the events of entries, each entry in exactly one; actors must be the case's own.

    ``texts`` are the dispatches by name: the words around a figure tell the thing it counts.
    """
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    found: list[Event] = []
    for kind, members in by_kind.items():
        if kind == "figure":
            found += _figures(members, texts or {})
        else:
            same, block = _RULES.get(kind, (_always, _alone))
            found += [_event(group) for group in _groups(members, same, block)]
    place = {entry.id: number for number, entry in enumerate(entries)}
    return tuple(sorted(found, key=lambda event: place[event.id]))


def _event(versions: Iterable[Entry], thing: str | None = None) -> Event:
    ordered = sorted(
        versions, key=lambda e: (e.source.published or "9999", e.source.dispatch, e.span.start)
    )
    return Event(ordered[0].id, tuple(ordered), thing)


Same = Callable[[Entry, Entry], bool]


def _groups(
    entries: Sequence[Entry], same: Same, block: Callable[[Entry], Hashable]
) -> list[list[Entry]]:
    """Each entry joins the first group whose every member can be the same as it."""
    blocks: dict[Hashable, list[list[Entry]]] = {}
    for entry in entries:
        groups = blocks.setdefault(block(entry), [])
        for group in groups:
            if any(entry.same_as == other.id for other in group) or all(
                _as_meant(entry, other) and same(entry, other) for other in group
            ):
                group.append(entry)
                break
        else:
            groups.append([entry])
    return [group for groups in blocks.values() for group in groups]


def _as_meant(one: Entry, other: Entry) -> bool:
    """Return whether two entries are meant alike: a denial is no second report of what it denies."""
    if one.assertion == other.assertion:
        return True
    return {one.assertion, other.assertion} == {"asserted", "planned"} and one.kind in _COMES_TRUE


def contact_score(one: Entry, other: Entry) -> int:
    """Return how similar two reports of contacts are: kind, day, place, people, words. See SAME_CONTACT."""
    first, second = one.body, other.body
    assert isinstance(first, Contact)
    assert isinstance(second, Contact)
    kinds = frozenset((first.kind, second.kind))
    if len(kinds) > 1 and kinds not in _TALKS:
        return -9
    score = int(len(kinds) == 1) + _people(first, second)
    gap = days_apart(one.edtf, other.edtf)
    close = exact(one.edtf) and exact(other.edtf)
    if gap is not None:
        if gap == 0:
            score += 3 if close else 2 if narrow(one.edtf) and narrow(other.edtf) else 1
        else:
            moved = "postponed" in (first.status, second.status) and gap <= 14
            score -= 0 if moved else 1 if gap <= 2 else 3 if gap <= 7 else 6
    if first.place and second.place:
        score += 2 if _same_place(first.place, second.place) else -2
    if overlap(stems(one.span.text), stems(other.span.text)) >= 0.5:
        score += 1
    if (first.status in AHEAD) != (second.status in AHEAD):
        score -= _turned(one, other) if first.status in AHEAD else _turned(other, one)
    known = gap is not None or bool(first.place and second.place)
    return score if known else score - 1


def _turned(ahead: Entry, past: Entry) -> int:
    """Return the cost in score if only ``ahead`` looks ahead: high if it is not the earlier report."""
    earlier, later = ahead.source.published, past.source.published
    if earlier and later and earlier < later:
        return 0 if days_apart(ahead.edtf, past.edtf) is not None else 2
    return 5


def _people(first: Contact, second: Contact) -> int:
    one, other = frozenset(first.participants), frozenset(second.participants)
    if not one or not other:
        return 0
    shared = overlap(one, other)
    return 2 if shared >= 0.5 else 1 if shared else -1


def _same_place(one: str, other: str) -> bool:
    first, second = one.casefold().removeprefix("the "), other.casefold().removeprefix("the ")
    return first in second or second in first


def _same_contact(one: Entry, other: Entry) -> bool:
    return contact_score(one, other) >= SAME_CONTACT


def _same_statement(one: Entry, other: Entry) -> bool:
    if one.source.dispatch == other.source.dispatch:
        return False
    first, second = _content(one), _content(other)
    if same_wording(first, second):
        return True
    assert isinstance(one.body, Statement)
    if one.body.actor is None or one.body.anonymity.startswith("unnamed"):
        return False
    apart = days_apart(one.source.published, other.source.published)
    if apart is not None and apart > SAME_WORDS_DAYS:
        return False
    mine, theirs = gist(first), gist(second)
    return min(len(mine), len(theirs)) >= 3 and overlap(mine, theirs) >= 0.6


def _content(entry: Entry) -> str:
    assert isinstance(entry.body, Statement)
    return " ".join(part.text for part in entry.body.content)


def verbatim(event: Event) -> Event:
    """The event with 'verbatim' on each version whose quoted words another dispatch has too."""

    def confirmed(entry: Entry) -> bool:
        others = (v for v in event.versions if v.source.dispatch != entry.source.dispatch)
        return any(same_wording(_content(entry), _content(other)) for other in others)

    return replace(
        event,
        versions=tuple(
            replace(v, body=replace(v.body, wording="verbatim"))
            if isinstance(v.body, Statement) and confirmed(v)
            else v
            for v in event.versions
        ),
    )


def _speaker(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Statement)
    return "unnamed" if body.anonymity.startswith("unnamed") else body.actor or body.speaker.text


def _stance(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Position)
    return body.actor, body.stance, body.by


def _same_position(one: Entry, other: Entry) -> bool:
    first, second = one.body, other.body
    assert isinstance(first, Position)
    assert isinstance(second, Position)
    return (
        first.issue == second.issue and overlap(stems(first.text), stems(second.text)) >= 0.4
    ) or overlap(stems(first.text), stems(second.text)) >= 0.6


def _same_proposal(one: Entry, other: Entry) -> bool:
    first, second = one.body, other.body
    assert isinstance(first, Proposal)
    assert isinstance(second, Proposal)
    apart = first.by and second.by and not set(first.by) & set(second.by)
    return not apart and overlap(stems(one.span.text), stems(other.span.text)) >= 0.5


def _pressing(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Pressure)
    return body.source.partition("@")[0], body.on


def _always(*_: Entry) -> bool:
    return True


def _alone(entry: Entry) -> Hashable:
    return entry.id


def _together(entry: Entry) -> Hashable:
    return entry.kind


_RULES: Mapping[str, tuple[Same, Callable[[Entry], Hashable]]] = {
    "contact": (_same_contact, _together),
    "statement": (_same_statement, _speaker),
    "position": (_same_position, _stance),
    "proposal": (_same_proposal, _together),
    "pressure": (_always, _pressing),
}


def _figures(entries: Sequence[Entry], texts: Mapping[str, str]) -> list[Event]:
    """Return the events of figures: the same number from the same source for the same thing is an event."""
    known = {entry.id: entry for entry in entries}
    counted = {
        entry.id: thing_of(entry, texts.get(entry.source.dispatch, ""), known) for entry in entries
    }
    groups: list[list[Entry]] = []
    for entry in entries:
        mine = counted[entry.id]
        matching = [g for g in groups if any(same_thing(mine, counted[other.id]) for other in g)]
        if matching:
            matching[0].append(entry)
            for further in matching[1:]:
                matching[0].extend(further)
                groups.remove(further)
        else:
            groups.append([entry])
    found: list[Event] = []
    labels: dict[str, int] = {}
    for group in groups:
        label = _label(counted[group[0].id])
        labels[label] = labels.get(label, 0) + 1
        thing = label if labels[label] == 1 else f"{label} ({labels[label]})"
        found += [_event(same, thing) for same in _groups(group, _always, _number)]
    return found


def _label(thing: Thing) -> str:
    return thing.unit if thing.doing is None else f"{thing.unit} {thing.doing}"


def _number(entry: Entry) -> Hashable:
    body = entry.body
    assert isinstance(body, Figure)
    return body.value, body.low, body.high, body.qualifier, body.source
