"""Run talks on a case: who sits where, how many runs, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar, cast

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.model import Case, route
from goodoffices.registry import for_workers
from goodoffices.space import Integers, Space, compile, decode, evaluate
from goodoffices.talks.engine.events import Lanes, Mask
from goodoffices.talks.engine.players import (
    MEDIATORS,
    STRATEGIES,
    AnyMediator,
    AnyStrategy,
    MediatorPlayer,
    Strategy,
    in_turn,
    mediator_named,
    mediators_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Log, MediatorSeat, PartySeat, Seat, drive
from goodoffices.talks.engine.state import Lead, Setting
from goodoffices.talks.engine.views import allowed_packages, mediator_private, party_private
from goodoffices.talks.outcomes.disclosure import Disclosed, breakdowns, disclosures
from goodoffices.talks.outcomes.transcript import Transcript, transcript

KEPT_TRANSCRIPTS = 3
FEW = 4
"""So few runs are over before other processes would have begun."""
TO_SHARE = "several mediators that lead a protocol's rounds in turn, as in 'two-issues/one-issue'"
Third = TypeVar("Third")
Routes = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TalksResult:
    """What came of some runs. ``mean_utilities`` are over agreed runs, in each party's own units, with
    its discount and cost for each round taken off; None where no run agreed."""

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
    """What each run was worth to each party, after discount and cost; None where it did not agree."""
    disclosed: Mapping[str, Disclosed]
    """By party: its private answers over all runs, and whom they reached."""
    breakdowns: Mapping[str, int]
    """Why runs that did not agree did not, and how many for each reason."""
    remarks: Mapping[str, int]
    """What mediators noted for themselves, of a party or of the talks, and in how many runs."""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON; transcripts are left out."""
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


def run(
    case: Case,
    protocol: str | type[Protocol] = "alternating-offers",
    *,
    runs: int = 1,
    seed: int = 0,
    strategy: AnyStrategy | Sequence[AnyStrategy] | None = None,
    mediator: AnyMediator | Sequence[AnyMediator] | None = None,
    sharing: bool = False,
    jobs: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> TalksResult:
    """Simulate talks on a modelled case.

    Every party plays ``strategy``, or each its own where there is one for each, and the drafting mediator
    ``mediator``; a mediator is given no preferences. Where there are several (``two-issues/one-issue``), the
    case's mediators that reach every party lead rounds in turn, each in the way named for it; what parties
    say to one the others learn only with ``sharing``. The same seed gives the same sessions, however many are
    run together; parts that cannot play lanes play run by run, ``jobs`` at a time, or one for each core
    where that is None and runs are not just a few.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: a name is unknown, the protocol needs a mediator that reaches every party, or there is
            only one mediator to share.
    """
    kind = PROTOCOLS.given(protocol)[1]
    given = strategy or kind.usual_strategy
    chosen: Sequence[AnyStrategy] = _listed(given) or [cast(AnyStrategy, given)] * len(case.parties)
    if len(chosen) != len(case.parties):
        raise UsageError(
            f"strategy: expected one, or one for each of {len(case.parties)} parties, found {len(chosen)}."
        )
    third = mediator or kind.usual_mediator
    each: Sequence[AnyMediator] = _listed(third) or [cast(AnyMediator, third)]
    each = in_turn(third) if isinstance(third, str) else each
    mediators_named(each)
    drafting = leading(kind, each)
    if sharing and len(drafting) == 1:
        found = (
            f"'{MEDIATORS.label(drafting[0])}' alone"
            if kind.needs_mediator
            else f"{kind.name}, which needs none"
        )
        raise UsageError(f"sharing: expected {TO_SHARE}, found {found}.")
    names = list(map(STRATEGIES.label, chosen))
    for name, one in zip(names, chosen, strict=True):
        if kind.offers() and not strategy_named(one).offers:
            fitting = sorted(known for known in STRATEGIES if STRATEGIES[known]().offers)
            raise UsageError(
                f"strategy: expected one that makes offers ({', '.join(fitting)}), found '{name}'."
            )
    leads = list(map(MEDIATORS.label, drafting))
    for name, player in zip(leads, mediators_named(drafting), strict=True):
        if kind.needs_mediator and kind.name not in player.protocols:
            fitting = sorted(name for name in MEDIATORS if kind.name in MEDIATORS[name]().protocols)
            raise UsageError(
                f"mediator: expected one that plays {kind.name} ({', '.join(fitting)}), found '{name}'."
            )
    space = compile(case)
    table = arrange(case, space, kind.needs_mediator, len(drafting), sharing)
    logs = _played(kind(table.setting), table, chosen, drafting, seed, runs, jobs, progress)
    led = " / ".join(leads) if kind.needs_mediator else None
    return _result(case, space, table, logs, names, led, seed)


def _listed(given: object) -> list[Any]:
    """Return what is given as a list if it is a list or a tuple, else nothing."""
    return list(given) if isinstance(given, list | tuple) else []


def leading(kind: type[Protocol], each: Sequence[Third]) -> Sequence[Third]:
    """Return the mediators that lead a protocol's rounds in turn; the first if it needs none."""
    return each if kind.needs_mediator else each[:1]


def _played(
    rules: Protocol,
    table: Table,
    strategies: Sequence[AnyStrategy],
    mediators: Sequence[AnyMediator],
    seed: int,
    runs: int,
    jobs: int | None,
    progress: Callable[[int, int], None] | None,
) -> list[Log]:
    """All runs in lanes of one log; one by one, ``jobs`` at a time, where a part cannot play lanes."""
    players, drafting = list(map(strategy_named, strategies)), mediators_named(mediators)
    if all(player.lanes for player in players) and all(third.lanes for third in drafting):
        seats = table.seats(players, *drafting)
        return [drive(rules, seats, seed, range(runs), progress)]
    from joblib import Parallel, delayed

    work = (
        delayed(for_workers(_alone))(rules, table, strategies, mediators, seed, run_number)
        for run_number in range(runs)
    )
    logs = []
    at_a_time = (-1 if runs > FEW else 1) if jobs is None else jobs
    for log in Parallel(n_jobs=at_a_time, return_as="generator")(work):
        logs.append(log)
        if progress is not None:
            progress(len(logs), runs)
    return logs


def _alone(
    rules: Protocol,
    table: Table,
    strategies: Sequence[AnyStrategy],
    mediators: Sequence[AnyMediator],
    seed: int,
    number: int,
) -> Log:
    players = list(map(strategy_named, strategies))
    seats = table.seats(players, *mediators_named(mediators))
    return drive(rules, seats, seed, range(number, number + 1))


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits where in a case's talks, and the ways from each mediator that leads rounds to each party."""

    case: Case
    space: Space
    setting: Setting
    routes: tuple[Routes, ...]

    def seats(self, players: Sequence[Strategy], *drafting: MediatorPlayer) -> list[Seat]:
        """The seats in order, with a player for each mediator that leads; the others carry, and are never
        asked."""
        codes = allowed_packages(self.space, any(player.offers for player in players))
        seats: list[Seat] = [
            PartySeat(
                replace(party_private(self.space, place, codes), pressure=self._pressure(place)), player
            )
            for place, player in enumerate(players)
        ]
        leading = {lead.seat: player for lead, player in zip(self.setting.leads, drafting, strict=True)}
        for place, third in enumerate(self.case.mediators, len(players)):
            private = mediator_private(self.space, third.id, codes)
            seats.append(MediatorSeat(private, leading.get(place, drafting[0])))
        return seats

    def _pressure(self, place: int) -> tuple[int, ...]:
        """What a party's constituencies make each round cost it, in its whole utilities."""
        party, scale = self.case.parties[place], int(self.space.scales[place])
        return tuple(round(party.pressure(r) * scale) for r in range(self.case.rules.rounds))


def arrange(
    case: Case, space: Space, needs_mediator: bool, leads: int = 1, sharing: bool = False
) -> Table:
    """Find who drafts (the first mediators that can reach every party) and who carries for whom.

    Raises:
        UsageError: mediators are needed, and fewer than ``leads`` reach every party.
    """
    names = [m.id for m in case.mediators]
    first = len(case.parties)
    able = _able(case)
    if needs_mediator and (why := too_few(case, leads)):
        raise UsageError(why)
    chosen = list(able.items())[:leads] if able else [("", ())]
    found = [
        Lead(
            first + names.index(name) if name else first,
            tuple(sum(1 << (first + names.index(m)) for m in way[:-1]) for way in ways) or (0,) * first,
        )
        for name, ways in chosen
    ]
    setting = Setting(
        parties=first,
        mediators=len(names),
        issues=len(space.issues),
        rounds=case.rules.rounds,
        steps=case.rules.steps,
        lead=found[0].seat,
        carries=found[0].carries,
        strong=case.rules.strong_votes,
        after=tuple(found[1:]),
        sharing=sharing,
    )
    return Table(case, space, setting, tuple(ways for _, ways in chosen))


def too_few(case: Case, leads: int) -> str | None:
    """What is wrong where fewer than so many mediators reach every party; None where nothing is."""
    able = _able(case)
    if len(able) >= leads:
        return None
    many = "a mediator" if leads == 1 else f"{leads} mediators"
    return (
        f"{case.id}: expected {many} with a channel or a relay to every party, found "
        f"{', '.join(able) or 'none'}."
    )


def _able(case: Case) -> dict[str, Routes]:
    """The mediators that reach every party, in the order of the case, and their ways."""
    found = {}
    for third in case.mediators:
        ways = [route(case, third.id, party.id) for party in case.parties]
        if all(way is not None for way in ways):
            found[third.id] = tuple(way for way in ways if way is not None)
    return found


def _result(
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
    from goodoffices.talks.outcomes.measures import measured

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
    """Remarks in words, with how many runs they were made in, most frequent first."""
    counts = Counter(
        remark.words if remark.party is None else f"{parties[remark.party]}: {remark.words}"
        for log in logs
        for remark in log.remarks
    )
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def worth_of(
    case: Case, space: Space, utilities: Integers, rounds: Lanes, agreed: Mask
) -> tuple[tuple[float, ...] | None, ...]:
    """What each run was worth to each party, in its own units, after discount and cost."""
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


def in_lanes(protocol: str) -> bool:
    """Whether a protocol's own mediator and strategy play many sessions at once."""
    kind = PROTOCOLS[protocol]
    return strategy_named(kind.usual_strategy).lanes and mediator_named(kind.usual_mediator).lanes
