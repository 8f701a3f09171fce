"""Gather a case's results: the brief, and for a modelled case its possible agreements and talks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.agreements import (
    Choose,
    Deals,
    Questions,
    Ratified,
    Robust,
    ask_of,
    deals_of,
    home,
    ratify,
    robust_of,
    sample_of,
    seconds_for,
)
from goodoffices.casefile import locate
from goodoffices.charts import chosen
from goodoffices.errors import UsageError, shorten
from goodoffices.files import check_folder, write_text, write_texts
from goodoffices.formats import load, recognise
from goodoffices.model import Case, Party
from goodoffices.outlined import Outlined
from goodoffices.phases import Schedule, schedule
from goodoffices.progress import Progress
from goodoffices.reader import Reading, read_all
from goodoffices.record import Brief, Entry, Ledger, Note, Reports, Source, Unreadable, when_text
from goodoffices.record import brief as standing
from goodoffices.record.dates import order, valid
from goodoffices.record.ledger.fold import current
from goodoffices.record.ledger.unreadable import cannot_be_shown
from goodoffices.report.agreements_part import AgreementsPart
from goodoffices.report.beside import Side, beside
from goodoffices.report.home_part import HomePart, PhasesPart
from goodoffices.report.page import html
from goodoffices.report.record_part import AROUND, RecordPart
from goodoffices.report.seen import asked_for
from goodoffices.report.stability_part import StabilityPart
from goodoffices.report.talks_part import TalksPart
from goodoffices.report.uncertain_part import UncertainPart
from goodoffices.space import Plan, compile, last_of
from goodoffices.stability import Stable, stability
from goodoffices.talks import PROTOCOLS, TalksResult, in_lanes
from goodoffices.talks import run as run_talks
from goodoffices.wording import in_words

ONE_BY_ONE = 3
"""Most sessions for a page if players learn: such sessions cannot run together, which takes long."""


@dataclass(frozen=True, slots=True, repr=False)
class RunOutcome(Outlined):
    """All results of a case, and the paths of its page and its numbers."""

    case: Case
    brief: Brief
    deals: Deals | None
    talks: tuple[TalksResult, ...]
    report: Path
    results: Path
    unplayed: tuple[tuple[str, str], ...] = ()
    """Protocols that could not be simulated, each with the reason, such as too many packages to list."""
    ratified: Ratified | None = None
    """The packages that pass at home, if a party needs ratification."""
    schedule: Schedule | None = None
    """The steps of carrying an agreement out, if the case has phases and a schedule can be found."""
    uncertain: tuple[Robust, Questions] | None = None
    """If preferences are known in part, the packages that survive and the question to ask next."""
    stable: Stable | None = None
    """The states that no party leaves, if the case has states of the conflict."""

    def page(self, private: bool = False) -> str:
        """Return the page with all results, as :func:`report.html` does."""
        return html(
            self.case,
            self.brief,
            self.deals,
            self.talks,
            unplayed=self.unplayed,
            private=private,
            ratified=self.ratified,
            schedule=self.schedule,
            uncertain=self.uncertain,
            stable=self.stable,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the content of results.json."""
        found: dict[str, Any] = {
            "case": self.case.id,
            "brief": self.brief.to_json(),
            "deals": self.deals.to_json() if self.deals else None,
            "talks": [talk.to_json() | talk.compared() for talk in self.talks],
            "unplayed": [{"protocol": name, "because": reason} for name, reason in self.unplayed],
        }
        found |= {"ratification": self.ratified.to_json()} if self.ratified else {}
        if self.uncertain:
            robust_ones, questions = self.uncertain
            found |= {"robust": robust_ones.to_json(), "questions": questions.to_json()}
        found |= {"stability": self.stable.to_json()} if self.stable else {}
        return found | ({"phases": self.schedule.to_json()} if self.schedule else {})


def brief(
    path: Path | str,
    progress: Progress | None = None,
    since: str | None = None,
    parties: Sequence[str] = (),
    until: str | None = None,
) -> Brief:
    """Return the state of a case's talks, from its record and the entries read from its dispatches.

    A dispatch is enough. If a dispatch cannot be read, ``unread`` names it. If ``until`` (a day) is given,
    only reports published by then count.

    Raises:
        InputError: the case, a dispatch or the record cannot be read.
        LedgerError: the record does not agree with its own chain.
    """
    place = locate(path)
    case = load(path, parties)
    for name, day in (("since", since), ("until", until)):
        if day is not None and not valid(day):
            raise UsageError(f"{name}: expected a date such as 2024-05-26, found {shorten(day)}.")
    dispatches = () if recognise(path) is not None else place.dispatches
    found = read_all(dispatches, progress, kept=place.folder)
    ledger = Ledger(place.ledger)
    ledger.verify()
    record = current(ledger)
    readings = [one for one in found.readings if _by(until, one.source)]
    entries: list[Entry] = [
        *(entry for entry in record.entries.values() if _by(until, entry.source)),
        *(e for one in readings for e in one.entries if e.id not in record.settled),
    ]
    reports = Reports(
        actors={one.source.dispatch: one.actors for one in readings},
        texts={one.source.dispatch: one.text for one in readings},
        damage=[damage for one in readings for damage in _unreadable(one)],
        unread=[
            *found.unread(),
            *(_unshown(entry) for entry in record.entries.values() if cannot_be_shown(entry)),
        ],
    )
    return standing(case, entries, reports, since)


def _by(until: str | None, source: Source) -> bool:
    """Return whether a report was published by a day; a report without a day counts only if none is given."""
    if until is None:
        return True
    return source.published is not None and order(source.published)[1] <= order(until)[1]


def _unshown(entry: Entry) -> str:
    assert isinstance(entry.body, Note)
    return f"{entry.id}: {entry.body.text}"


def _unreadable(reading: Reading) -> list[Unreadable]:
    text = reading.text
    return [
        Unreadable(
            reading.source.dispatch,
            d.start,
            d.end,
            d.text,
            d.kind,
            d.suggestion,
            text[max(text.rfind("\n", 0, d.start) + 1, d.start - AROUND) : d.start],
            text[d.end : d.end + AROUND].partition("\n")[0],
        )
        for d in reading.damage
    ]


def run(
    path: Path | str,
    *,
    out: Path | str | None = None,
    seed: int = 0,
    runs: int = 200,
    progress: Progress | None = None,
    choose: Choose = last_of,
    parties: Sequence[str] = (),
) -> RunOutcome:
    """Read a case, compute the results that its kind allows, and write report.html and results.json.

    Args:
        path: the case.
        out: the folder to write to; ``out/<case>`` by default.
        seed: the seed of the simulated talks.
        runs: the number of sessions for each protocol.
        progress: called with a step, the work done and the work in all.
        choose: returns the frontier to use, from frontiers ever closer to the exact one.
        parties: ids of the parties to keep; all of them by default.

    Raises:
        InputError: the case, a dispatch or the record cannot be read.
        LedgerError: the record does not agree with its own chain.
    """
    folder = Path(out) if out is not None else None
    if folder is not None:
        check_folder(folder)
    outcome = gather(path, folder, seed, runs, progress, choose, parties)
    outcome.report.parent.mkdir(parents=True, exist_ok=True)
    numbers = json.dumps(outcome.to_json(), ensure_ascii=False, indent=2) + "\n"
    write_texts({outcome.results: numbers, outcome.report: outcome.page()})
    if progress is not None:
        progress("Writing the report", 1, 1)
    return outcome


def gather(
    path: Path | str,
    out: Path | None = None,
    seed: int = 0,
    runs: int = 200,
    progress: Progress | None = None,
    choose: Choose = last_of,
    parties: Sequence[str] = (),
) -> RunOutcome:
    """Return all results of a case without writing them; ``choose`` as in ``agreements.deals_of``."""
    case = load(path, parties)
    folder = out if out is not None else Path("out") / case.id
    found = brief(path, progress, parties=parties)
    agreements: Deals | None = None
    talks: list[TalksResult] = []
    unplayed: list[tuple[str, str]] = []
    in_part = case.kind == "modelled" and bool(case.partial)
    if case.kind == "modelled" and not in_part:
        space = compile(case, exactly=True)
        plan = Plan(space)
        agreements = deals_of(space, seconds_for(plan), progress, plan, choose, votes=home(case))
        if progress is not None:
            progress("What could be agreed", 1, 1)
        for name in sorted(PROTOCOLS):
            if case.mediators or not PROTOCOLS[name].needs_mediator:
                step = f"Talks: {in_words(name)}"

                def lanes(done: int, total: int, step: str = step) -> None:
                    if progress is not None:
                        progress(step, done, total)

                many = runs if in_lanes(name) else min(runs, ONE_BY_ONE)
                try:
                    talks.append(run_talks(case, name, runs=many, seed=seed, progress=lanes))
                except UsageError as error:
                    unplayed.append((name, str(error)))
    return RunOutcome(
        case=case,
        brief=found,
        deals=agreements,
        talks=tuple(talks),
        report=folder / "report.html",
        results=folder / "results.json",
        unplayed=tuple(unplayed),
        stable=stability(case, seed=seed) if case.kind == "modelled" and case.conflict else None,
        ratified=_at_home(case, agreements) if agreements else None,
        schedule=_scheduled(case) if case.kind == "modelled" else None,
        uncertain=_uncertain(case, seed) if in_part else None,
    )


def _uncertain(case: Case, seed: int) -> tuple[Robust, Questions]:
    """Return the packages that survive and the question to ask next, from the same drawn preferences."""
    sample = sample_of(case, seed=seed)
    return robust_of(sample), ask_of(sample)


def write_for(
    path: Path | str,
    who: str,
    out: Path,
    progress: Progress | None = None,
    parties: Sequence[str] = (),
) -> tuple[Case, Party]:
    """Write the page of one party, ``party:ID``: it holds nothing else than that party may see.

    Returns the case and the party.

    Raises:
        InputError: the case, a dispatch or the record cannot be read.
        UsageError: ``who`` names no party of the case.
    """
    case = load(path, parties)
    party = asked_for(case, who)
    write_text(out, html(case, brief(path, progress, parties=parties), party=party))
    return case, party


def write_beside(
    path: Path | str,
    other: str,
    out: Path,
    seed: int = 0,
    runs: int = 200,
    progress: Progress | None = None,
    choose: Choose = last_of,
    parties: Sequence[str] = (),
) -> tuple[str, str]:
    """Write a case beside another case, or beside itself as it was on a day, such as 2024-05-26.

    ``parties`` are those chosen of the first case. Returns the titles of the two sides.

    Raises:
        InputError: a case, a dispatch or a record cannot be read.
        UsageError: ``other`` is neither a day nor a case, or no report was published by that day.
    """
    if valid(other) and not Path(other).exists():
        case, now = load(path, parties), brief(path, progress, parties=parties)
        then = brief(path, progress, parties=parties, until=other)
        if not then.entries:
            raise UsageError(f"beside: expected a day by which a report was published, found {other}.")
        sides = (
            Side(f"By {when_text(other)}", case, RecordPart(case, then)),
            Side(f"By {when_text(now.as_of)}" if now.as_of else "Now", case, RecordPart(case, now)),
        )
    else:
        load(other)  # if it cannot be read, the work on the first case would be lost
        one = gather(path, None, seed, runs, progress, choose, parties)
        two = gather(other, None, seed, runs, progress, choose)
        sides = (_side(one), _side(two))
    write_text(out, beside(*sides))
    return sides[0].title, sides[1].title


def _side(outcome: RunOutcome) -> Side:
    case = outcome.case
    agreements = AgreementsPart(case, outcome.deals) if outcome.deals else None
    return Side(
        case.title,
        case,
        RecordPart(case, outcome.brief),
        agreements,
        HomePart(case, outcome.ratified) if outcome.ratified else None,
        PhasesPart(case, outcome.schedule) if outcome.schedule else None,
        TalksPart(case, outcome.talks, (), agreements.basis)
        if agreements is not None and outcome.talks
        else None,
        UncertainPart(case, *outcome.uncertain) if outcome.uncertain else None,
        StabilityPart(case, outcome.stable) if outcome.stable else None,
    )


def _at_home(case: Case, found: Deals) -> Ratified | None:
    """Return the packages that pass at home, and how the first solution fares there."""
    if all(party.quota is None for party in case.parties):
        return None
    picked = chosen(found)
    return ratify(case, None, picked[0][0].package if picked else None)


def _scheduled(case: Case) -> Schedule | None:
    """Return the steps of carrying an agreement out; None if the case has none or they are too many."""
    if case.phases is None:
        return None
    try:
        return schedule(case)
    except UsageError:
        return None


def write(outcome: RunOutcome, path: Path, private: bool = False) -> None:
    """Write a case's page; an existing page is replaced only by a complete page.

    If ``private``, minutes have what parties said to the mediator alone.
    """
    write_text(path, outcome.page(private))
