"""Two cases, or two dates of a case, side by side: lines that differ, then the charts of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.charts import Chart
from goodoffices.model import Case
from goodoffices.record import Brief, Contact, when_text
from goodoffices.record.briefing.status import Meeting
from goodoffices.record.entry_words import words
from goodoffices.report.agreements_part import AgreementsPart
from goodoffices.report.findings import Finding, basis_words, findings, kind_words
from goodoffices.report.home_part import HomePart, PhasesPart
from goodoffices.report.page import rendered
from goodoffices.report.record_part import RecordPart
from goodoffices.report.stability_part import StabilityPart
from goodoffices.report.talks_part import TalksPart, named
from goodoffices.report.uncertain_part import UncertainPart
from goodoffices.wording import capital, count, in_words, range_text, within

MOST = 12
"""Most events listed that only one side has; the rest are counted."""
KINDS = ("outcome", "contact", "proposal", "position", "pressure", "figure", "statement")


@dataclass(frozen=True)
class Side:
    """One side of the page: a case, or a case by a day, with the parts that it has."""

    title: str
    case: Case
    record: RecordPart
    agreements: AgreementsPart | None = None
    home: HomePart | None = None
    phases: PhasesPart | None = None
    talks: TalksPart | None = None
    uncertain: UncertainPart | None = None
    stability: StabilityPart | None = None

    @property
    def kind(self) -> str:
        return kind_words(self.case)

    @property
    def basis(self) -> list[str]:
        return basis_words(self.record)

    @property
    def findings(self) -> list[Finding]:
        return findings(
            self.record, self.agreements, self.talks, self.home, self.phases, None, self.uncertain
        )

    def charts(self) -> list[Chart]:
        """Return the charts of this side, in the order of its own page."""
        part = self.agreements
        known = [self.record.channels, self.record.timeline, self.record.network]
        known += [part.frontier, part.weights] if part else []
        known += [self.home.chart if self.home and self.home.found.quotas else None]
        known += [self.phases.chart if self.phases else None, self.talks.chart if self.talks else None]
        known += [self.uncertain.chart, self.uncertain.questions_chart] if self.uncertain else []
        known += [self.stability.chart if self.stability else None]
        return [chart for chart in known if chart is not None]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: a label and the words of each side."""

    label: str
    one: str
    two: str

    @property
    def differs(self) -> bool:
        return self.one != self.two


def beside(one: Side, two: Side) -> str:
    """Return the page of two sides: self-contained, and for the mediator if it has anybody's numbers."""
    lines = [line for line in _lines(one, two) if line.one != "–" or line.two != "–"]
    differing = sum(line.differs for line in lines)
    same_case = one.case == two.case
    return rendered(
        "beside.html",
        {
            "title": one.case.title if same_case else f"{one.title} beside {within(two.title)}",
            "sides": (one, two),
            "lines": lines,
            "summary": _summary(differing, len(lines)),
            "marked": 0 < differing < len(lines),
            "only": _only(one, two) if same_case else [],
            "same_case": same_case,
            "every_side": any(
                side.agreements or side.uncertain or side.stability for side in (one, two)
            ),
        },
    )


def _summary(differing: int, lines: int) -> str:
    if differing in (0, lines):
        return f"The two {'differ' if differing else 'are the same'} in every line of the table."
    return f"The two differ in {differing:,} of {count(lines, 'line')}."


def _lines(one: Side, two: Side) -> list[Line]:
    pairs = zip(_facts(one), _facts(two), strict=True)
    return [Line(label, first, second) for (label, first), (_, second) in pairs]


def _facts(side: Side) -> list[tuple[str, str]]:
    """Return the same labels for every side, each with its words; '–' if a side has nothing there."""
    brief, part = side.record.brief, side.agreements
    return [
        ("as of", when_text(brief.as_of) if brief.as_of else "–"),
        ("reports", _number(side.record.reports)),
        ("entries", _number(len(brief.entries))),
        ("entries reviewed by a person", _number(sum(entry.reviewed for entry in brief.entries))),
        ("last round", _round(brief.last_round)),
        ("next round", _round(brief.next_round)),
        ("contacts reported as held", _number(_held(brief))),
        *((plural, _number(len(brief.told(kind)))) for kind, plural in _PLURALS),
        ("contradictions", _number(len(brief.contradictions))),
        ("open questions", _number(len(brief.open_questions))),
        ("channels", _number(len(side.case.channels))),
        (
            "packages that linkages allow",
            _number((part.deals.feasible or part.deals.packages) if part else 0),
        ),
        ("acceptable to every party", _zone(part)),
        ("least share of its possible gain in package 1", _least(part)),
        ("ratified everywhere", _ratified(side.home)),
        ("guarantee needed, and steps", _guarantee(side.phases)),
        ("protocol that did best", _best(side.talks)),
        *_stability(side.stability),
    ]


_PLURALS = (
    ("outcome", "outcomes"),
    ("position", "positions"),
    ("proposal", "proposals"),
    ("figure", "figures"),
    ("statement", "statements"),
)


def _number(value: int) -> str:
    return f"{value:,}" if value else "–"


def _round(found: Meeting | None) -> str:
    if found is None:
        return "–"
    return f"{found.place or 'place not stated'}, {when_text(found.edtf)}: {in_words(found.status)}"


def _held(brief: Brief) -> int:
    bodies = [e.body for e in brief.of("contact") if e.assertion == "asserted"]
    return sum(isinstance(b, Contact) and b.status not in ("planned", "postponed") for b in bodies)


def _zone(part: AgreementsPart | None) -> str:
    if part is None:
        return "–"
    zopa = part.deals.zopa
    return range_text(zopa.count, zopa.most)


def _least(part: AgreementsPart | None) -> str:
    if part is None or not part.packages:
        return "–"
    return f"{min(part.packages[0].shares.values()):.0%}"


def _ratified(part: HomePart | None) -> str:
    if part is None or not part.found.quotas:
        return "–"
    found = part.found.overlap
    return range_text(found.low, found.high)


def _guarantee(part: PhasesPart | None) -> str:
    if part is None or not part.found.needed:
        return "–"
    last = part.found.needed[-1]
    return f"{float(last.guarantee):.4g} in {count(last.steps, 'step')}"


def _stability(part: StabilityPart | None) -> list[tuple[str, str]]:
    labels = (
        "states of the conflict",
        "states no party leaves, under all four rules",
        "states no coalition leaves, under at least one rule",
    )
    if part is None:
        return [(label, "–") for label in labels]
    states = f"{len(part.found.conflict.states):,}"
    lasting = " ".join(f"({at}) {words}." for at, words in enumerate(part.lasting, 1)) or "none"
    lasting += f" ({part.of_orders})" if part.of_orders else ""
    together = "not looked at" if part.united is None else f"{part.united:,}"
    return list(zip(labels, (states, lasting, together), strict=True))


def _best(part: TalksPart | None) -> str:
    if part is None or not part.talks:
        return "–"
    best = part.ranked[0]
    return f"{named(best.protocol)}, {best.estimates[part.measure].text()}"


def _only(one: Side, two: Side) -> list[tuple[str, list[str]]]:
    """Return the events that only one side's reports tell of, by the title of that side."""
    found = []
    for side, other in ((two, one), (one, two)):
        known = set(_told(other.record.brief))
        new = [text for text in _told(side.record.brief) if text not in known]
        more = len(new) - MOST
        new = [*new[:MOST], *([f"and {more:,} more"] if more > 0 else [])]
        if new:
            found.append((side.title, new))
    return found


def _told(brief: Brief) -> Sequence[str]:
    return [
        f"{when_text(event.shown.edtf)}: {text}" if event.shown.edtf else text
        for kind in KINDS
        for event in brief.told(kind)
        for text in [capital(words(event.shown, brief.name))]
    ]
