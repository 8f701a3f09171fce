"""The status of the talks in sentences, each with the entries it rests on; and the open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from goodoffices.model import Case, Round
from goodoffices.record.briefing.passages import LONGEST, in_marks, passages
from goodoffices.record.briefing.sentences import (
    contact_sentence,
    moved_from,
    outcome_sentence,
    proposal_sentence,
)
from goodoffices.record.citations import Citations
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import order
from goodoffices.record.entries import (
    Body,
    Contact,
    Figure,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.entry_words import amount_words, pressure_words, source_words
from goodoffices.record.merge.events import Event, told
from goodoffices.record.merge.same_contact import AHEAD
from goodoffices.record.merge.shared_sources import SEPARATE, SharedSources
from goodoffices.record.noun_words import inside
from goodoffices.wording import count, listing

NAMED_OUTCOMES, NAMED_CONTACTS, NAMED_PROPOSALS = 3, 4, 2
"""Events that the status names, the latest of each kind: the rest are counted, so that it stays short."""
NAMED_FIGURES = 6
"""Figures without a source that an open question names; the rest are counted."""
QUOTED, FEW = 6, 3
"""Passages for entries nobody has reviewed, at most; if fewer than the second, the opening leads."""
_DOUBTED = ("denied", "alleged")
_NOTHING_READ = "No meeting, agreement or plan was recognised; that does not mean that there is none."
B = TypeVar("B", bound=Body)
_STATUS_WORDS = {
    "held": "was held",
    "ongoing": "is going on",
    "resumed": "was resumed",
    "suspended": "was suspended",
    "broken-off": "was broken off",
    "ended-without-result": "ended without result",
    "postponed": "was postponed",
    "planned": "is planned",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the status, and the ids of the entries it rests on; ``quoted`` if it is a report's."""

    text: str
    entries: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of talks as the status names it, from the record or from the case itself."""

    edtf: str | None
    place: str | None
    status: str
    participants: tuple[str, ...]
    entries: tuple[str, ...]
    name: str | None = None
    moved: str | None = None
    """The day from which it was postponed."""

    def to_json(self) -> dict[str, Any]:
        found = asdict(self).items()
        return {key: value for key, value in found if key not in ("name", "moved") or value}


@dataclass(frozen=True)
class Status:
    """The status of a case in words; ``names`` maps ids of actors to names.

    Sentences of ours are about entries that a person has reviewed; for the others, the reports' own words
    stand. ``disputed`` are the ids of entries that other reports contradict, ``as_of`` is the day of the last
    report, ``sources`` knows which reports are copies, ``citations`` has the reports' sentences.
    """

    case: Case
    events: Sequence[Event]
    names: dict[str, str]
    disputed: frozenset[str] = frozenset()
    as_of: str | None = None
    sources: SharedSources = SEPARATE
    citations: Citations = field(default_factory=lambda: Citations({}))

    @cached_property
    def last_round(self) -> Meeting | None:
        """The latest round that was held or has begun."""
        dated, otherwise = self._rounds(ahead=False)
        return max(dated, key=_when, default=otherwise)

    @cached_property
    def next_round(self) -> Meeting | None:
        """The nearest round that is planned or postponed, if no later round was held."""
        dated, otherwise = self._rounds(ahead=True)
        return min(dated, key=_when, default=otherwise)

    def clauses(self) -> Iterator[Clause]:
        """Yield the status, sentence by sentence: reviewed events, then passages on the others."""
        reviewed = replace(self, events=self._reviewed)
        entries = [version for event in self.events for version in event.versions]
        unreviewed = sum(not entry.reviewed for entry in entries)
        if not unreviewed and not reviewed._names_any:
            yield Clause("The record names no round of talks, held or planned.", ())
        own = list(reviewed._sentences())
        quoted = list(self._passages(alone=not own))
        yield from (*own, *quoted)
        if unreviewed and not own and not quoted:
            opening = self._opening()
            begins = f" The report begins: {opening}" if opening else ""
            yield Clause(_NOTHING_READ + begins, ())
        if unreviewed:
            of_all = count(len(entries), "entry", "entries")
            text = f"Not yet reviewed by a person: {unreviewed:,} of {of_all}; expect errors."
            yield Clause(text, ())

    @property
    def _names_any(self) -> bool:
        """Whether the events name a round of talks, an outcome, or a contact."""
        return bool(self.last_round or self.next_round or self._reached or self._held or self._ahead)

    def _opening(self) -> str:
        """Return the sentence with which the only report begins; '' if there are several."""
        first = self.citations.opening() if len(self.citations.texts) == 1 else ""
        source = source_words(self.events[0].shown.source) if self.events else ""
        return f"{in_marks(first)} ({source})." if first and len(first) <= LONGEST else ""

    @cached_property
    def _reviewed(self) -> tuple[Event, ...]:
        """The events that a person has reviewed, each with its reviewed versions only."""
        kept = ((e, tuple(v for v in e.versions if v.reviewed)) for e in self.events)
        return tuple(replace(event, versions=versions) for event, versions in kept if versions)

    def _sentences(self) -> Iterator[Clause]:
        """Yield sentences of ours: outcomes, plans, open points, contacts."""
        last = self._last()
        yield from self._outcomes() if self._reached else last
        yield from self._to_come()
        yield from last
        made = [(e, b) for e, b in self._asserted(Proposal) if b.by and b.status == "made"]
        for event, proposal in _latest(made)[:NAMED_PROPOSALS]:
            yield Clause(proposal_sentence(event, proposal, self._named, self.sources), _ids(event))
        yield from self._contacts()
        yield from self._pressure()

    def _passages(self, alone: bool) -> Iterator[Clause]:
        """Yield the reports' words for events that nobody has reviewed.

        If they stand ``alone``, the opening of an only report leads, unless there are several and one tells
        of an outcome.
        """
        known = {event.id for event in self._reviewed}
        unread = replace(self, events=[event for event in self.events if event.id not in known])
        found = list(passages(unread._weightiest(), self.citations, QUOTED))
        if found:
            yield Clause("In the words of the reports:", ())
        leads = alone and found and (len(found) < FEW or not unread._reached)
        if leads and (opening := self._opening()):
            first = in_marks(self.citations.opening()).strip("“”")
            found.sort(key=lambda passage: first not in passage.text)
            if first not in found[0].text:
                yield Clause(opening, (), quoted=True)
        yield from (Clause(passage.text, passage.entries, quoted=True) for passage in found)

    def _weightiest(self) -> Iterator[Event]:
        """Yield the events that tell most of where talks stand: outcomes, plans, contacts, the rest."""
        rounds = _latest([p for p in told(self.events, Contact) if p[1].kind == "talks-round"])
        last = [pair for pair in rounds if self._counts(*pair, ahead=False)][:1]
        groups: tuple[Sequence[tuple[Event, Any]], ...] = (
            self._reached[:NAMED_OUTCOMES] or last,
            [pair for pair in rounds if self._counts(*pair, ahead=True)][:1],
            self._planned(Outcome)[:1],
            self._ahead[:1],
            last,
            self._held[:1],
            _latest([p for p in told(self.events, Outcome) if p[0].shown.assertion in _DOUBTED]),
            self._held[1:],
            self._ahead[1:],
            _latest(self._asserted(Proposal)),
            self._asserted(Pressure),
            _latest(self._asserted(Position)),
        )
        rivals: dict[str, list[Event]] = {}
        for event in self.events:
            if event.thing is not None and event.kind in ("outcome", "contact"):
                rivals.setdefault(event.thing, []).append(event)
        for event in (event for group in groups for event, _ in group):
            yield event
            yield from rivals.get(event.thing or "", ())

    @cached_property
    def _reached(self) -> list[tuple[Event, Outcome]]:
        """The outcomes that reports assert, the latest first."""
        return _latest(self._asserted(Outcome))

    @cached_property
    def _held(self) -> list[tuple[Event, Contact]]:
        """The contacts of two or more actors that took place, without rounds of talks; the latest first."""
        found = [
            (event, body)
            for event, body in self._asserted(Contact)
            if body.kind != "talks-round" and len(body.participants) > 1 and body.status not in AHEAD
        ]
        return _latest(found)

    @cached_property
    def _ahead(self) -> list[tuple[Event, Contact]]:
        """The contacts to come, without rounds of talks; the nearest first."""
        found = [
            (event, body)
            for event, body in told(self.events, Contact)
            if body.kind != "talks-round" and self._is_ahead(event, body)
        ]
        return _latest(found)[::-1]

    def _asserted(self, kind: type[B]) -> list[tuple[Event, B]]:
        """Return the events of a kind that a report states as fact, each with its body."""
        return [(e, body) for e, body in told(self.events, kind) if e.shown.assertion == "asserted"]

    def _planned(self, kind: type[B]) -> list[tuple[Event, B]]:
        found = told(self.events, kind)
        return _latest([(e, body) for e, body in found if e.shown.assertion == "planned"])[::-1]

    def _outcomes(self) -> Iterator[Clause]:
        for event, body in self._reached[:NAMED_OUTCOMES]:
            text = outcome_sentence(event, body, self._named, self.sources)
            if self.disputed & set(_ids(event)):
                text += " Reports contradict each other about it."
            yield Clause(text, _ids(event))
        more = len(self._reached) - NAMED_OUTCOMES
        if more > 0:
            yield Clause(f"The record has {count(more, 'earlier outcome')}.", ())

    def _to_come(self) -> Iterator[Clause]:
        """Yield the sentences on rounds, contacts and outcomes to come, and their open points."""
        following = self.next_round
        if following is not None:
            verb = "is postponed" if following.status == "postponed" else "is planned"
            place = f" in {following.place}" if following.place else ""
            moved = f", before: {when_text(following.moved)}" if following.moved else ""
            who = f" Named to take part: {listing([*map(inside, following.participants)])}." * bool(
                following.participants
            )
            text = f"The next round{place} {verb} ({when_text(following.edtf)}{moved}).{who}"
            yield Clause(text, following.entries)
        for event, outcome in self._planned(Outcome)[:NAMED_OUTCOMES]:
            yield Clause(outcome_sentence(event, outcome, self._named, self.sources), _ids(event))
        for event, contact in self._ahead[:NAMED_CONTACTS]:
            yield Clause(contact_sentence(event, contact, self._named, self.sources), _ids(event))
        if following is not None and not following.place and following.name is None:
            yield Clause("The place of the next round is not given.", following.entries)

    def _last(self) -> Iterator[Clause]:
        last = self.last_round
        if last is None:
            return
        place = f" in {last.place}" if last.place else ""
        when = f" ({when_text(last.edtf)})" if last.edtf else ""
        among = () if place or when or len(last.participants) < 2 else last.participants
        who = listing([*map(inside, among)])
        if not (place or when or who) and last.status == "held":
            return  # that some round was held, somewhere and at some time, tells nobody anything
        of = f" of {who}" if who else ""
        text = f"The last round of talks{of}{place}{when} {_STATUS_WORDS[last.status]}."
        yield Clause(text, last.entries)

    def _contacts(self) -> Iterator[Clause]:
        """Yield the latest contacts between two or more actors, and how many there are before them."""
        latest = self._held
        for event, body in latest[:NAMED_CONTACTS]:
            yield Clause(contact_sentence(event, body, self._named, self.sources), _ids(event))
        if len(latest) > NAMED_CONTACTS:
            more = count(len(latest) - NAMED_CONTACTS, "earlier contact")
            yield Clause(
                f"The record has {more}.", tuple(i for e, _ in latest[NAMED_CONTACTS:] for i in _ids(e))
            )

    def _pressure(self) -> Iterator[Clause]:
        for event, body in self._asserted(Pressure):
            text = pressure_words(event.shown, body, self._named)
            yield Clause(f"{text} ({_reports(event, self.sources)}).", _ids(event))

    def _is_ahead(self, event: Event, body: Contact) -> bool:
        """Return whether a contact is planned, and no report says that its last day is past."""
        if event.shown.assertion not in ("asserted", "planned"):
            return False
        if body.status not in AHEAD and event.shown.assertion != "planned":
            return False
        day, now = event.shown.edtf, self.as_of
        return day is None or now is None or order(day)[1] >= order(now)[0]

    def _named(self, actor: str | None) -> str:
        return "no source given" if actor is None else self._name(actor)

    def open_questions(self) -> Iterator[Clause]:
        """Yield the questions that the reports leave open: missing days, sources and authors, and so on."""
        for event in self.events:
            for question in self._questions(event):
                yield Clause(question, (event.id,))
        yield from self._unsourced()
        stances: dict[str, list[tuple[Event, Position]]] = {}
        for event, position in told(self.events, Position):
            stances.setdefault(position.issue, []).append((event, position))
        for issue, found in stances.items():
            against = {p.actor for _, p in found if p.stance == "rejects"}
            if against and {p.actor for _, p in found if p.stance != "rejects"} - against:
                text = f"Positions on {issue} are opposed: what would bridge them?"
                yield Clause(text, tuple(event.id for event, _ in found))
        for event, statement in told(self.events, Statement):
            if statement.rule == "continued":
                speaker = statement.speaker.text
                text = f"A quotation mark is missing: where does the quotation of {speaker} end?"
                yield Clause(text, (event.id,))

    def _unsourced(self) -> Iterator[Clause]:
        """Yield the question who gave the figures for which no report names a source."""
        told_as_fact = [
            (event, body)
            for event, body in told(self.events, Figure)
            if body.source is None and event.shown.assertion == "asserted"
        ]
        if not told_as_fact:
            return
        shown = [f"'{amount_words(body)}'" for _, body in told_as_fact[:NAMED_FIGURES]]
        more = len(told_as_fact) - len(shown)
        figures = listing([*shown, f"{more:,} more"] if more else shown)
        word = "figure" if len(told_as_fact) == 1 else "figures"
        reports = {event.shown.source.dispatch for event, _ in told_as_fact}
        where = "The report names" if len(reports) == 1 else "The reports name"
        ids = tuple(event.id for event, _ in told_as_fact)
        yield Clause(f"Who gave the {word} {figures}? {where} no source.", ids)

    def _name(self, actor: str) -> str:
        return self.names.get(actor, actor)

    def _who(self, body: Contact) -> str:
        return listing([inside(self._name(actor)) for actor in body.participants])

    def _rounds(self, ahead: bool) -> tuple[list[Meeting], Meeting | None]:
        """Return the dated rounds ahead, or those not ahead, and the last of all for want of a dated round.

        The rounds are those of the record; those of the case itself if the record has none.
        """
        found = [
            Meeting(
                event.shown.edtf,
                body.place,
                body.status,
                tuple(self._name(actor) for actor in body.participants),
                _ids(event),
                moved=moved_from(event) if body.status == "postponed" else None,
            )
            for event, body in told(self.events, Contact)
            if body.kind == "talks-round" and self._counts(event, body, ahead)
        ]
        last = self.last_round if ahead else None
        if last is not None and last.edtf is not None:
            held = order(last.edtf)[1]
            found = [m for m in found if m.edtf is None or order(m.edtf)[1] > held]
        found = found or [_written(r) for r in self.case.rounds if (r.status in AHEAD) == ahead]
        return [meeting for meeting in found if meeting.edtf], found[-1] if found else None

    def _counts(self, event: Event, body: Contact, ahead: bool) -> bool:
        """Return whether a round counts as held (or begun), or as ahead: a denied round is neither."""
        planned = event.shown.assertion == "planned" or body.status in AHEAD
        return event.shown.assertion in ("asserted", "planned") and planned == ahead

    def _questions(self, event: Event) -> Iterator[str]:
        """Yield the questions about a single event that is reported as fact or planned."""
        if event.shown.assertion not in ("asserted", "planned"):
            return
        match event.shown.body:
            case Contact() as body:
                who = self._who(body)
                if event.shown.edtf is None and body.status != "ongoing":
                    did, took = ("will", "will take") if body.status in AHEAD else ("did", "took")
                    link = "with" if len(body.participants) == 1 else "of"
                    known = f" {link} {who}" if who else " that is reported without names"
                    asked = "" if who else f", and who {took} part"
                    yield f"When {did} the {body.noun}{known} take place{asked}?"
                if body.announced:
                    known = (
                        f"The report says only that it was made known on {when_text(body.announced)}."
                    )
                    yield f"On which day did {who} {'meet' if body.kind == 'meeting' else 'speak'}? {known}"
            case Proposal(by=()) as body:
                yield f"Who proposes '{body.text}'?"


def _latest(found: Sequence[tuple[Event, B]]) -> list[tuple[Event, B]]:
    """Return events with the latest day first; an event without a day counts by its report's date."""
    return sorted(found, key=lambda pair: _day(pair[0]), reverse=True)


def _day(event: Event) -> tuple[Any, ...]:
    day = event.shown.edtf or event.shown.source.published
    return order(day) if day else (date.min, date.min)


def _when(meeting: Meeting) -> tuple[Any, ...]:
    return order(meeting.edtf)


def _written(found: Round) -> Meeting:
    return Meeting(found.edtf, found.place, found.status, (), (), found.name)


def _reports(event: Event, sources: SharedSources) -> str:
    """Return how many reports tell of an event, and when the latest was published; copies count once."""
    several = sources.count(event.versions)
    reports = count(several, "report")
    days = [version.source.published for version in event.versions if version.source.published]
    if not days:
        return reports
    return f"{reports}, {'' if several == 1 else 'the latest of '}{when_text(max(days))}"


def _ids(event: Event) -> tuple[str, ...]:
    return tuple(version.id for version in event.versions)
