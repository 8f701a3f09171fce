"""The record on the page: rows for the template, in the words of the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.charts import Chart, channel_chart, network_chart, timeline_chart, unreached_words
from goodoffices.limits import CITES
from goodoffices.model import Case, Party
from goodoffices.record import Actor, Brief, Contact, Entry, Event, Figure, Position, Statement
from goodoffices.record.entry_words import joint_name, joint_words, label, statement_frame
from goodoffices.record.field_words import CHOICES
from goodoffices.record.ledger.index import actors_of
from goodoffices.record.merge.cues import adds
from goodoffices.record.noun_words import share_of
from goodoffices.report.sources import SourceText, anchors, label_of, source_texts
from goodoffices.wording import capital, count, in_words, listing

AUTHORITY = {**CHOICES["anonymity"], "named": "a person who is named"}
QUOTED = {"full": "quoted", "partial": "quoted in part", "none": "not quoted"}
QUALIFIERS = {"exact": "", "at-least": "at least ", "more-than": "more than ", "at-most": "at most "}
AROUND = 60
"""Characters of text that are kept on each side of a damaged place."""
OPPOSED = "The positions are opposed."


@dataclass(frozen=True)
class RecordPart:
    """The record of a case as the page prints it, or as the page of a party does."""

    case: Case
    brief: Brief
    party: Party | None = None

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        return source_texts(self.brief)

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return anchors(self.brief)

    def anchor(self, version: Entry) -> str | None:
        """Return the anchor of the sentence that an entry rests on; None if its report is not at hand."""
        return self._anchors.get(version.id)

    @cached_property
    def reports(self) -> int:
        """The number of reports, those without entries included."""
        return len(
            {entry.source.dispatch for entry in self.brief.entries} | set(self.brief.citations.texts)
        )

    @cached_property
    def source_line(self) -> str:
        """The source of the charts of the record."""
        known: dict[str, str] = {}
        for entry in self.brief.entries:
            known.setdefault(entry.source.dispatch, label_of(entry.source.dispatch, [entry]))
        labels = list(dict.fromkeys(known.values()))
        if 0 < len(labels) <= 3:
            return listing(labels)
        return f"{count(len(labels), 'report')} listed under Sources" if labels else "the case file"

    @cached_property
    def channels(self) -> Chart | None:
        return channel_chart(self.case, "the case file", self.party)

    @cached_property
    def unreached(self) -> list[str]:
        # a party is not told what channels others have, so nothing can be said of those that they lack
        return [] if self.party else unreached_words(self.case, self.brief)

    @cached_property
    def timeline(self) -> Chart | None:
        return timeline_chart(self.brief, self.source_line)

    @cached_property
    def network(self) -> Chart | None:
        return network_chart(self.brief, self.source_line)

    def told(self, kind: str) -> tuple[Event, ...]:
        """Return the events of a kind that the page lists."""
        return self.brief.listed(kind)

    def cites(self, event: Event) -> list[Entry]:
        """Return the reports of an event that the page cites: those reviewed, and the first of the others."""
        first = {version.id for version in event.versions[: CITES.most]}
        return [version for version in event.versions if version.reviewed or version.id in first]

    def shown(self, events: Sequence[Event]) -> list[Event]:
        """Return the events among these that the page lists."""
        return [event for event in events if event.id in self._listed]

    @cached_property
    def _listed(self) -> frozenset[str]:
        kinds = {event.kind for event in self.brief.events}
        return frozenset(event.id for kind in kinds for event in self.brief.listed(kind))

    @property
    def damaged(self) -> str:
        """The heading over damaged text and text that was not read; '' if there is neither."""
        if self.brief.damage:
            return "Damaged text"
        return "Text that was not read" if self.brief.unread else ""

    @property
    def cards(self) -> bool:
        """Whether the case names anybody who speaks for a party or a mediator, or a group within one."""
        return any(party.delegates or party.constituencies for party in self.case.parties) or any(
            third.delegates for third in self.case.mediators
        )

    def people(self) -> list[Actor]:
        """Return the persons, states and organizations that the reports name.

        The outlet of a report is none of them, unless it does more than be told something.
        """
        named = [actor for actor in self.brief.actors if actor.kind not in ("unnamed", "group")]
        outlets = {(entry.source.outlet or "").casefold() for entry in self.brief.entries}
        listening = {actor.id for actor in named if actor.name.casefold() in outlets}
        if listening:
            listening.difference_update(*map(actors_of, self.brief.entries))
        return [actor for actor in named if actor.id not in listening]

    def who(self, event: Event) -> str:
        """Return the names of the participants in a contact."""
        assert isinstance(event.shown.body, Contact)
        return listing([self.brief.name(actor) for actor in event.shown.body.participants])

    def things(self) -> list[tuple[str, list[Event]]]:
        """Return figures by the thing they count, so that figures that disagree stand together."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("figure"):
            thing = event.thing or ""
            found.setdefault(share_of(thing) or thing, []).append(event)
        return list(found.items())

    def figure(self, event: Event) -> Figure:
        assert isinstance(event.shown.body, Figure)
        return event.shown.body

    def value(self, event: Event, thing: str) -> str:
        """Return a figure's value with its qualifier, its unit and how its source has it."""
        figure, how = self.figure(event), label(event.shown)
        of_what = share_of(figure.unit)
        share, counted = ("", figure.unit) if of_what is None else ("%", of_what)
        unit = "" if set(counted.split()) <= set(thing.split()) else f" {counted}"
        if figure.value is None:
            value = f"between {figure.low:,}{share} and {figure.high:,}{share}"
        else:
            qualifier = QUALIFIERS.get(figure.qualifier, f"{in_words(figure.qualifier)} ")
            value = f"{qualifier}{figure.value:,}{share}{' more' if adds(figure.text) else ''}"
        return f"{capital(how)}: {value}{unit}" if how else f"{value}{unit}"

    def whole(self, event: Event) -> str:
        """Return the figure that this figure is a part of, as text."""
        return self.brief.whole(self.figure(event))

    def caveat(self, event: Event) -> str:
        """Return the doubts about a figure that its report gives, in the report's words."""
        return self.figure(event).caveat or ""

    def said_by(self, event: Event) -> str:
        """Return who gives a figure: the report itself, such as a press release, if it names nobody."""
        source = self.figure(event).source
        return "the report itself" if source is None else self.brief.name(source)

    def statement(self, event: Event) -> Statement:
        assert isinstance(event.shown.body, Statement)
        return event.shown.body

    def frame(self, same: Sequence[Event]) -> str:
        """Return a statement without its words, with each of its actors: 'Peru and Chile deny'."""
        name = joint_name([self.statement(event).actor for event in same], self.brief.name)
        return capital(statement_frame(self.statement(same[0]), name, same[0].shown.assertion))

    def words_of(self, same: Sequence[Event]) -> str:
        """Return an event in words, with each of its actors if several hold the same position."""
        return joint_words([event.shown for event in same], self.brief.name)

    def authority(self, event: Event) -> str:
        said = self.statement(event)
        same = "; a second report has the same words" if said.wording == "verbatim" else ""
        return f"{AUTHORITY[said.anonymity]}; {QUOTED[said.quoted]}{same}"

    def positions(self) -> list[tuple[str, list[Event], str]]:
        """Return positions by issue, with a sentence on whether they are compatible or opposed."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("position"):
            assert isinstance(event.shown.body, Position)
            found.setdefault(event.shown.body.issue.replace("-", ""), []).append(event)
        return [
            (capital(" ".join(issue.split())), events, compared([event.shown for event in events]))
            for issue, events in found.items()
        ]


def words_before(text: str) -> str:
    """Return the text before a damaged place in whole words, with '…' if it was cut."""
    return f"…{text.partition(' ')[2]}" if len(text) >= AROUND else text


def words_after(text: str) -> str:
    """Return the text after a damaged place in whole words, with '…' if it was cut."""
    return f"{text.rpartition(' ')[0]}…" if len(text) >= AROUND else text


def compared(entries: Sequence[Entry]) -> str:
    """Return a sentence on whether positions on an issue are compatible or opposed."""
    stances = {entry.body.stance for entry in entries if isinstance(entry.body, Position)}
    actors = {entry.body.actor for entry in entries if isinstance(entry.body, Position)}
    if len(actors) < 2:
        return "Only one side's position is reported."
    if len({(e.body.stance, e.span.text) for e in entries if isinstance(e.body, Position)}) == 1:
        return "The positions that are reported are the same."
    if "rejects" in stances and len(stances) > 1:
        return OPPOSED
    if stances <= {"accepts", "offers"}:
        return "The positions are compatible as far as they are reported."
    return "The reports do not tell whether the positions are compatible."
