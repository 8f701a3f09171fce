"""A case's page: one typed context, one template, one file with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from goodoffices.agreements import Deals, Point, certificate_words, rounding_words, zone_words
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.charts import (
    Chart,
    channel_chart,
    frontier_chart,
    network_chart,
    timeline_chart,
    tradeoff_chart,
)
from goodoffices.model import BASES, Case
from goodoffices.record import (
    Actor,
    Brief,
    Contact,
    Entry,
    Event,
    Figure,
    Position,
    Statement,
    when_text,
)
from goodoffices.report.frames import frame_of
from goodoffices.talks import TalksResult
from goodoffices.wording import title

_PAGES = Environment(
    loader=PackageLoader("goodoffices.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
AUTHORITY = {
    "named": "by name",
    "unnamed-official": "an official, not named",
    "unnamed-source": "a source, not named",
    "institution": "an institution",
}
SHOWN = 30


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """One solution's package: its options, which of them differ from the first row's, utilities."""

    title: str
    utilities: tuple[str, ...]
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows, in the reader's order."""

    case: Case
    brief: Brief
    deals: Deals | None
    talks: Sequence[TalksResult]
    unplayed: Sequence[tuple[str, str]]
    channels: Chart | None
    network: Chart | None
    timeline: Chart | None
    frontier: Chart | None
    tradeoffs: Chart | None
    solutions: tuple[SolutionRow, ...]
    basis: tuple[tuple[str, int], ...]

    def figure(self, entry: Entry) -> Figure:
        assert isinstance(entry.body, Figure)
        return entry.body

    def statement(self, entry: Entry) -> Statement:
        assert isinstance(entry.body, Statement)
        return entry.body

    def value(self, figure: Figure) -> str:
        """A figure's value with its qualifier, as it was given."""
        word = {"exact": "", "at-least": "at least ", "more-than": "more than ", "at-most": "at most "}
        qualifier = word.get(figure.qualifier, f"{figure.qualifier} ")
        if figure.value is None:
            return f"between {figure.low:,} and {figure.high:,}"
        return f"{qualifier}{figure.value:,}"

    def whole(self, figure: Figure) -> str:
        """What a figure is a part of."""
        for entry in self.brief.of("figure"):
            if entry.id == figure.subgroup_of:
                return f"{self.figure(entry).text} {self.figure(entry).unit}"
        return ""

    def people(self) -> list[Actor]:
        """Persons, states and organizations the dispatches name; nobody whom they do not name."""
        return [actor for actor in self.brief.actors if actor.kind not in ("unnamed", "group")]

    def contact(self, entry: Entry) -> Contact:
        assert isinstance(entry.body, Contact)
        return entry.body

    def who(self, contact: Contact) -> str:
        """The names of those in a contact."""
        return ", ".join(self.brief.name(actor) for actor in contact.participants) or "no one named"

    def things(self) -> list[tuple[str, list[Event]]]:
        """Figures by what they count: rival ones stand together."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("figure"):
            found.setdefault(event.thing or "", []).append(event)
        return list(found.items())

    def positions(self) -> list[tuple[str, list[Event], str]]:
        """Positions by issue, each issue with whether they are compatible, opposed or cannot be told."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("position"):
            assert isinstance(event.shown.body, Position)
            found.setdefault(event.shown.body.issue.replace("-", ""), []).append(event)
        return [
            (issue, events, _standing([event.shown for event in events]))
            for issue, events in found.items()
        ]

    def option(self, issue: str, option: str) -> str:
        """An option's name."""
        known = next(i for i in self.case.issues if i.id == issue)
        return next(o.name for o in known.options if o.id == option)

    def shown(self) -> Sequence[Point]:
        return self.deals.frontier[:SHOWN] if self.deals else ()


def html(
    case: Case,
    brief: Brief,
    deals: Deals | None = None,
    talks: Sequence[TalksResult] = (),
    lang: str = "en",
    unplayed: Sequence[tuple[str, str]] = (),
) -> str:
    """A case's results as one self-contained page: no script, font or image from elsewhere.

    ``unplayed`` are protocols that could not be played, each with the reason.
    ``lang`` is the language of its headings and labels; what is quoted keeps its own language and direction.

    Raises:
        UsageError: there are no headings in that language.
    """
    frame = frame_of(lang)
    page = Page(
        case=case,
        brief=brief,
        deals=deals,
        talks=talks,
        unplayed=unplayed,
        channels=channel_chart(case),
        network=network_chart(brief),
        timeline=timeline_chart(brief),
        frontier=frontier_chart(case, deals) if deals and deals.frontier else None,
        tradeoffs=tradeoff_chart(case, deals) if deals else None,
        solutions=_solutions(case, deals) if deals else (),
        basis=tuple((name, case.numbers_by_basis()[name]) for name in BASES),
    )
    return _PAGES.get_template("page.html").render(
        page=page,
        when=when_text,
        authority=AUTHORITY,
        svg=_inline,
        amount=_amount,
        zone_words=zone_words,
        certificate_words=certificate_words,
        rounding_words=rounding_words,
        number=number_text,
        t=frame.say,
        lang=frame.lang,
        direction=frame.direction,
    )


def _inline(chart: Chart) -> Markup:
    """A chart's SVG, which this project drew and escaped itself."""
    return Markup(chart.svg)


def _amount(value: float | None) -> str:
    return "–" if value is None else f"{value:,.4g}"


def _standing(entries: Sequence[Entry]) -> str:
    stances = {entry.body.stance for entry in entries if isinstance(entry.body, Position)}
    actors = {entry.body.actor for entry in entries if isinstance(entry.body, Position)}
    if len(actors) < 2:
        return "Only one side is reported."
    if "rejects" in stances and len(stances) > 1:
        return "Opposed."
    return (
        "Compatible as far as reported."
        if stances <= {"accepts", "offers"}
        else "Cannot be told from the reports."
    )


def _solutions(case: Case, deals: Deals) -> tuple[SolutionRow, ...]:
    """Nash first, so that the others are told by what differs from it."""
    rows: list[SolutionRow] = []
    first: Point | None = None
    for concept, points in sorted(deals.solutions.items(), key=lambda known: known[0] != "nash"):
        called = title(concept)
        for point in points:
            first = first or point
            options = tuple(
                (
                    next(o.name for o in issue.options if o.id == point.package[issue.id]),
                    point.package[issue.id] != first.package[issue.id],
                )
                for issue in case.issues
            )
            tied = f" (tie of {len(points)})" if len(points) > 1 else ""
            utilities = tuple(_amount(float(point.utilities[p])) for p in deals.parties)
            rows.append(SolutionRow(called + tied, utilities, options))
    return tuple(rows)
