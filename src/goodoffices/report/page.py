"""A case's page: a typed context fills a template, and the file loads nothing from elsewhere."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from goodoffices.agreements import (
    Deals,
    Point,
    certificate_words,
    rounding_words,
    source_words,
    zone_words,
)
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.charts import (
    Chart,
    channel_chart,
    frontier_chart,
    network_chart,
    timeline_chart,
    tradeoff_chart,
)
from goodoffices.errors import visible
from goodoffices.model import Case, Issue
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
from goodoffices.record.entry_words import label, statement_frame, status_words, words
from goodoffices.report.frames import frame_of
from goodoffices.report.links import web_address
from goodoffices.talks import TalksResult, Transcript
from goodoffices.wording import count, in_words, title

_PAGES = Environment(
    loader=PackageLoader("goodoffices.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
AUTHORITY = {
    "named": "named",
    "unnamed-official": "an official who is not named",
    "unnamed-source": "a source that is not named",
    "institution": "an institution",
}
QUOTED = {"full": "quoted", "partial": "quoted in part", "none": "not quoted"}
QUALIFIERS = {"exact": "", "at-least": "at least ", "more-than": "more than ", "at-most": "at most "}


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """A package with the solutions that choose it; each option is marked if it differs from the first row."""

    title: str
    utilities: tuple[str, ...]
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

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
    private: bool

    def minutes(self, talks: TalksResult) -> Transcript:
        """Return the minutes of the first session of talks, as this page may show them."""
        whole = talks.transcripts[0]
        return whole if self.private else whole.public()

    def figure(self, entry: Entry) -> Figure:
        assert isinstance(entry.body, Figure)
        return entry.body

    def statement(self, entry: Entry) -> Statement:
        assert isinstance(entry.body, Statement)
        return entry.body

    def value(self, figure: Figure) -> str:
        """Return a figure's value with its qualifier."""
        qualifier = QUALIFIERS.get(figure.qualifier, f"{figure.qualifier} ")
        if figure.value is None:
            return f"between {figure.low:,} and {figure.high:,}"
        return f"{qualifier}{figure.value:,}"

    def whole(self, figure: Figure) -> str:
        """Return the figure that this figure is a part of, as text."""
        for entry in self.brief.of("figure"):
            if entry.id == figure.subgroup_of:
                return f"{self.figure(entry).text} {self.figure(entry).unit}"
        return ""

    def people(self) -> list[Actor]:
        """Return the persons, states and organizations that the dispatches name."""
        return [actor for actor in self.brief.actors if actor.kind not in ("unnamed", "group")]

    def contact(self, entry: Entry) -> Contact:
        assert isinstance(entry.body, Contact)
        return entry.body

    def who(self, contact: Contact) -> str:
        """Return the names of the participants in a contact."""
        return ", ".join(map(self.brief.name, contact.participants)) or "no participant named"

    def things(self) -> list[tuple[str, list[Event]]]:
        """Return figures by the thing they count, so that figures that disagree stand together."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("figure"):
            found.setdefault(event.thing or "", []).append(event)
        return list(found.items())

    def positions(self) -> list[tuple[str, list[Event], str]]:
        """Return positions by issue, with a sentence on whether they are compatible or opposed."""
        found: dict[str, list[Event]] = {}
        for event in self.brief.told("position"):
            assert isinstance(event.shown.body, Position)
            found.setdefault(event.shown.body.issue.replace("-", ""), []).append(event)
        return [
            (issue, events, _compared([event.shown for event in events]))
            for issue, events in found.items()
        ]

    def issue(self, issue: str) -> Issue:
        """Return the issue with this id."""
        return next(known for known in self.case.issues if known.id == issue)

    def option(self, issue: str, option: str) -> str:
        """Return an option's name, with its unit."""
        return self.issue(issue).text(option)


def html(
    case: Case,
    brief: Brief,
    deals: Deals | None = None,
    talks: Sequence[TalksResult] = (),
    lang: str = "en",
    unplayed: Sequence[tuple[str, str]] = (),
    private: bool = False,
) -> str:
    """Return a case's results as a self-contained page: no script, font or image from elsewhere.

    Args:
        case: the case.
        brief: the state of its talks.
        deals: its possible agreements, if it is modelled.
        talks: the simulated talks, a result for each protocol.
        lang: the language of headings and labels; quotations keep their own language and direction.
        unplayed: protocols that could not be simulated, each with the reason.
        private: if true, minutes have the private answers too, and the page says that it is the mediator's.

    Raises:
        UsageError: there are no headings in that language.
    """
    frame = frame_of(lang)
    style = Markup(_PAGES.get_template("page.css").render())
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
        private=private,
    )
    text = _PAGES.get_template("page.html").render(
        page=page,
        style=style,
        policy=_policy(style),
        web_address=web_address,
        when=when_text,
        words=words,
        label=label,
        statement_frame=statement_frame,
        status_words=status_words,
        authority=AUTHORITY,
        quoted=QUOTED,
        in_words=in_words,
        count=count,
        source_words=source_words,
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
    return visible(text)


def _policy(style: str) -> str:
    """Return the page's Content-Security-Policy: nothing is loaded or run, and only its own style applies.

    A hash names the style, because a page that is handed on as a file has no server to draw a nonce.
    """
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _inline(chart: Chart) -> Markup:
    """Return a chart's SVG as markup: this project drew it and escaped its text."""
    return Markup(chart.svg)


def _amount(value: float | None) -> str:
    return "–" if value is None else f"{value:,.4g}"


def _compared(entries: Sequence[Entry]) -> str:
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
    # Nash first, so that the other packages are marked by their differences from it.
    chosen: dict[tuple[str, ...], tuple[Point, list[str]]] = {}
    for concept, points in sorted(deals.solutions.items(), key=lambda known: known[0] != "nash"):
        tied = f" (tie of {len(points)})" if len(points) > 1 else ""
        for point in points:
            key = tuple(point.package[issue.id] for issue in case.issues)
            chosen.setdefault(key, (point, []))[1].append(title(concept) + tied)
    first = next(iter(chosen), ())
    return tuple(
        SolutionRow(
            ", ".join(concepts),
            tuple(_amount(float(point.utilities[party])) for party in deals.parties),
            tuple(
                (issue.text(option), option != nash)
                for issue, option, nash in zip(case.issues, package, first, strict=True)
            ),
        )
        for package, (point, concepts) in chosen.items()
    )
