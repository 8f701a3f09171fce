"""Decisions about proposed entries: a person accepts, edits, rejects or merges; each is kept at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from goodoffices.errors import UsageError
from goodoffices.record.entries import Body, Entry, Retraction, Source, Span
from goodoffices.record.ledger.file import Ledger
from goodoffices.record.ledger.fold import Current, current
from goodoffices.record.ledger.index import Index
from goodoffices.record.ledger.typed_fields import by_hand, changed, unknown
from goodoffices.record.validity import problems


@dataclass(frozen=True, slots=True)
class Review:
    """The review of proposed entries: each decision is on disk before it is acknowledged.

    A proposal that was decided on is never pending again. ``first`` are the ids of proposals to review
    before the others. ``texts`` are the dispatches by name, in which a statement's words are looked up.
    ``reviewer`` is the name that decisions are entered under, if there is one.
    """

    ledger: Ledger
    proposals: tuple[Entry, ...]
    first: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    reviewer: str | None = None

    def current(self) -> Current:
        """Return the entries that stand in the ledger now."""
        return current(self.ledger)

    def pending(self, now: Current | None = None) -> tuple[Entry, ...]:
        """Return the proposals without a decision: those to review first, then by dispatch and place.

        ``now`` are the entries that stand, if they are known already.
        """
        names = [entry.id for entry in self.proposals]
        return self._left(now.settled if now else Index(self.ledger).settled(names))

    def _left(self, settled: Collection[str]) -> tuple[Entry, ...]:
        left = (entry for entry in self.proposals if entry.id not in settled)
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

        def accepted(ledger: Ledger) -> list[Entry]:
            found = self._pending(entry, ledger)
            text = self.texts.get(found.source.dispatch, "")
            return [changed(self._reviewed(found), changes or {}, text)]

        (entered,) = self.ledger.decide(accepted)
        return entered

    def reject(self, entry: str, because: str = "rejected in review") -> Entry:
        """Reject a proposal: it stays out of the record, and the decision is recorded.

        Raises:
            UsageError: if it is no pending proposal.
        """
        (refused,) = self.ledger.decide(
            lambda ledger: [
                replace(retraction(self._pending(entry, ledger), because), reviewer=self.reviewer)
            ]
        )
        return refused

    def merge(self, entry: str, same_as: str) -> Entry:
        """Enter a proposal as another report of an event in the record, whose entry is ``same_as``.

        Raises:
            UsageError: if it is no pending proposal, or that entry is not in the record or of another kind.
        """

        def merged(ledger: Ledger) -> list[Entry]:
            found, standing = self._pending(entry, ledger), current(ledger).entries
            if same_as not in standing:
                raise UsageError(unknown("an entry of the record", same_as, standing))
            if standing[same_as].kind != found.kind:
                raise UsageError(
                    f"expected a {found.kind}, found the {standing[same_as].kind} '{same_as}'."
                )
            return [replace(self._reviewed(found), same_as=same_as)]

        (entered,) = self.ledger.decide(merged)
        return entered

    def accept_above(self, confidence: float) -> tuple[Entry, ...]:
        """Enter every pending proposal with at least this confidence (0 to 1), marked as not reviewed."""
        return self.ledger.decide(
            lambda entries: [
                entry
                for entry in self._left(current(entries).settled)
                if entry.confidence >= confidence and not problems(entry)
            ]
        )

    def _reviewed(self, entry: Entry) -> Entry:
        return replace(entry, reviewed=True, reviewer=self.reviewer)

    def _pending(self, entry: str, ledger: Ledger) -> Entry:
        """Return a proposal without a decision; the ledger is locked.

        The index is asked, as going through a long record takes seconds.
        """
        known = {proposal.id: proposal for proposal in self.proposals}
        if entry not in known:
            raise UsageError(unknown("a proposal", entry, known))
        if Index(ledger).settled((entry,), locked=True):
            raise UsageError(f"'{entry}' was decided on already.")
        return known[entry]


def add(
    ledger: Ledger,
    kind: type[Body],
    values: Mapping[str, str],
    source: Source,
    span: Span,
    text: str = "",
    reviewer: str | None = None,
) -> Entry:
    """Enter an entry that a person wrote, under a free id of its dispatch and kind.

    The words of a statement are looked up in ``text``, or else in the words of ``span``.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """

    def added(ledger: Ledger) -> list[Entry]:
        stem = f"{source.dispatch}:{kind.__name__.lower()}-by-hand-"
        number = max(ledger.taken(stem), default=0) + 1
        made = by_hand(f"{stem}{number}", kind, values, source, span, text)
        return [replace(made, reviewer=reviewer)]

    (entered,) = ledger.decide(added)
    return entered


def correct(
    ledger: Ledger,
    entry: str,
    changes: Mapping[str, str],
    text: str = "",
    reviewer: str | None = None,
) -> Entry:
    """Enter a corrected entry in place of a standing entry, which stays in the ledger as history.

    The words of a statement are looked up in ``text``, its dispatch, or else in the words of the entry.

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
        mine = replace(found, id=later, replaces=entry, reviewed=True, reviewer=reviewer)
        return [changed(mine, changes, text)]

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
        raise UsageError(unknown("an entry that stands in the record", entry, now.entries))
    return now.entries[entry]


def retraction(entry: Entry, because: str) -> Entry:
    """Return the entry that withdraws another."""
    return Entry(f"{entry.id}-", Retraction(entry.id, because), entry.source, entry.span, reviewed=True)
