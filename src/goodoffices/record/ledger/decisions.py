"""Review: a person accepts, edits, rejects or merges what was proposed; each decision is kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from goodoffices.errors import UsageError, near_miss, shorten
from goodoffices.record.dates import valid
from goodoffices.record.entries import Body, Entry, Retraction, Source, Span
from goodoffices.record.ledger.file import Ledger
from goodoffices.record.ledger.fold import Current, current

FIXED = frozenset(("speaker", "cue", "content", "rule", "confidence"))
"""Fields of a statement that are places in the dispatch: they are not typed in by hand."""
ABOUT = ("edtf", "reliability", "credibility")
"""Fields of every entry that a person may set, beside those of its kind."""


@dataclass(frozen=True, slots=True)
class Review:
    """Decisions about proposals, each written to the ledger before it is acknowledged; none is
    asked twice.
    """

    ledger: Ledger
    proposals: tuple[Entry, ...]

    def current(self) -> Current:
        """What stands in the ledger now."""
        return current(self.ledger)

    def pending(self) -> tuple[Entry, ...]:
        """The proposals nobody has decided on, by dispatch and place."""
        settled = self.current().settled
        left = (entry for entry in self.proposals if entry.id not in settled)
        return tuple(sorted(left, key=lambda e: (e.source.dispatch, e.span.start, -e.span.end, e.id)))

    def accept(self, entry: str, changes: Mapping[str, str] | None = None) -> Entry:
        """Enter a proposal in the record, with changes to its fields if any.

        Raises:
            UsageError: it is no pending proposal, or a change is not one its kind can have.
        """
        accepted = replace(self._pending(entry), reviewed=True)
        accepted = changed(accepted, changes or {})
        self.ledger.append(accepted)
        return accepted

    def reject(self, entry: str, because: str = "rejected in review") -> Entry:
        """Keep a proposal out of the record; the decision itself is recorded.

        Raises:
            UsageError: it is no pending proposal.
        """
        found = self._pending(entry)
        refused = retraction(found, because)
        self.ledger.append(refused)
        return refused

    def merge(self, entry: str, same_as: str) -> Entry:
        """Enter a proposal as another report of an event that is in the record already.

        Raises:
            UsageError: it is no pending proposal, or the other is not in the record or of another kind.
        """
        found = self._pending(entry)
        standing = self.current().entries
        if same_as not in standing:
            raise UsageError(_unknown("an entry of the record", same_as, standing))
        if standing[same_as].kind != found.kind:
            raise UsageError(
                f"expected a {found.kind}, found the {standing[same_as].kind} '{same_as}'."
            )
        merged = replace(found, reviewed=True, same_as=same_as)
        self.ledger.append(merged)
        return merged

    def accept_above(self, confidence: float) -> tuple[Entry, ...]:
        """Enter every pending proposal the reader is at least so confident of; they stay 'not reviewed'."""
        taken = tuple(entry for entry in self.pending() if entry.confidence >= confidence)
        if taken:
            self.ledger.append(*taken)
        return taken

    def _pending(self, entry: str) -> Entry:
        known = {proposal.id: proposal for proposal in self.proposals}
        if entry not in known:
            raise UsageError(_unknown("a proposal", entry, known))
        if entry in self.current().settled:
            raise UsageError(f"'{entry}' was decided on already.")
        return known[entry]


def correct(ledger: Ledger, entry: str, changes: Mapping[str, str]) -> Entry:
    """Enter a corrected entry in the place of one that stands; the first stays in the ledger.

    Raises:
        UsageError: no such entry stands, or a change is not one its kind can have.
    """
    found = standing_entry(ledger, entry)
    base, _, number = entry.partition("+")
    later = f"{base}+{int(number or 1) + 1}"
    corrected = changed(replace(found, id=later, replaces=entry, reviewed=True), changes)
    ledger.append(corrected)
    return corrected


def retract(ledger: Ledger, entry: str, because: str) -> Entry:
    """Take an entry back; it stays in the ledger with the reason.

    Raises:
        UsageError: no such entry stands.
    """
    gone = retraction(standing_entry(ledger, entry), because)
    ledger.append(gone)
    return gone


def standing_entry(ledger: Ledger, entry: str) -> Entry:
    """The entry of an id, if it stands.

    Raises:
        UsageError: it does not.
    """
    standing = current(ledger).entries
    if entry not in standing:
        raise UsageError(_unknown("an entry that stands in the record", entry, standing))
    return standing[entry]


def retraction(entry: Entry, because: str) -> Entry:
    """The entry that takes another back."""
    return Entry(f"{entry.id}-", Retraction(entry.id, because), entry.source, entry.span, reviewed=True)


def by_hand(
    name: str, kind: type[Body], values: Mapping[str, str], source: Source, span: Span
) -> Entry:
    """An entry a person wrote, its fields given as text; lists are separated by ';'.

    Raises:
        UsageError: a field is unknown, lacking or not of its kind, with all that are.
    """
    about = {key: value for key, value in values.items() if key in ABOUT}
    own = {key: value for key, value in values.items() if key not in ABOUT}
    body = _body(kind, own, {})
    return changed(Entry(name, body, source, span, reviewed=True), about)


def changed(entry: Entry, changes: Mapping[str, str]) -> Entry:
    """An entry with fields set from text; an empty text is None.

    Raises:
        UsageError: a field is unknown or a value not of its kind, with all that are.
    """
    about = {key: value for key, value in changes.items() if key in ABOUT}
    own = {key: value for key, value in changes.items() if key not in ABOUT}
    problems: list[str] = []
    found: dict[str, Any] = {}
    for key, text in about.items():
        found[key] = text or None
        if key == "edtf" and text and not valid(text):
            problems.append(f"edtf: expected a date such as 2024-05-26, found {shorten(text)}.")
        elif key != "edtf" and text:
            problems += _choice(key, get_type_hints(Entry)[key], text)
    if problems:
        raise UsageError("\n".join(problems))
    old = {field.name: getattr(entry.body, field.name) for field in fields(entry.body)}
    body = _body(type(entry.body), own, old) if own else entry.body
    return replace(entry, body=body, **found)


def editable(kind: type[Body]) -> tuple[str, ...]:
    """The fields of a kind of entry that are typed in by hand."""
    return tuple(field.name for field in fields(kind) if field.name not in FIXED)


def written(value: object) -> str:
    """A field's value as :func:`changed` reads it back."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)


def _body(kind: type[Body], given: Mapping[str, str], old: Mapping[str, Any]) -> Body:
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
    """A field's value from its text, by the field's type."""
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
    """The problem with a value that is none of those its field can have."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Literal and text and text not in get_args(part):
            near = near_miss(text, get_args(part))
            hint_text = f" Did you mean '{near}'?" if near else ""
            return [f"{key}: expected one of {', '.join(get_args(part))}, found '{text}'.{hint_text}"]
    return []


def _unknown(expected: str, found: str, known: Iterable[str]) -> str:
    near = near_miss(found, list(known))
    return f"expected {expected}, found '{found}'." + (f" Did you mean '{near}'?" if near else "")
