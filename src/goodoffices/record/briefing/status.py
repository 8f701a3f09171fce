"""The status of the talks in sentences, each with the entries it rests on; and the open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from goodoffices.model import Case, Round
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import order
from goodoffices.record.entries import Contact, Figure, Position, Pressure, Proposal, Statement
from goodoffices.record.merge.events import AHEAD, Event, told
from goodoffices.wording import count, listing

NAMED_CONTACTS = 6
"""Contacts that the status names, the latest; the rest are counted, to keep it a short paragraph."""
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
    """A sentence of the status, and the ids of the entries it rests on."""

    text: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of talks as the status names it, from the record or from the case itself."""

    edtf: str | None
    place: str | None
    status: str
    participants: tuple[str, ...]
    entries: tuple[str, ...]
    name: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if key != "name" or value}


@dataclass(frozen=True)
class Status:
    """The status of a case in words; ``names`` maps ids of actors to names."""

    case: Case
    events: Sequence[Event]
    names: dict[str, str]

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
        """Yield the status, sentence by sentence."""
        last, following = self.last_round, self.next_round
        if last is not None:
            place = f" in {last.place}" if last.place else ""
            when = f" ({when_text(last.edtf)})" if last.edtf else ""
            text = f"The last round of talks{place}{when} {_STATUS_WORDS[last.status]}."
            yield Clause(text, last.entries)
        if following is not None:
            verb = "is postponed" if following.status == "postponed" else "is planned"
            who = f" Named to take part: {listing(following.participants)}." * bool(
                following.participants
            )
            text = f"The next round {verb} ({when_text(following.edtf)}).{who}"
            yield Clause(text, following.entries)
        if last is None and following is None:
            yield Clause("The record names no round of talks, held or planned.", ())
        yield from self._contacts()
        for event, body in told(self.events, Pressure):
            goal = f": {body.goal}" if body.goal else ""
            text = f"Pressure from {self._name(body.source)} on {self._name(body.on)}{goal}"
            yield Clause(f"{text} ({_reports(event)}).", _ids(event))
        entries = [version for event in self.events for version in event.versions]
        unreviewed = sum(not entry.reviewed for entry in entries)
        if unreviewed:
            of_all = count(len(entries), "entry", "entries")
            text = f"Not yet reviewed by a person: {unreviewed:,} of {of_all}."
            yield Clause(text, ())

    def open_questions(self) -> Iterator[Clause]:
        """Yield the questions that the reports leave open: missing days, sources and authors, and so on."""
        for event in self.events:
            for question in self._questions(event):
                yield Clause(question, (event.id,))
        stances: dict[str, list[tuple[Event, Position]]] = {}
        for event, position in told(self.events, Position):
            stances.setdefault(position.issue, []).append((event, position))
        for issue, found in stances.items():
            if any(p.stance == "rejects" for _, p in found) and len({p.actor for _, p in found}) > 1:
                text = f"Positions on {issue} are opposed: what would bridge them?"
                yield Clause(text, tuple(event.id for event, _ in found))
        for event, statement in told(self.events, Statement):
            if statement.rule == "continued":
                speaker = statement.speaker.text
                text = f"A quotation mark is missing: where does the quotation of {speaker} end?"
                yield Clause(text, (event.id,))

    def _name(self, actor: str) -> str:
        return self.names.get(actor, actor)

    def _who(self, body: Contact) -> str:
        return listing([self._name(actor) for actor in body.participants])

    def _contacts(self) -> Iterator[Clause]:
        """Yield the sentence that names the latest contacts between two or more actors."""
        found = [
            (event, self._who(body))
            for event, body in told(self.events, Contact)
            if body.kind != "talks-round" and len(body.participants) > 1
        ]
        if not found:
            return
        found.sort(key=lambda contact: order(contact[0].shown.edtf))
        named = found[-NAMED_CONTACTS:]
        who = "; ".join(dict.fromkeys(who for _, who in named))
        more = f"; and {len(found) - len(named)} more" if len(found) > len(named) else ""
        yield Clause(f"Reported contacts: {who}{more}.", tuple(i for e, _ in named for i in _ids(e)))

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
            )
            for event, body in told(self.events, Contact)
            if body.kind == "talks-round" and (body.status in AHEAD) == ahead
        ]
        last = self.last_round if ahead else None
        if last is not None and last.edtf is not None:
            held = order(last.edtf)[1]
            found = [m for m in found if m.edtf is None or order(m.edtf)[1] > held]
        found = found or [_written(r) for r in self.case.rounds if (r.status in AHEAD) == ahead]
        return [meeting for meeting in found if meeting.edtf], found[-1] if found else None

    def _questions(self, event: Event) -> Iterator[str]:
        """Yield the questions about a single event."""
        match event.shown.body:
            case Contact() as body:
                who = self._who(body)
                if event.shown.edtf is None and body.status != "ongoing":
                    did, took = ("will", "will take") if body.status in AHEAD else ("did", "took")
                    known = f" of {who}" if who else " that is reported without names"
                    asked = "" if who else f", and who {took} part"
                    yield f"When {did} the {body.noun}{known} take place{asked}?"
                if body.announced:
                    known = (
                        f"The report says only that it was made known on {when_text(body.announced)}."
                    )
                    yield f"On which day did {who} {'meet' if body.kind == 'meeting' else 'speak'}? {known}"
            case Figure(source=None) as body:
                of_what = body.unit.startswith("percent of")
                unit = body.unit.removeprefix("percent ") if of_what else body.unit
                yield f"Who gave the figure '{f'{body.text} {unit}'.strip()}'? The report names no source."
            case Proposal(by=()) as body:
                yield f"Who proposes '{body.text}'?"


def _when(meeting: Meeting) -> tuple[Any, ...]:
    return order(meeting.edtf)


def _written(found: Round) -> Meeting:
    return Meeting(found.edtf, found.place, found.status, (), (), found.name)


def _reports(event: Event) -> str:
    """Return how many reports tell of an event, and when the latest was published."""
    dispatches = {version.source.dispatch for version in event.versions}
    reports = count(len(dispatches), "report")
    days = [version.source.published for version in event.versions if version.source.published]
    if not days:
        return reports
    return f"{reports}, {'' if len(dispatches) == 1 else 'the latest of '}{when_text(max(days))}"


def _ids(event: Event) -> tuple[str, ...]:
    return tuple(version.id for version in event.versions)
