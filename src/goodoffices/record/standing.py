"""Where the talks stand: a pure function of a case and the entries about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodoffices.model import Case, Round
from goodoffices.record.dates import order, parse
from goodoffices.record.entries import (
    Actor,
    Contact,
    Entry,
    Figure,
    Position,
    Pressure,
    Proposal,
    Statement,
)

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the status, and the entries it rests on."""

    text: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A damaged place in a dispatch, with the sentence around it."""

    dispatch: str
    start: int
    end: int
    text: str
    kind: str
    suggestion: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Where the talks of one case stand, and what that rests on. ``clauses`` make up the status."""

    case: str
    as_of: str | None
    clauses: tuple[Clause, ...]
    last_round: JSON | None
    next_round: JSON | None
    parties: tuple[JSON, ...]
    mediators: tuple[JSON, ...]
    actors: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    damage: tuple[Unreadable, ...]
    open_questions: tuple[Clause, ...]

    @property
    def status(self) -> str:
        return " ".join(clause.text for clause in self.clauses)

    def name(self, actor: str | None) -> str:
        """An actor's name by its id, or 'no source given'."""
        if actor is None:
            return "no source given"
        return next((found.name for found in self.actors if found.id == actor), actor)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind, by date."""
        found = (entry for entry in self.entries if entry.kind == kind)
        return tuple(
            sorted(
                found, key=lambda entry: (order(entry.edtf), entry.source.dispatch, entry.span.start)
            )
        )

    def to_json(self) -> JSON:
        """As plain JSON: ``goodoffices brief --json``."""
        return {
            "case": self.case,
            "as_of": self.as_of,
            "status": self.status,
            "clauses": [asdict(clause) for clause in self.clauses],
            "last_round": self.last_round,
            "next_round": self.next_round,
            "parties": list(self.parties),
            "mediators": list(self.mediators),
            "actors": [
                {"id": a.id, "name": a.name, "kind": a.kind, "role": a.role, "names": _names(a)}
                for a in self.actors
            ],
            "contacts": [_plain(e) | {"edtf": e.edtf} for e in self.of("contact")],
            "positions": [_plain(e) for e in self.of("position")],
            "proposals": [_plain(e) for e in self.of("proposal")],
            "pressure": [_plain(e) for e in self.of("pressure")],
            "figures": [_plain(e) for e in self.of("figure")],
            "statements": [_plain(e) for e in self.of("statement")],
            "damage": [asdict(place) for place in self.damage],
            "open_questions": [asdict(question) for question in self.open_questions],
        }


def brief(
    case: Case,
    entries: Sequence[Entry],
    actors: Iterable[Actor] = (),
    damage: Iterable[Unreadable] = (),
) -> Brief:
    """Where a case's talks stand, from what is in the record and what is proposed for it.

    ``actors`` are those of all dispatches; the same id is one actor. Nothing is averaged or guessed:
    every sentence names the entries it rests on.
    """
    merged = _merged(actors)
    known = {actor.id: actor.name for actor in merged}
    rounds = [e for e in entries if isinstance(e.body, Contact) and e.body.kind == "talks-round"]
    last = _pick(rounds, case.rounds, planned=False, known=known)
    following = _pick(rounds, case.rounds, planned=True, known=known)
    as_of = max((e.source.published for e in entries if e.source.published), default=None)
    return Brief(
        case=case.id,
        as_of=as_of,
        clauses=tuple(_status(case, entries, last, following, known)),
        last_round=last,
        next_round=following,
        parties=tuple({"id": p.id, "name": p.name} for p in case.parties),
        mediators=tuple({"id": m.id, "name": m.name} for m in case.mediators),
        actors=merged,
        entries=tuple(entries),
        damage=tuple(damage),
        open_questions=tuple(_open_questions(entries, known)),
    )


def _plain(entry: Entry) -> JSON:
    return {
        "id": entry.id,
        **asdict(entry.body),
        "dispatch": entry.source.dispatch,
        "start": entry.span.start,
        "end": entry.span.end,
        "reviewed": entry.reviewed,
    }


def _names(actor: Actor) -> list[str]:
    return list(dict.fromkeys([actor.name, *(mention.text for mention in actor.mentions)]))


def _merged(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for actor in actors:
        one = found.get(actor.id)
        found[actor.id] = (
            actor
            if one is None
            else Actor(
                one.id, one.name, one.kind, one.role or actor.role, (*one.mentions, *actor.mentions)
            )
        )
    return tuple(found.values())


def _pick(
    contacts: Sequence[Entry], rounds: Sequence[Round], planned: bool, known: dict[str, str]
) -> JSON | None:
    """The last round held, or the next one planned, from the record first and then the case."""
    found: list[JSON] = []
    for entry in contacts:
        body = entry.body
        assert isinstance(body, Contact)
        if (body.status in ("planned", "postponed")) == planned:
            who = [known.get(actor, actor) for actor in body.participants]
            found.append(
                {
                    "edtf": entry.edtf,
                    "place": body.place,
                    "status": body.status,
                    "participants": who,
                    "entries": [entry.id],
                }
            )
    if not found:
        found = [
            {
                "edtf": r.edtf,
                "place": r.place,
                "status": r.status,
                "participants": [],
                "entries": [],
                "name": r.name,
            }
            for r in rounds
            if (r.status in ("planned", "postponed")) == planned
        ]
    if not found:
        return None
    dated = [one for one in found if one["edtf"]] or found
    pick = min if planned else max
    return pick(dated, key=lambda one: order(one["edtf"])) if dated[0]["edtf"] else dated[-1]


_STATUS_WORDS = {
    "held": "was held",
    "ongoing": "is going on",
    "broken-off": "was broken off",
    "ended-without-result": "ended without result",
    "postponed": "was postponed",
    "planned": "is planned",
}


def _status(
    case: Case,
    entries: Sequence[Entry],
    last: JSON | None,
    following: JSON | None,
    known: dict[str, str],
) -> Iterable[Clause]:
    if last is not None:
        place = f" in {last['place']}" if last["place"] else ""
        when = f" ({when_text(last['edtf'])})" if last["edtf"] else ""
        yield Clause(
            f"The last round of talks{place}{when} {_STATUS_WORDS[last['status']]}.",
            tuple(last["entries"]),
        )
    if following is not None:
        when = when_text(following["edtf"]) if following["edtf"] else "no date given"
        verb = "is postponed" if following["status"] == "postponed" else "is planned"
        with_whom = (
            f", with {_listing(following['participants'])} named" if following["participants"] else ""
        )
        yield Clause(f"The next round {verb} ({when}){with_whom}.", tuple(following["entries"]))
    if last is None and following is None:
        yield Clause("The record names no round of talks, held or planned.", ())
    recent = [e for e in entries if isinstance(e.body, Contact) and e.body.kind != "talks-round"]
    recent = sorted((e for e in recent if len(_participants(e)) > 1), key=lambda e: order(e.edtf))
    if recent:
        lines = [_listing([known.get(a, a) for a in _participants(e)]) for e in recent]
        unique = list(dict.fromkeys(lines))
        text = f"Reported contacts: {'; '.join(unique)}."
        yield Clause(text, tuple(e.id for e in recent))
    for entry in entries:
        if isinstance(entry.body, Pressure):
            who, on = (
                known.get(entry.body.source, entry.body.source),
                known.get(entry.body.on, entry.body.on),
            )
            goal = f": {entry.body.goal}" if entry.body.goal else ""
            yield Clause(f"Pressure from {who} on {on}{goal}.", (entry.id,))
    unreviewed = sum(not entry.reviewed for entry in entries)
    if unreviewed:
        yield Clause(
            f"{unreviewed} of {len(entries)} entries are read by rule and not yet reviewed by a person.",
            (),
        )


def _participants(entry: Entry) -> tuple[str, ...]:
    return entry.body.participants if isinstance(entry.body, Contact) else ()


def _open_questions(entries: Sequence[Entry], known: dict[str, str]) -> Iterable[Clause]:
    for entry in entries:
        body = entry.body
        if isinstance(body, Contact) and entry.edtf is None and body.status != "ongoing":
            who = _listing([known.get(actor, actor) for actor in body.participants]) or "no one named"
            yield Clause(f"When was the {body.kind} of {who}?", (entry.id,))
        if isinstance(body, Contact) and body.announced:
            who = _listing([known.get(actor, actor) for actor in body.participants])
            text = (
                f"On which day did {who} speak? "
                f"The report says only that it was made known on {when_text(body.announced)}."
            )
            yield Clause(text, (entry.id,))
        if isinstance(body, Figure) and body.source is None:
            yield Clause(f"Whose figure is '{body.text} {body.unit}'? No source is given.", (entry.id,))
        if isinstance(body, Proposal) and not body.by:
            yield Clause(f"Who proposes '{body.text}'?", (entry.id,))
    stances: dict[str, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.body, Position):
            stances.setdefault(entry.body.issue, []).append(entry)
    for issue, found in stances.items():
        sides = {(e.body.actor, e.body.stance) for e in found if isinstance(e.body, Position)}
        against = {stance for _, stance in sides} & {"rejects"}
        if against and len({actor for actor, _ in sides}) > 1:
            yield Clause(
                f"Positions on {issue} are opposed: what would bridge them?", tuple(e.id for e in found)
            )
    for entry in entries:
        if isinstance(entry.body, Statement) and entry.body.rule == "continued":
            yield Clause(
                f"Where does the quotation of {entry.body.speaker.text} end? A mark is lost.",
                (entry.id,),
            )


def when_text(edtf: str | None) -> str:
    """An EDTF date in words: '24 May 2024', '1 to 10 May 2024', 'on or before 24 May 2024'."""
    if edtf is None:
        return "no date given"
    span = parse(edtf)
    if span.first is None:
        return f"on or before {_day(edtf.partition('/')[2])}"
    if span.last is None:
        return f"from {_day(edtf.partition('/')[0])} on"
    if "/" in edtf:
        one, _, other = edtf.partition("/")
        if one[:7] == other[:7] and len(one) == 10:
            return f"{int(one[8:10])} to {_day(other)}"
        return f"{_day(one)} to {_day(other)}"
    return _day(edtf)


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _day(edtf: str) -> str:
    bare = edtf.rstrip("?~%")
    mark = " (about)" if edtf != bare else ""
    parts = bare.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words) + mark


def _listing(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
