"""Decisions about proposed entries: a person accepts, edits, rejects or merges; each is kept at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from goodoffices.errors import UsageError, shorten
from goodoffices.record.dates import valid
from goodoffices.record.entries import Assertion, Body, Entry, Retraction, Source, Span
from goodoffices.record.ledger.file import Ledger
from goodoffices.record.ledger.fold import Current, current
from goodoffices.record.validity import problems
from goodoffices.wording import did_you_mean

FIXED = frozenset(("speaker", "cue", "content", "rule", "confidence"))
"""Fields that come from the dispatch or the reader: nobody types them in."""
ABOUT = ("edtf", "assertion", "reliability", "credibility")
"""Fields of an entry of any kind that a person may set, besides those of its kind."""


@dataclass(frozen=True, slots=True)
class Review:
    """The review of proposed entries: each decision is on disk before it is acknowledged.

    A proposal that was decided on is never pending again. ``first`` are the ids of proposals to review
    before the others.
    """

    ledger: Ledger
    proposals: tuple[Entry, ...]
    first: frozenset[str] = frozenset()

    def current(self) -> Current:
        """Return the entries that stand in the ledger now."""
        return current(self.ledger)

    def pending(self) -> tuple[Entry, ...]:
        """Return the proposals without a decision: those to review first, then by dispatch and place."""
        return self._left(self.current())

    def _left(self, now: Current) -> tuple[Entry, ...]:
        left = (entry for entry in self.proposals if entry.id not in now.settled)
        return tuple(
            sorted(
                left,
                key=lambda e: (
                    e.id not in self.first,
                    e.source.dispatch,
                    e.span.start,
                    -e.span.end,
                    e.id,
                ),
            )
        )

    def accept(self, entry: str, changes: Mapping[str, str] | None = None) -> Entry:
        """Enter a proposal in the record, with changes to its fields if there are any.

        Raises:
            UsageError: if it is no pending proposal, or its kind cannot have a change.
        """

        def accepted(entries: Iterable[Entry]) -> list[Entry]:
            found = self._pending(entry, current(entries))
            return [changed(replace(found, reviewed=True), changes or {})]

        (entered,) = self.ledger.decide(accepted)
        return entered

    def reject(self, entry: str, because: str = "rejected in review") -> Entry:
        """Reject a proposal: it stays out of the record, and the decision is recorded.

        Raises:
            UsageError: if it is no pending proposal.
        """
        (refused,) = self.ledger.decide(
            lambda entries: [retraction(self._pending(entry, current(entries)), because)]
        )
        return refused

    def merge(self, entry: str, same_as: str) -> Entry:
        """Enter a proposal as another report of an event in the record, whose entry is ``same_as``.

        Raises:
            UsageError: if it is no pending proposal, or that entry is not in the record or of another kind.
        """

        def merged(entries: Iterable[Entry]) -> list[Entry]:
            now = current(entries)
            found, standing = self._pending(entry, now), now.entries
            if same_as not in standing:
                raise UsageError(_unknown("an entry of the record", same_as, standing))
            if standing[same_as].kind != found.kind:
                raise UsageError(
                    f"expected a {found.kind}, found the {standing[same_as].kind} '{same_as}'."
                )
            return [replace(found, reviewed=True, same_as=same_as)]

        (entered,) = self.ledger.decide(merged)
        return entered

    def accept_above(self, confidence: float) -> tuple[Entry, ...]:
        """Enter every pending proposal with at least this confidence (0 to 1), marked as not reviewed."""
        return self.ledger.decide(
            lambda entries: [
                entry
                for entry in self._left(current(entries))
                if entry.confidence >= confidence and not problems(entry)
            ]
        )

    def _pending(self, entry: str, now: Current) -> Entry:
        known = {proposal.id: proposal for proposal in self.proposals}
        if entry not in known:
            raise UsageError(_unknown("a proposal", entry, known))
        if entry in now.settled:
            raise UsageError(f"'{entry}' was decided on already.")
        return known[entry]


def add(
    ledger: Ledger, kind: type[Body], values: Mapping[str, str], source: Source, span: Span
) -> Entry:
    """Enter an entry that a person wrote, under a free id of its dispatch and kind.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """

    def added(ledger: Ledger) -> list[Entry]:
        stem = f"{source.dispatch}:{kind.__name__.lower()}-by-hand-"
        number = max(ledger.taken(stem), default=0) + 1
        return [by_hand(f"{stem}{number}", kind, values, source, span)]

    (entered,) = ledger.decide(added)
    return entered


def correct(ledger: Ledger, entry: str, changes: Mapping[str, str]) -> Entry:
    """Enter a corrected entry in place of a standing entry, which stays in the ledger as history.

    Raises:
        UsageError: if no such entry stands, or its kind cannot have a change.
    """

    def corrected(entries: Iterable[Entry]) -> list[Entry]:
        now = current(entries)
        found = _standing(now, entry)
        base, plus, number = entry.rpartition("+")
        if not plus or not number.isdecimal():
            base, number = entry, "1"
        later = _free(base, "+", int(number) + 1, now.settled)
        return [changed(replace(found, id=later, replaces=entry, reviewed=True), changes)]

    (entered,) = ledger.decide(corrected)
    return entered


def retract(ledger: Ledger, entry: str, because: str) -> Entry:
    """Withdraw an entry; it stays in the ledger as history, with the reason.

    Raises:
        UsageError: if no such entry stands.
    """
    (gone,) = ledger.decide(lambda entries: [retraction(_standing(current(entries), entry), because)])
    return gone


def _free(stem: str, sign: str, number: int, taken: Collection[str]) -> str:
    """Return the first id not taken: the stem, the sign and a number, counted up from ``number``."""
    while f"{stem}{sign}{number}" in taken:
        number += 1
    return f"{stem}{sign}{number}"


def _standing(now: Current, entry: str) -> Entry:
    """Return the standing entry with an id.

    Raises:
        UsageError: if no such entry stands.
    """
    if entry not in now.entries:
        raise UsageError(_unknown("an entry that stands in the record", entry, now.entries))
    return now.entries[entry]


def retraction(entry: Entry, because: str) -> Entry:
    """Return the entry that withdraws another."""
    return Entry(f"{entry.id}-", Retraction(entry.id, because), entry.source, entry.span, reviewed=True)


def by_hand(
    name: str, kind: type[Body], values: Mapping[str, str], source: Source, span: Span
) -> Entry:
    """Return an entry that a person wrote, its fields given as text; ';' separates the parts of a list.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """
    about, own = _split(values)
    body = _body(kind, own, {})
    return changed(Entry(name, body, source, span, reviewed=True), about)


def changed(entry: Entry, changes: Mapping[str, str]) -> Entry:
    """Return an entry with fields set from text; an empty text means None.

    Raises:
        UsageError: if fields are unknown or values of the wrong kind; it names all of them.
    """
    about, own = _split(changes)
    problems: list[str] = []
    found: dict[str, Any] = {}
    for key, text in about.items():
        found[key] = text or None
        if key == "edtf" and text and not valid(text):
            problems.append(f"edtf: expected a date such as 2024-05-26, found {shorten(text)}.")
        problems += _choice(key, get_type_hints(Entry)[key], text)
        if key == "assertion" and not text:
            problems.append(
                f"assertion: expected one of {', '.join(get_args(Assertion))}, found nothing."
            )
    if problems:
        raise UsageError("\n".join(problems))
    old = {field.name: getattr(entry.body, field.name) for field in fields(entry.body)}
    body = _body(type(entry.body), own, old) if own else entry.body
    return replace(entry, body=body, **found)


def _split(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of fields in ABOUT, and those of the entry's own kind."""
    about = {key: values[key] for key in values if key in ABOUT}
    return about, {key: values[key] for key in values if key not in ABOUT}


def editable(kind: type[Body]) -> tuple[str, ...]:
    """Return the fields of a kind of entry that a person may type in."""
    return tuple(field.name for field in fields(kind) if field.name not in FIXED)


def written(value: object) -> str:
    """Return a field's value as text that :func:`changed` reads back."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)


def _body(kind: type[Body], given: Mapping[str, str], old: Mapping[str, Any]) -> Body:
    """Return a body with the old values and those given as text.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """
    hints, names = get_type_hints(kind), [field.name for field in fields(kind)]
    problems: list[str] = []
    values = dict(old)
    for key, text in given.items():
        if key not in names or key in FIXED:
            known = [name for name in (*names, *ABOUT) if name not in FIXED]
            problems.append(_unknown(f"a field of a {kind.__name__.lower()}", key, known))
            continue
        try:
            values[key] = _value(hints[key], text)
        except ValueError as error:
            problems.append(f"{key}: {error}")
            continue
        problems += _choice(key, hints[key], text)
    for name in names:
        if name not in values:
            if _optional(hints[name]):
                values[name] = None
            elif get_origin(hints[name]) is tuple:
                values[name] = ()
            else:
                problems.append(f"{name}: expected a value, found nothing.")
    if problems:
        raise UsageError("\n".join(problems))
    return kind(**values)


def _value(hint: Any, text: str) -> object:
    """Return a field's value from its text, by the type of the field.

    Raises:
        ValueError: if a number is expected and the text is none.
    """
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if not text and _optional(hint):
        return None
    if float in (hint, *get_args(hint)):
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            raise ValueError(f"expected a number, found {shorten(text)}.") from None
        return int(number) if number.is_integer() else number
    return text


def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _choice(key: str, hint: Any, text: str) -> list[str]:
    """Return the problem with a value that is not among the choices of its field; none if it is."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Literal and text and text not in get_args(part):
            near = did_you_mean(text, get_args(part))
            return [f"{key}: expected one of {', '.join(get_args(part))}, found {shorten(text)}.{near}"]
    return []


def _unknown(expected: str, found: str, known: Iterable[str]) -> str:
    return f"expected {expected}, found {shorten(found)}.{did_you_mean(found, known)}"
