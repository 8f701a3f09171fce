"""Where the talks stand in sentences, each with the entries it rests on; and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodoffices.model import Case, Round
from goodoffices.record.date_words import listing, when_text
from goodoffices.record.dates import order
from goodoffices.record.entries import Contact, Entry, Figure, Position, Pressure, Proposal, Statement
from goodoffices.record.merge.events import AHEAD, Event

NAMED_CONTACTS = 6
"""How many of the latest contacts the status names; the rest are counted."""
_STATUS_WORDS = {
    "held": "was held",
    "ongoing": "is going on",
    "broken-off": "was broken off",
    "ended-without-result": "ended without result",
    "postponed": "was postponed",
    "planned": "is planned",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the status, and the entries it rests on."""

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


@dataclass(frozen=True, slots=True)
class Status:
    """Finds the words for a case's events; ``names`` are those of its actors."""

    case: Case
    events: Sequence[Event]
    names: dict[str, str]

    def last_round(self) -> Meeting | None:
        """The latest round that was held or begun."""
        return self._pick(planned=False)

    def next_round(self) -> Meeting | None:
        """The nearest round that is planned or postponed and not known to have been held."""
        return self._pick(planned=True)

    def clauses(self) -> Iterator[Clause]:
        """The status, sentence by sentence."""
        last, following = self.last_round(), self.next_round()
        if last is not None:
            place = f" in {last.place}" if last.place else ""
            when = f" ({when_text(last.edtf)})" if last.edtf else ""
            text = f"The last round of talks{place}{when} {_STATUS_WORDS[last.status]}."
            yield Clause(text, last.entries)
        if following is not None:
            when = when_text(following.edtf)
            verb = "is postponed" if following.status == "postponed" else "is planned"
            who = f", with {listing(following.participants)} named" if following.participants else ""
            yield Clause(f"The next round {verb} ({when}){who}.", following.entries)
        if last is None and following is None:
            yield Clause("The record names no round of talks, held or planned.", ())
        yield from self._contacts()
        for event in self._of("pressure"):
            body = event.shown.body
            assert isinstance(body, Pressure)
            goal = f": {body.goal}" if body.goal else ""
            text = f"Pressure from {self._name(body.source)} on {self._name(body.on)}{goal}."
            yield Clause(text, _ids(event))
        entries = [version for event in self.events for version in event.versions]
        unreviewed = sum(not entry.reviewed for entry in entries)
        if unreviewed:
            by_rule = f"{unreviewed} of {len(entries)} entries are read by rule"
            yield Clause(f"{by_rule} and not yet reviewed by a person.", ())

    def open_questions(self) -> Iterator[Clause]:
        """What the reports leave open: days, sources and authors nobody gives, positions opposed."""
        for event in self.events:
            yield from self._questions(event)
        stances: dict[str, list[Event]] = {}
        for event in self._of("position"):
            body = event.shown.body
            assert isinstance(body, Position)
            stances.setdefault(body.issue, []).append(event)
        for issue, found in stances.items():
            bodies = [e.shown.body for e in found if isinstance(e.shown.body, Position)]
            if any(b.stance == "rejects" for b in bodies) and len({b.actor for b in bodies}) > 1:
                text = f"Positions on {issue} are opposed: what would bridge them?"
                yield Clause(text, tuple(e.id for e in found))
        for event in self._of("statement"):
            body = event.shown.body
            assert isinstance(body, Statement)
            if body.rule == "continued":
                text = f"Where does the quotation of {body.speaker.text} end? A mark is lost."
                yield Clause(text, (event.id,))

    def _of(self, kind: str) -> Iterator[Event]:
        return (event for event in self.events if event.kind == kind)

    def _name(self, actor: str) -> str:
        return self.names.get(actor, actor)

    def _who(self, body: Contact) -> str:
        return listing([self._name(actor) for actor in body.participants])

    def _contacts(self) -> Iterator[Clause]:
        found = [e for e in self._of("contact") if _between_people(e.shown)]
        found.sort(key=lambda event: order(event.shown.edtf))
        dated = [event for event in found if event.shown.edtf is not None]
        named = (dated[-NAMED_CONTACTS:] + [e for e in found if e.shown.edtf is None])[-NAMED_CONTACTS:]
        if not named:
            return
        who = dict.fromkeys(self._who(e.shown.body) for e in named if isinstance(e.shown.body, Contact))
        more = f"; and {len(found) - len(named)} more" if len(found) > len(named) else ""
        text = f"Reported contacts: {'; '.join(who)}{more}."
        yield Clause(text, tuple(i for event in named for i in _ids(event)))

    def _pick(self, planned: bool) -> Meeting | None:
        found = [
            self._meeting(event)
            for event in self._of("contact")
            if isinstance(event.shown.body, Contact)
            and event.shown.body.kind == "talks-round"
            and (event.shown.body.status in AHEAD) == planned
        ]
        if planned:
            last = self.last_round()
            held = order(last.edtf)[1] if last and last.edtf else None
            found = [m for m in found if held is None or m.edtf is None or order(m.edtf)[1] > held]
        found = found or [_written(r) for r in self.case.rounds if (r.status in AHEAD) == planned]
        dated = [meeting for meeting in found if meeting.edtf]
        if not dated:
            return found[-1] if found else None
        return (min if planned else max)(dated, key=lambda meeting: order(meeting.edtf))

    def _meeting(self, event: Event) -> Meeting:
        body = event.shown.body
        assert isinstance(body, Contact)
        who = tuple(self._name(actor) for actor in body.participants)
        return Meeting(event.shown.edtf, body.place, body.status, who, _ids(event))

    def _questions(self, event: Event) -> Iterable[Clause]:
        body, own = event.shown.body, (event.id,)
        match body:
            case Contact():
                who = self._who(body)
                if event.shown.edtf is None and body.status != "ongoing":
                    kind = body.kind.replace("talks-round", "round of talks")
                    asked = (
                        f"of {who}?" if who else "that is reported without names, and who took part?"
                    )
                    yield Clause(f"When was the {kind} {asked}", own)
                if body.announced:
                    day = when_text(body.announced)
                    known = f"The report says only that it was made known on {day}."
                    yield Clause(f"On which day did {who} speak? {known}", own)
            case Figure() if body.source is None:
                unit = (
                    body.unit.removeprefix("percent ")
                    if body.unit.startswith("percent of")
                    else body.unit
                )
                words = f"{body.text} {unit}".strip()
                text = f"Whose figure is '{words}'? No source is given."
                yield Clause(text, own)
            case Proposal() if not body.by:
                yield Clause(f"Who proposes '{body.text}'?", own)
            case _:
                return


def _between_people(entry: Entry) -> bool:
    body = entry.body
    return isinstance(body, Contact) and body.kind != "talks-round" and len(body.participants) > 1


def _written(found: Round) -> Meeting:
    return Meeting(found.edtf, found.place, found.status, (), (), found.name)


def _ids(event: Event) -> tuple[str, ...]:
    return tuple(version.id for version in event.versions)
