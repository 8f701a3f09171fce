"""Playing the cells of a tournament: many together, or a single cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from goodoffices.model import Case
from goodoffices.space import compile, evaluate
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import mediators_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat, Seat
from goodoffices.talks.engine.table import Table
from goodoffices.talks.outcomes.disclosure import answers_each
from goodoffices.talks.outcomes.measures import Yardstick
from goodoffices.talks.outcomes.result import estimates_of, worth_of
from goodoffices.talks.run import run
from goodoffices.talks.tournament.cells import Cell
from goodoffices.talks.tournament.plan import Plan


def played(plan: Plan, given: Mapping[str, Case], cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """Play a set of cells from :func:`grouped`, or a single cell, and return their results.

    ``given`` has each case by its name in the plan: who plays may not have its files.
    """
    if len(cells) == 1:
        return [alone(plan, given[cells[0].case], cells[0])]
    cases = {name: _SeatedCase(given[name], cells[0]) for name in {c.case for c in cells}}
    tables = [cases[cell.case].seats(cell) for cell in cells]
    rules = PROTOCOLS[cells[0].protocol](cases[cells[0].case].table.setting)
    log = drive_together(rules, tables, plan.seed, range(plan.runs))
    agreed = rules.within(log.final, "agreed")
    answers, heard = answers_each(log, rules.setting.parties)
    found: dict[Cell, dict[str, Any]] = {}
    for name, seated in cases.items():
        own = [number for number, cell in enumerate(cells) if cell.case == name]
        # lanes are numbered cell by cell, and run by run within each cell
        lanes = (np.array(own)[:, np.newaxis] * plan.runs + np.arange(plan.runs)).ravel()
        rounds, lane_agreed = log.final.round[lanes], agreed[lanes]
        utilities = evaluate(seated.table.space, log.final.put[lanes])
        each = worth_of(seated.case, seated.table.space, utilities, rounds, lane_agreed)
        measures = Yardstick(seated.table.space).measure(utilities, lane_agreed)
        for index, number in enumerate(own):
            runs = slice(index * plan.runs, (index + 1) * plan.runs)
            mean_rounds, means = float(np.mean(rounds[runs] + 1)), measures.of(runs).means()
            told = _Told(
                {n: e.to_json() for n, e in estimates_of(measures.of(runs), lane_agreed[runs]).items()},
                float(answers[lanes][runs].mean()),
                float(heard[lanes][runs].mean()),
            )
            found[cells[number]] = _result(
                cells[number], seated.case, mean_rounds, each[runs], means, told
            )
    return [found[cell] for cell in cells]


def alone(plan: Plan, case: Case, cell: Cell) -> dict[str, Any]:
    """Play a single cell and return its result."""
    result = run(
        case,
        cell.protocol,
        runs=plan.runs,
        seed=plan.seed,
        strategy=cell.strategies,
        # a plan names mediators for all its protocols; one without a mediator takes none
        mediator=cell.mediator if PROTOCOLS[cell.protocol].needs_mediator else None,
        sharing=cell.sharing,
    )
    heard = sum(sum(said.to_parties.values()) for said in result.disclosed.values()) / result.runs
    estimates = {name: each.to_json() for name, each in result.estimates.items()}
    told = _Told(estimates, result.answers, heard)
    return _result(cell, case, result.mean_rounds, result.each, result.measures, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """The estimates of a cell, and by session its private answers, and those that another party heard."""

    estimates: Mapping[str, Mapping[str, float | int]]
    answers: float
    heard_by_parties: float


def _result(
    cell: Cell,
    case: Case,
    mean_rounds: float,
    each: Sequence[tuple[float, ...] | None],
    measures: Mapping[str, float | None],
    told: _Told,
) -> dict[str, Any]:
    return {
        "key": cell.key,
        **asdict(cell),
        "agreed": sum(worth is not None for worth in each),
        "runs": len(each),
        "mean_rounds": mean_rounds,
        "utilities": [list(worth) if worth is not None else None for worth in each],
        "reservations": [float(p.reservation) for p in case.preferences],
        "measures": dict(measures),
        **asdict(told),
    }


class _SeatedCase:
    """A case's table, and its seats: a seat for each party and strategy, shared by all cells that have both.

    All cells have the protocol, the number of mediators and the sharing of the cell ``like``.
    """

    def __init__(self, case: Case, like: Cell) -> None:
        self.case = case
        self.table: Table = like.table(case, compile(case))
        self._usual: dict[str, list[Seat]] = {}
        self._parties: dict[tuple[int, str], Seat] = {}

    def seats(self, cell: Cell) -> list[Seat]:
        """Return the seats of a cell."""
        if cell.mediator not in self._usual:
            players = [strategy_named(name) for name in cell.strategies]
            self._usual[cell.mediator] = self.table.seats(players, *mediators_named(cell.leading))
        usual = self._usual[cell.mediator]
        found = []
        for party, name in enumerate(cell.strategies):
            seat = usual[party]
            assert isinstance(seat, PartySeat)
            if (party, name) not in self._parties:
                self._parties[party, name] = PartySeat(seat.private, strategy_named(name))
            found.append(self._parties[party, name])
        return found + usual[len(cell.strategies) :]
