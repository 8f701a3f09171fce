"""The outcome of some runs: agreements, their utilities, and the private answers of each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from goodoffices.model import Case
from goodoffices.space import Integers, Space, decode, evaluate
from goodoffices.talks.engine.events import Lanes, Mask
from goodoffices.talks.engine.session import Log
from goodoffices.talks.engine.table import Table
from goodoffices.talks.outcomes.disclosure import Disclosed, breakdowns, disclosures
from goodoffices.talks.outcomes.measures import measured
from goodoffices.talks.outcomes.transcript import Transcript, transcript

KEPT_TRANSCRIPTS = 3
"""Number of transcripts kept: enough to read how sessions go; more would fill the memory."""


@dataclass(frozen=True, slots=True)
class TalksResult:
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


def result_of(
    case: Case,
    space: Space,
    table: Table,
    logs: Sequence[Log],
    chosen: Sequence[str],
    drafting: str | None,
    seed: int,
) -> TalksResult:
    rules = logs[0].protocol
    agreed = np.concatenate([rules.within(log.final, "agreed") for log in logs])
    put = np.concatenate([log.final.put for log in logs])
    rounds = np.concatenate([log.final.round for log in logs])
    utilities = evaluate(space, put)
    rows = put[agreed]
    each = worth_of(case, space, utilities, rounds, agreed)
    known = [worth for worth in each if worth is not None]
    means: dict[str, float | None] = {
        party: sum(worth[place] for worth in known) / len(known) if known else None
        for place, party in enumerate(space.parties)
    }
    counts = Counter(map(tuple, rows.tolist()))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lanes = [(log, lane) for log in logs for lane in range(len(log.runs))][:KEPT_TRANSCRIPTS]
    return TalksResult(
        case=case.id,
        case_digest=space.case_digest,
        protocol=rules.name,
        strategy=chosen[0] if len(set(chosen)) == 1 else " / ".join(chosen),
        mediator=drafting,
        runs=len(rounds),
        seed=seed,
        agreed=int(agreed.sum()),
        mean_utilities=means,
        mean_rounds=float(np.mean(rounds + 1)),
        packages=tuple((decode(space, np.array(codes)), count) for codes, count in ranked),
        transcripts=tuple(transcript(log, lane, case, table.routes) for log, lane in lanes),
        measures=measured(space, utilities, agreed).means(),
        each=each,
        disclosed=disclosures(logs, space.parties, [third.id for third in case.mediators]),
        breakdowns=breakdowns(logs, [p.name for p in case.parties] + [m.name for m in case.mediators]),
        remarks=_remarks(logs, [party.name for party in case.parties]),
    )


def _remarks(logs: Sequence[Log], parties: Sequence[str]) -> dict[str, int]:
    """Return the notes of mediators with their numbers of runs, most frequent first."""
    counts = Counter(
        remark.words if remark.party is None else f"{parties[remark.party]}: {remark.words}"
        for log in logs
        for remark in log.remarks
    )
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
