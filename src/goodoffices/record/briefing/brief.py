"""The brief of a case: a pure function of the case and the entries about it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import count as count_up
from typing import Any

from goodoffices.limits import LISTED
from goodoffices.model import Case, Mediator, Party
from goodoffices.record.briefing.changes import News, news
from goodoffices.record.briefing.contradictions import Contradiction, contradictions
from goodoffices.record.briefing.roles import roles
from goodoffices.record.briefing.said_sums import SaidSum, said_sums
from goodoffices.record.briefing.status import Clause, Meeting, Status
from goodoffices.record.citations import Citations
from goodoffices.record.date_words import when_text
from goodoffices.record.dates import order
from goodoffices.record.entries import Actor, Contact, Entry, Figure, Position, Statement
from goodoffices.record.entry_table import entry_table
from goodoffices.record.entry_words import source_words
from goodoffices.record.merge.actor_names import named
from goodoffices.record.merge.company import Company
from goodoffices.record.merge.events import Event, gathered, told, verbatim
from goodoffices.record.merge.kin import kin
from goodoffices.record.merge.shared_sources import SharedSources, shared_sources
from goodoffices.shown import Shown
from goodoffices.table import Table
from goodoffices.wording import count, unlisted

JSON = dict[str, Any]


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


@dataclass(frozen=True, repr=False)
class Brief(Shown):
    """The state of the talks of a case, with the entries it rests on. ``clauses`` make up the status.

    ``events`` holds each reported event once; ``unread`` names the dispatches that could not be read, with
    the reason. ``sources`` knows which dispatches are copies, ``sums`` are figures that add up, and
    ``kin`` says to whom an actor belongs: a government to its state.
    """

    case: str
    as_of: str | None
    clauses: tuple[Clause, ...]
    last_round: Meeting | None
    next_round: Meeting | None
    parties: tuple[JSON, ...]
    mediators: tuple[JSON, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    damage: tuple[Unreadable, ...]
    open_questions: tuple[Clause, ...]
    contradictions: tuple[Contradiction, ...]
    unread: tuple[str, ...] = ()
    news: News | None = None
    citations: Citations = field(default_factory=lambda: Citations({}))
    sources: SharedSources = field(default_factory=SharedSources)
    sums: tuple[SaidSum, ...] = ()
    kin: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        return " ".join(clause.text for clause in self.clauses)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every version of every event."""
        return tuple(version for event in self.events for version in event.versions)

    @property
    def only_source(self) -> str:
        """The outlet and the date of the report, if all entries are from the same; else nothing."""
        found = {source_words(version.source) for event in self.events for version in event.versions}
        return found.pop() if len(found) == 1 else ""

    @property
    def undated(self) -> tuple[str, ...]:
        """Return the names of the dispatches whose day of publication is not known."""
        sources = (entry.source for entry in self.entries)
        # An entry added by hand has no digest of a dispatch.
        names = {source.dispatch for source in sources if source.digest and not source.published}
        return tuple(sorted(names))

    @property
    def repeated(self) -> tuple[str, ...]:
        """Return the reports that repeat one another, in a sentence for each of them and its copies."""
        groups = (group.dispatches for group in self.sources.groups)
        copies = ([e for e in self.entries if e.source.dispatch in names] for names in groups)
        return tuple(f"{self.sources.words(found)}. They count as one source." for found in copies)

    def lines(self) -> list[str]:
        """Return the status, sentence by sentence, and how much the record holds."""
        entries = self.entries
        dispatches = len({entry.source.dispatch for entry in entries})
        held = f"{count(len(entries), 'entry', 'entries')} from {count(dispatches, 'report')}"
        title = f"{self.case}{f', as of {when_text(self.as_of)}' if self.as_of else ''}: {held}"
        return [title, *(clause.text for clause in self.clauses)]

    def table(self) -> Table:
        """Return every version of every event; ``goodoffices.report.tables`` has others, such as claims."""
        return entry_table(self.entries, self.name)

    def name(self, actor: str | None) -> str:
        """Return the name of an actor by its id; 'no source given' for None."""
        return "no source given" if actor is None else self._names.get(actor, actor)

    def belonging(self, actor: str) -> tuple[str, ...]:
        """Return the names of those who belong to an actor: of a state its government and its ministers."""
        return tuple(self._belonging.get(actor, ()))

    def told(self, kind: str) -> tuple[Event, ...]:
        """Return the events of a kind, by date."""
        return self._told.get(kind, ())

    def listed(self, kind: str) -> tuple[Event, ...]:
        """Return the events of a kind that a page lists, by date.

        These are the events that were reviewed, those that other parts of the page lead to, and the first
        of the others.
        """
        return self._listed.get(kind, ())

    def in_same_words(self, events: Iterable[Event]) -> list[list[Event]]:
        """Return events in groups: one for what a report tells of several actors in the same words."""
        found: dict[Hashable, list[Event]] = {}
        for event in events:
            shown, one = event.shown, len(event.versions) == 1
            told: Hashable = event.id
            if isinstance(shown.body, Position | Statement) and one:
                told = shown.source.dispatch, shown.span, shown.assertion, replace(shown.body, actor="")
            found.setdefault(told, []).append(event)
        return list(found.values())

    def unlisted(self, kind: str) -> str:
        """Return how many events of a kind a page leaves out, and where they are, in words; '' if none."""
        return unlisted(len(self.told(kind)) - len(self.listed(kind)))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the fullest version of each event of a kind, by date."""
        return tuple(event.shown for event in self.told(kind))

    def whole(self, figure: Figure) -> str:
        """Return the figure that a figure is a part of, in the report's words; '' if it is part of none."""
        return self._figures.get(figure.subgroup_of or "", "")

    def anchor(self, entry: str) -> str:
        """Return the id of the event to which an entry belongs."""
        return self._anchors.get(entry, entry)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.actors}

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {version.id: event.id for event in self.events for version in event.versions}

    @cached_property
    def _told(self) -> dict[str, tuple[Event, ...]]:
        found: dict[str, list[Event]] = {}
        for event in sorted(self.events, key=_by_date):
            found.setdefault(event.kind, []).append(event)
        return {kind: tuple(events) for kind, events in found.items()}

    @cached_property
    def _listed(self) -> dict[str, tuple[Event, ...]]:
        sentences = (*self.clauses, *self.open_questions[: LISTED.most])
        cited = {self.anchor(entry) for clause in sentences for entry in clause.entries[:1]}
        cited |= {
            self.anchor(side.entry) for one in self.contradictions[: LISTED.most] for side in one.sides
        }
        cited |= {self.anchor(added.whole) for added in self.sums}
        found = {}
        for kind, events in self._told.items():
            places = count_up(1)
            found[kind] = tuple(
                event
                for event in events
                if event.id in cited
                or any(version.reviewed for version in event.versions)
                or next(places) <= LISTED.most
            )
        return found

    @cached_property
    def _belonging(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for actor in self.actors:
            found.setdefault(self.kin.get(actor.id, ""), []).append(actor.name)
        return found

    @cached_property
    def _figures(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for event, body in told(self.told("figure"), Figure):
            found.setdefault(event.id, f"{body.text} {body.unit}".strip())
        return found

    def to_json(self) -> JSON:
        """Return plain JSON, as ``goodoffices brief --json`` has it (docs/reference/record-json.md)."""
        found: JSON = {
            "case": self.case,
            "as_of": self.as_of,
            "status": self.status,
            "clauses": [asdict(clause) for clause in self.clauses],
            "last_round": self.last_round.to_json() if self.last_round else None,
            "next_round": self.next_round.to_json() if self.next_round else None,
            "parties": list(self.parties),
            "mediators": list(self.mediators),
            "actors": [
                {
                    "id": a.id,
                    "name": a.name,
                    "kind": a.kind,
                    "role": a.role,
                    "names": _names(a),
                    "of": self.kin.get(a.id),
                }
                for a in self.actors
            ],
        }
        for plural, kind in _PLURALS.items():
            found[plural] = [_item(event) for event in self.told(kind)]
        found |= {
            "damage": [asdict(place) for place in self.damage],
            "open_questions": [asdict(question) for question in self.open_questions],
            "contradictions": [asdict(contradiction) for contradiction in self.contradictions],
            "sums": [asdict(one) for one in self.sums],
            "shared_sources": [asdict(group) for group in self.sources.groups],
            "unread": list(self.unread),
        }
        return found | ({"news": self.news.to_json()} if self.news else {})


_PLURALS = {
    "outcomes": "outcome",
    "contacts": "contact",
    "positions": "position",
    "proposals": "proposal",
    "pressure": "pressure",
    "figures": "figure",
    "statements": "statement",
    "notes": "note",
}


@dataclass(frozen=True, slots=True)
class Reports:
    """The dispatches of a case: the actors and the text of each, damaged places, and failures to read."""

    actors: Mapping[str, Sequence[Actor]]
    texts: Mapping[str, str]
    damage: Sequence[Unreadable] = ()
    unread: Sequence[str] = ()


def brief(
    case: Case, entries: Iterable[Entry], reports: Reports | None = None, since: str | None = None
) -> Brief:
    """Return the brief of a case, from the entries in the record and those proposed for it.

    An actor or an event in several dispatches becomes a single actor or event, and each report's version
    is kept. Nothing is averaged or guessed: every sentence names its entries. If ``since`` (a day in EDTF)
    is given, the news in dispatches published on that day or later are listed separately.
    """
    reports = reports or Reports({}, {})
    registry = named(reports.actors)
    own = [registry.entry(entry) for entry in entries]
    sides: tuple[Party | Mediator, ...] = (*case.parties, *case.mediators)
    sent = {person.name: side.name for side in sides for person in side.delegates}
    homes = kin(registry.actors, reports.texts, sent)
    found = gathered(own, reports.texts, Company.of(registry.actors, homes))
    published = {entry.source.dispatch: entry.source.published for entry in own}
    sources = shared_sources(reports.texts, published)
    events = tuple(verbatim(event, sources) if event.kind == "statement" else event for event in found)
    names = {actor.id: actor.name for actor in registry.actors}
    as_of = max((e.source.published for e in own if e.source.published), default=None)
    citations = Citations(reports.texts)
    against = contradictions(
        events, lambda actor: names.get(actor or "", actor or "no source given"), citations, sources
    )
    disputed = frozenset(entry for one in against for entry in one.entries)
    marked = replace(citations, damaged=_damaged(reports.damage), _found={})
    status = Status(case, events, names, disputed, as_of, sources, marked)
    parties: tuple[JSON, ...] = tuple({"id": p.id, "name": p.name} for p in case.parties)
    mediators: tuple[JSON, ...] = tuple({"id": m.id, "name": m.name} for m in case.mediators)
    if not parties and not mediators:
        # Nobody has said who they are: they are proposed as the reports have them, and marked as read.
        read = roles(events, registry.actors, reports.texts, homes)
        parties, mediators = (
            tuple({"id": a.id, "name": a.name, "read": True} for a in some) for some in read
        )
    return Brief(
        case=case.id,
        as_of=as_of,
        clauses=tuple(status.clauses()),
        last_round=status.last_round,
        next_round=status.next_round,
        parties=parties,
        mediators=mediators,
        actors=registry.actors,
        events=events,
        damage=tuple(reports.damage),
        open_questions=tuple(status.open_questions()),
        contradictions=against,
        unread=tuple(reports.unread),
        news=news(events, against, since) if since else None,
        citations=citations,
        sources=sources,
        sums=said_sums(own, reports.texts, sources),
        kin=homes,
    )


def _damaged(damage: Iterable[Unreadable]) -> dict[str, list[tuple[int, int, str]]]:
    """Return the damaged words of each dispatch, in order, with the likely original or nothing."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for place in damage:
        if place.kind == "unbalanced-quote":
            continue
        found.setdefault(place.dispatch, []).append((place.start, place.end, place.suggestion or ""))
    return {dispatch: sorted(places) for dispatch, places in found.items()}


def _by_date(event: Event) -> tuple[Any, ...]:
    shown = event.shown
    return order(shown.edtf), shown.source.dispatch, shown.span.start


def _names(actor: Actor) -> list[str]:
    return list(dict.fromkeys([actor.name, *(mention.text for mention in actor.mentions)]))


def _item(event: Event) -> JSON:
    shown = event.shown
    found: JSON = {"id": event.id, **asdict(shown.body), "edtf": shown.edtf}
    found |= {"assertion": shown.assertion, "confidence": shown.confidence}
    if event.thing is not None:
        found["thing"] = event.thing
    reviewed = all(version.reviewed for version in event.versions)
    return found | {"reviewed": reviewed, "reports": [_report(version) for version in event.versions]}


def _report(entry: Entry) -> JSON:
    """Return a report's version of an event as JSON."""
    found: JSON = {
        "id": entry.id,
        "dispatch": entry.source.dispatch,
        "start": entry.span.start,
        "end": entry.span.end,
        "text": entry.span.text,
        "published": entry.source.published,
        "outlet": entry.source.outlet,
        "url": entry.source.url,
        "edtf": entry.edtf,
        "assertion": entry.assertion,
    }
    if isinstance(entry.body, Contact):
        found |= {"status": entry.body.status, "place": entry.body.place}
    if isinstance(entry.body, Statement):
        found |= {"wording": entry.body.wording}
    return found
