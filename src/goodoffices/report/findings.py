"""The first screen: the subject of the page, as of when, on how many reports, and three to six findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goodoffices.agreements import Deals, Zopa
from goodoffices.charts import contact_pairs
from goodoffices.model import Case, Party
from goodoffices.record import Brief, Contradiction
from goodoffices.record.basis import basis_of
from goodoffices.record.basis import basis_words as words_of
from goodoffices.report.agreements_part import AgreementsPart
from goodoffices.report.home_part import HomePart, PhasesPart
from goodoffices.report.record_part import OPPOSED, RecordPart
from goodoffices.report.seen import OwnPart
from goodoffices.report.talks_part import TalksPart
from goodoffices.report.uncertain_part import UncertainPart
from goodoffices.wording import capital, count, in_words, listing, percent, range_text, within

FEWEST, MOST = 3, 6
"""Findings on the first screen, if the case has enough to find."""
NAMED = 4
"""Most parties or mediators that the first sentence names; more are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with a number, and the anchor of the place in the page that bears it out."""

    text: str
    anchor: str


def about_words(case: Case, brief: Brief, party: Party | None = None) -> str:
    """Return a sentence on the content of the page, or of the page of a party."""
    parties = [str(party["name"]) for party in brief.parties] or [p.name for p in case.parties]
    thirds = [str(third["name"]) for third in brief.mediators] or [m.name for m in case.mediators]
    who = f" between {_some(parties, 'party', 'parties')}" if parties else ""
    through = _through(thirds)
    if case.kind == "record-only":
        return (
            f"A record of talks{who}{through}: what was said and done, and who reports it. It attributes "
            "no preferences to anyone and computes no outcome."
        )
    record = "the record, " if brief.entries else ""
    if party is not None:
        own = f" and the numbers of {within(party.name)}" if case.preferences else ""
        return f"Talks{who}{through}: {record}what everyone knows of the case{own}."
    if case.partial:
        return (
            f"Talks{who}{through}: {record}the packages that survive what is not known of preferences, and "
            "the question to ask next."
        )
    return (
        f"Talks{who}{through}: {record}the agreements that the case's numbers allow, and how simulated talks "
        "reach them."
    )


def _through(thirds: list[str]) -> str:
    if not thirds:
        return ""
    if len(thirds) > NAMED:
        return f", through {count(len(thirds), 'mediator')}"
    noun = "mediator" if len(thirds) == 1 else "mediators"
    return f", with {_some(thirds, 'mediator', 'mediators')} as {noun}"


def _some(names: list[str], noun: str, plural: str) -> str:
    return (
        listing([within(n) for n in names]) if len(names) <= NAMED else count(len(names), noun, plural)
    )


def basis_words(record: RecordPart) -> list[str]:
    """Return as of when the page is, on how many reports, and reviewed by whom or not."""
    brief = record.brief
    found = basis_of(brief.entries)
    # a report of which nothing is in the record counts too
    return words_of(
        replace(found, as_of=brief.as_of, reports=record.reports, undated=len(brief.undated))
    )


def findings(
    record: RecordPart,
    agreements: AgreementsPart | None,
    talks: TalksPart | None,
    home: HomePart | None,
    phases: PhasesPart | None,
    own: OwnPart | None,
    uncertain: UncertainPart | None = None,
) -> list[Finding]:
    """Return the findings of the first screen: the record first, then agreements, home, phases, talks."""
    model = list(_modelled(agreements, talks, home, phases, own, uncertain))
    found = list(_recorded(record))[: max(MOST - len(model), 1)]
    missing = max(FEWEST - len(found) - len(model), 0)
    return [*found, *list(_counted_kinds(record))[:missing], *model][:MOST]


def _recorded(record: RecordPart) -> Iterator[Finding]:
    """Yield the findings of the record, the most important first."""
    brief = record.brief
    told = [clause for clause in brief.clauses if clause.entries or "round" in clause.text]
    for clause in told[:2]:
        if "names no round" in clause.text and not brief.entries:
            continue
        anchor = brief.anchor(clause.entries[0]) if clause.entries else "stand"
        yield Finding(clause.text.rstrip("."), anchor)
    if brief.contradictions:
        points = count(len(brief.contradictions), "point") + _subject(brief.contradictions)
        yield Finding(
            f"Reports contradict each other on {points}; we do not say which is right", "contradictions"
        )
    if record.unreached:
        yield Finding(record.unreached[0].rstrip("."), "channels")
    if record.timeline:
        yield Finding(record.timeline.title, "contacts")
    elif contact_pairs(brief):
        yield Finding(f"{count(len(brief.told('contact')), 'contact')} reported", "contacts")
    for issue, events, standing in record.positions():
        if standing == OPPOSED:
            reported = count(len(events), "position")
            yield Finding(f"{issue}: {reported} reported, and they are opposed", "positions")
    for clause in told[2:]:
        if _has_number(clause.text) and not clause.text.startswith("The record has"):
            yield Finding(clause.text.rstrip("."), brief.anchor(clause.entries[0]))
    if brief.open_questions:
        yield Finding(
            f"The reports leave {count(len(brief.open_questions), 'question')} open", "questions"
        )


def _counted_kinds(record: RecordPart) -> Iterator[Finding]:
    """Yield how many entries there are of some kinds, for a record of which little else can be said."""
    for kind in ("figure", "position", "statement"):
        if there := record.brief.told(kind):
            yield Finding(f"{count(len(there), kind)} reported", f"{kind}s")


def _subject(found: Sequence[Contradiction]) -> str:
    """Return the subject of the first contradiction on a number, a day or a place, if there is one."""
    for one in found:
        if one.kind in ("number", "duration") or one.about.startswith(("the day of", "the place of")):
            between = ": " if len(found) == 1 else ", such as "
            return between + one.about.partition(":")[0]
    return ""


def _has_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _zone(deals: Deals) -> str:
    """Return how many packages every party could accept, and how many of them would pass at home."""
    of = deals.packages if deals.feasible is None else deals.feasible
    every = "both parties" if len(deals.parties) == 2 else "every party"
    if deals.zopa.count == of > 1:
        text = f"All {count(of, 'possible package')} would be acceptable to {every}"
    else:
        text = (
            f"Of {count(of, 'possible package')}, {_counted(deals.zopa)} would be acceptable to {every}"
        )
    return text + (
        f"; {_counted(deals.ratified)} of these would pass at home too" if deals.ratified else ""
    )


def _counted(found: Zopa) -> str:
    return range_text(found.count, found.most) if found.most else "none"


def _modelled(
    agreements: AgreementsPart | None,
    talks: TalksPart | None,
    home: HomePart | None,
    phases: PhasesPart | None,
    own: OwnPart | None,
    uncertain: UncertainPart | None,
) -> Iterator[Finding]:
    if uncertain is not None:
        yield Finding(uncertain.finding, "robust")
        yield Finding(uncertain.worth, "ask")
    if own is not None:
        yield Finding(own.finding.rstrip("."), "own")
        if own.weights is not None:
            yield Finding(own.weights.title, "weights")
        if own.at_home:
            yield Finding(own.at_home.rstrip("."), "own")
    if agreements is not None:
        yield Finding(_zone(agreements.deals), "agreed")
        if agreements.packages:
            first = agreements.packages[0]
            names = {party.id: party.name for party in agreements.case.parties}
            least = min(first.shares, key=lambda party: first.shares[party])
            package = "Package 1 (the Nash solution)" if "Nash" in first.concepts else "Package 1"
            yield Finding(
                f"{package} gives every party at least {percent(first.shares[least])} of what it could gain; "
                f"{within(names[least])} gains least{home.refused if home else ''}",
                "packages",
            )
        elif agreements.weights is not None:
            yield Finding(agreements.weights.title, "weights")
    if home is not None:
        yield Finding((home.blocker or home.finding).rstrip("."), "home")
    if phases is not None:
        yield Finding(phases.finding, "phases")
    if talks is not None and talks.talks:
        yield Finding(talks.finding, "talks")


def kind_words(case: Case) -> str:
    """Return the kind of a case: 'Modelled case, fictional'."""
    kind = f"{in_words(case.kind)} case" if case.kind == "modelled" else "record-only case"
    return capital(kind) + (", fictional" if case.fictional else "")
