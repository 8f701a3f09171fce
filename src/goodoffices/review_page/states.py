"""The decision on each proposed entry: accepted, edited, rejected, merged, or none yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.record import Entry, Retraction
from goodoffices.record.field_words import field_name
from goodoffices.review_page.fields import Lists, shown, values_of

State = Literal["waits", "accepted", "edited", "rejected", "merged", "unreviewed", "added"]
WORDS: Mapping[State, str] = {
    "waits": "not yet decided",
    "accepted": "accepted as read",
    "edited": "accepted with changes",
    "rejected": "rejected",
    "merged": "accepted: another report of the same event",
    "unreviewed": "accepted without review",
    "added": "added by hand",
}
SIGNS: Mapping[State, str] = {
    "waits": "?",
    "accepted": "✓",
    "edited": "✎",
    "rejected": "✗",
    "merged": "=",
    "unreviewed": "○",
    "added": "+",
}
"""A sign beside the words, so that no state is told by its colour alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a person changed: its value as read, and as it is in the record."""

    label: str
    read: str
    kept: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of an entry, and its version in the record; a rejected one has none, but a reason."""

    state: State
    standing: Entry | None = None
    because: str = ""
    changes: tuple[Change, ...] = ()


def decisions_on(
    entries: Iterable[Entry], proposals: Iterable[Entry], lists: Lists
) -> dict[str, Decision]:
    """Return the decision on each proposal, and on each entry added by hand, by its first id."""
    first: dict[str, str] = {}
    standing: dict[str, Entry] = {}
    reasons: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.body, Retraction):
            name = first.get(entry.body.entry, entry.body.entry)
            standing.pop(name, None)
            reasons[name] = entry.body.because
            continue
        name = first.get(entry.replaces, entry.replaces) if entry.replaces else entry.id
        first[entry.id] = name
        standing[name] = entry
        reasons.pop(name, None)
    found = {name: Decision("added", entry) for name, entry in standing.items()}
    for proposal in proposals:
        name = proposal.id
        if name in standing:
            found[name] = _accepted(proposal, standing[name], lists)
        elif name in reasons:
            found[name] = Decision("rejected", None, reasons[name])
        else:
            found[name] = Decision("waits")
    return found


def _accepted(proposal: Entry, kept: Entry, lists: Lists) -> Decision:
    changes = _changes(proposal, kept, lists)
    if changes:
        return Decision("edited", kept, "", changes)
    if kept.same_as is not None:
        return Decision("merged", kept)
    return Decision("accepted" if kept.reviewed else "unreviewed", kept)


def _changes(proposal: Entry, kept: Entry, lists: Lists) -> tuple[Change, ...]:
    kind, dispatch = type(kept.body), proposal.source.dispatch
    if kind is not type(proposal.body):
        return ()
    before, after = values_of(proposal), values_of(kept)
    return tuple(
        Change(
            field_name(kind, name),
            shown(name, before[name], lists, dispatch),
            shown(name, after[name], lists, dispatch),
        )
        for name in after
        if after[name] != before[name]
    )
