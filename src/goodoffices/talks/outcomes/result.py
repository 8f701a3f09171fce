"""The outcome of some runs: agreements, their utilities, and the private answers of each side."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import fsum
from typing import Any

import numpy as np

from goodoffices.model import Case
from goodoffices.shown import Shown
from goodoffices.space import Integers, Space, decode, evaluate
from goodoffices.table import Table as Cells
from goodoffices.talks.engine.event import Lanes, Mask
from goodoffices.talks.engine.session import Log
from goodoffices.talks.engine.table import Table
from goodoffices.talks.outcomes.disclosure import Disclosed, breakdowns, disclosures
from goodoffices.talks.outcomes.estimates import Estimate, mean_of, share_of
from goodoffices.talks.outcomes.measures import Measures, Yardstick, joined
from goodoffices.talks.outcomes.transcript import Transcript, transcript
from goodoffices.wording import amount, count, in_words

KEPT_TRANSCRIPTS = 3
"""Number of transcripts kept: enough to read how sessions go; more would fill the memory."""


@dataclass(frozen=True, slots=True, repr=False)
class TalksResult(Shown):
    """The outcome of some runs.

    ``mean_utilities`` are means over agreed runs, in each party's own units, less its discount and cost for
    each round; None if no run agreed.
    """

    case: str
    case_digest: str
    protocol: str
    strategy: str
    mediator: str | None
    runs: int
    seed: int
    agreed: int
    mean_utilities: Mapping[str, float | None]
    mean_rounds: float
    packages: tuple[tuple[Mapping[str, str], int], ...]
    transcripts: tuple[Transcript, ...]
    measures: Mapping[str, float | None]
    """Means over agreed runs, see ``measures.Measures``."""
    each: tuple[tuple[float, ...] | None, ...]
    """By run, the utility of each party after discount and cost; None if the run did not agree."""
    disclosed: Mapping[str, Disclosed]
    """By party, the number of its private answers over all runs, and who heard them."""
    breakdowns: Mapping[str, int]
    """By reason, the number of runs that ended without agreement."""
    remarks: Mapping[str, int]
    """By note that a mediator made for itself, the number of runs."""
    estimates: Mapping[str, Estimate]
    """Shares over all runs with 95% intervals: ``agreed``, ``joint_gain`` and ``least`` as in ``measures``.

    A run that did not agree gained nothing. Without the last two if no package is acceptable to all."""

    @property
    def answers(self) -> float:
        """The number of private answers that parties were asked for in a run, on average."""
        return sum(said.answers for said in self.disclosed.values()) / self.runs

    def lines(self) -> list[str]:
        """Return in how many sessions the parties agreed, with what, and why others ended."""
        found = [
            f"{self.case}, {in_words(self.protocol)}, {in_words(self.strategy)}: {self.agreed:,} of "
            f"{count(self.runs, 'session')} ended in agreement"
        ]
        names = {"joint_gain": "joint gain", "least": "gain of the party that gained least"}
        found += [
            f"{word}: {self.estimates[n].text()}" for n, word in names.items() if n in self.estimates
        ]
        found += [
            f"mean utility of {party}: {amount(mean)}"
            for party, mean in self.mean_utilities.items()
            if mean is not None
        ]
        return found + [f"{why}: {count(number, 'session')}" for why, number in self.breakdowns.items()]

    def table(self) -> Cells:
        """Return the sessions: run, agreed, and the utility of each party; None if it did not agree."""
        nothing = (None,) * len(self.mean_utilities)
        columns = ["run", "agreed", *(f"utility of {party}" for party in self.mean_utilities)]
        rows = [(run, own is not None, *(own or nothing)) for run, own in enumerate(self.each)]
        return Cells.of_rows("sessions", columns, rows)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON, without transcripts."""
        return {
            "case": self.case,
            "protocol": self.protocol,
            "runs": self.runs,
            "seed": self.seed,
            "agreed": self.agreed,
            "mean_utilities": dict(self.mean_utilities),
            "mean_rounds": self.mean_rounds,
            "packages": [
                {"package": dict(package), "count": count} for package, count in self.packages
            ],
            "measures": dict(self.measures),
            "strategy": self.strategy,
            "mediator": self.mediator,
            "case_digest": self.case_digest,
            "disclosed": {party: asdict(said) for party, said in self.disclosed.items()},
            "breakdowns": dict(self.breakdowns),
            "remarks": dict(self.remarks),
        }

    def compared(self) -> dict[str, Any]:
        """Return, as plain JSON, the numbers by which results of different protocols are compared."""
        found = {name: each.to_json() for name, each in self.estimates.items()}
        return {"estimates": found, "answers_per_run": self.answers}


@dataclass(slots=True)
class Counts:
    """What is kept of sessions; the logs of which they are counted are large, and are dropped.

    Counts of sessions that were played elsewhere are added in the order of the sessions.
    """

    protocol: str = ""
    runs: int = 0
    rounds: int = 0
    packages: Counter[tuple[int, ...]] = field(default_factory=Counter)
    each: list[tuple[float, ...] | None] = field(default_factory=list)
    transcripts: list[Transcript] = field(default_factory=list)
    measures: list[Measures] = field(default_factory=list)
    disclosed: dict[str, Disclosed] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add the counts of the sessions that follow."""
        self.protocol = other.protocol
        self.runs += other.runs
        self.rounds += other.rounds
        self.packages.update(other.packages)
        self.each += other.each
        self.transcripts += other.transcripts[: KEPT_TRANSCRIPTS - len(self.transcripts)]
        self.measures += other.measures
        for party, said in other.disclosed.items():
            known = self.disclosed.get(party)
            self.disclosed[party] = said if known is None else known.plus(said)
        self.reasons.update(other.reasons)
        self.remarks.update(other.remarks)


class Tally:
    """Counts the sessions of a case's table, log by log."""

    def __init__(self, table: Table) -> None:
        self.case, self.space, self.table = table.case, table.space, table
        self.parties = [party.name for party in self.case.parties]
        self.mediators = [third.name for third in self.case.mediators]
        self._yardstick = Yardstick(self.space)

    def counts(self, log: Log, first: bool = True) -> Counts:
        """Return the counts of a log; ``first`` if its transcripts may be among those that are kept."""
        agreed = log.protocol.within(log.final, "agreed")
        utilities = evaluate(self.space, log.final.put)
        thirds = [third.id for third in self.case.mediators]
        shown = min(len(agreed), KEPT_TRANSCRIPTS) if first else 0
        remarks = Counter[str]()
        for remark in log.remarks:
            about = "" if remark.party is None else f"{self.parties[remark.party]}: "
            remarks[about + remark.words] += 1
        return Counts(
            protocol=log.protocol.name,
            runs=len(agreed),
            rounds=int((log.final.round + 1).sum()),
            packages=Counter(map(tuple, log.final.put[agreed].tolist())),
            each=list(worth_of(self.case, self.space, utilities, log.final.round, agreed)),
            transcripts=[transcript(log, lane, self.case, self.table.routes) for lane in range(shown)],
            measures=[self._yardstick.measure(utilities, agreed)],
            disclosed=disclosures([log], self.space.parties, thirds),
            reasons=Counter(breakdowns([log], [*self.parties, *self.mediators])),
            remarks=remarks,
        )


def result_of(
    case: Case,
    space: Space,
    parts: Iterable[Counts],
    chosen: Sequence[str],
    drafting: str | None,
    seed: int,
) -> TalksResult:
    """Return the outcome of sessions, whose counts are taken one after the other."""
    tally = Counts()
    # few worths differ, and a million equal ones are kept as one
    same: dict[tuple[float, ...], tuple[float, ...]] = {}
    for part in parts:
        part.each = [None if own is None else same.setdefault(own, own) for own in part.each]
        tally.add(part)
    agreed = np.array([worth is not None for worth in tally.each], np.bool_)
    known = int(agreed.sum())
    means: dict[str, float | None] = {
        party: fsum(worth[place] for worth in tally.each if worth is not None) / known
        if known
        else None
        for place, party in enumerate(space.parties)
    }
    ranked = sorted(tally.packages.items(), key=lambda item: (-item[1], item[0]))
    measures = joined(tally.measures)
    tally.measures.clear()  # of a million sessions they take 40 MB
    return TalksResult(
        case=case.id,
        case_digest=space.case_digest,
        protocol=tally.protocol,
        strategy=chosen[0] if len(set(chosen)) == 1 else " / ".join(chosen),
        mediator=drafting,
        runs=tally.runs,
        seed=seed,
        agreed=known,
        mean_utilities=means,
        mean_rounds=tally.rounds / tally.runs,
        packages=tuple((decode(space, np.array(codes)), count) for codes, count in ranked),
        transcripts=tuple(tally.transcripts),
        measures=measures.means(),
        each=tuple(tally.each),
        disclosed=tally.disclosed,
        breakdowns=_ranked(tally.reasons),
        remarks=_ranked(tally.remarks),
        estimates=estimates_of(measures, agreed),
    )


def estimates_of(measures: Measures, agreed: Mask) -> dict[str, Estimate]:
    """Return shares of runs with intervals; ``agreed`` says of each run whether it ended in agreement."""
    found = {"agreed": share_of(int(agreed.sum()), len(agreed))}
    for name in ("joint_gain", "least"):
        values = getattr(measures, name)
        nothing = np.isnan(values)
        if not (nothing & agreed).any():
            # an array of numbers of Python: a list of a million would take 32 MB more
            found[name] = mean_of(array("d", np.where(nothing, 0.0, values).tobytes()))
    return found


def _ranked(counts: Counter[str]) -> dict[str, int]:
    """Return counts, the most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def worth_of(
    case: Case, space: Space, utilities: Integers, rounds: Lanes, agreed: Mask
) -> tuple[tuple[float, ...] | None, ...]:
    """Return the utility of each run to each party, in its own units, after discount and cost.

    Args:
        case: for discounts, costs and pressure.
        space: for the scale of integer utilities.
        utilities: (runs, parties) integers.
        rounds: (runs,) the round of the agreement, from 0.
        agreed: (runs,).

    Returns:
        By run, a number for each party, or None if it did not agree.
    """
    columns = []
    for place, preference in enumerate(_preferences(case)):
        kept = np.array([float(preference.discount**r) for r in range(int(rounds.max(initial=0)) + 1)])
        scaled = utilities[:, place] / float(space.scales[place])
        felt = np.array([float(case.parties[place].pressure(r)) for r in range(len(kept))])
        columns.append(scaled * kept[rounds] - float(preference.cost_per_round) * rounds - felt[rounds])
    table = np.stack(columns, axis=1).tolist()
    return tuple(tuple(row) if fine else None for row, fine in zip(table, agreed.tolist(), strict=True))


def _preferences(case: Case) -> list[Any]:
    by_party = {preference.party: preference for preference in case.preferences}
    return [by_party[party.id] for party in case.parties]
