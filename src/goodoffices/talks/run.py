"""Run talks on a case: seat its parties and mediators, play the sessions, gather the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from goodoffices.engine import SHARES, workers
from goodoffices.errors import UsageError, at_least, within
from goodoffices.limits import RUNS, SEED
from goodoffices.model import Case, as_case
from goodoffices.space import compile
from goodoffices.talks.engine.players import (
    MEDIATORS,
    STRATEGIES,
    AnyMediator,
    AnyStrategy,
    in_turn,
    mediator_named,
    mediators_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Log, drive
from goodoffices.talks.engine.table import Table, arrange
from goodoffices.talks.outcomes.result import (
    KEPT_TRANSCRIPTS,
    Counts,
    TalksResult,
    Tally,
    result_of,
)

FEW = 4
"""Number of runs that end before other processes would have started."""
SHARES_ALONE = 64
"""Pieces for each worker if sessions are played one by one, up to a second each: the last delays the end."""
AT_ONCE = 2048
"""Number of sessions in the lanes of a log: more are no faster, and a log takes up to 20 kB a session."""
TO_SHARE = "several mediators that lead a protocol's rounds in turn, as in 'two-issues/one-issue'"
Third = TypeVar("Third")
Progress = Callable[[int, int], None]
"""Called with the number of sessions that have ended, and of all."""


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
    engine: str | None = None,
    progress: Progress | None = None,
) -> TalksResult:
    """Simulate talks on a modelled case.

    The same seed gives the same sessions, however many are run together.

    Args:
        case: with a model.
        protocol: a name or a class.
        runs: the number of sessions.
        seed: of all draws.
        strategy: of every party, or a list with the strategy of each; by default the protocol's usual.
        mediator: the mediator that drafts; it is given no preferences. If there are several
            (``two-issues/one-issue``), the case's mediators that reach every party lead rounds in turn.
        sharing: if true, every leading mediator hears the private answers to the others.
        jobs: the number of processes; if None, one for players that play many sessions at once or if runs
            are few, and otherwise as many as there are cores.
        engine: ``dask://HOST:PORT`` to play on the workers of a Dask cluster, see ``goodoffices.engine``.
        progress: called with the number of sessions that have ended, and of all.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: a name is unknown, the protocol needs a mediator that reaches every party, or there is
            only one mediator to share.
    """
    case = as_case(case)
    at_least("runs", runs, 1)
    within("runs", runs, RUNS)
    within("seed", seed, SEED)
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
    if mediator is not None and not kind.needs_mediator:
        found = MEDIATORS.label(drafting[0])
        raise UsageError(
            f"mediator: expected none, as no mediator takes part in {kind.name}, found '{found}'."
        )
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
    talks = _Talks(kind(table.setting), table, chosen, drafting, seed)
    counts = counted(talks, runs, jobs, engine, progress)
    led = " / ".join(leads) if kind.needs_mediator else None
    return result_of(case, space, counts, names, led, seed)


def _listed(given: object) -> list[Any]:
    """Return the argument as a list if it is a list or a tuple, else an empty list."""
    return list(given) if isinstance(given, list | tuple) else []


def leading(kind: type[Protocol], each: Sequence[Third]) -> Sequence[Third]:
    """Return the mediators that lead a protocol's rounds in turn; the first if it needs none."""
    return each if kind.needs_mediator else each[:1]


@dataclass(frozen=True, slots=True)
class _Talks:
    """Talks at a table, as they are sent to whoever plays some of their sessions."""

    rules: Protocol
    table: Table
    strategies: Sequence[AnyStrategy]
    mediators: Sequence[AnyMediator]
    seed: int

    @property
    def lanes(self) -> bool:
        """Whether all players can play many sessions at once."""
        parties = all(strategy_named(strategy).lanes for strategy in self.strategies)
        return parties and all(third.lanes for third in mediators_named(self.mediators))

    def logs(self, runs: range, progress: Progress | None = None) -> Iterator[Log]:
        """Yield the sessions in the lanes of a few logs; if a player cannot play lanes, a log for each."""
        lanes = self.lanes
        size = AT_ONCE if lanes else 1
        for first in range(runs.start, runs.stop, size):

            def ended(done: int, of: int, first: int = first) -> None:
                if progress is not None:
                    progress(first + done - runs.start, len(runs))

            # players may remember, so that each log has players of its own
            players = list(map(strategy_named, self.strategies))
            seats = self.table.seats(players, *mediators_named(self.mediators))
            some = range(first, min(first + size, runs.stop))
            # the end of a session that is alone is the only news of it
            yield drive(self.rules, seats, self.seed, some, ended if lanes else None)
            if not lanes:
                ended(1, 1)


def counted(
    talks: _Talks, runs: int, jobs: int | None, engine: str | None, progress: Progress | None
) -> Iterator[Counts]:
    """Yield the counts of all runs in their order, some at a time: from here, or from other processes."""
    alone = jobs == 1 or (jobs is None and (talks.lanes or runs <= FEW))
    if alone and engine is None:
        tally = Tally(talks.table)
        for log in talks.logs(range(runs), progress):
            yield tally.counts(log, first=log.runs[0] < KEPT_TRANSCRIPTS)
        return
    with workers(-1 if jobs is None else jobs, engine) as found:
        size = found.size(runs, AT_ONCE, SHARES if talks.lanes else SHARES_ALONE)
        parts = [range(first, min(first + size, runs)) for first in range(0, runs, size)]
        for part, counts in zip(
            parts, found.in_order(_counted, ((talks, part) for part in parts)), strict=True
        ):
            yield counts
            if progress is not None:
                progress(part.stop, runs)


def _counted(talks: _Talks, runs: range) -> Counts:
    """Return the counts of some of the sessions."""
    tally, whole = Tally(talks.table), Counts()
    for log in talks.logs(runs):
        whole.add(tally.counts(log, first=log.runs[0] < KEPT_TRANSCRIPTS))
    return whole


def in_lanes(protocol: str) -> bool:
    """Return true if a protocol's usual mediator and strategy play many sessions at once."""
    kind = PROTOCOLS[protocol]
    return strategy_named(kind.usual_strategy).lanes and mediator_named(kind.usual_mediator).lanes
