"""Playing the cells of a tournament: many together, or one alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from goodoffices.formats import load
from goodoffices.model import Case
from goodoffices.space import compile, evaluate
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import mediators_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat, Seat
from goodoffices.talks.engine.table import Table
from goodoffices.talks.outcomes.measures import Yardstick
from goodoffices.talks.outcomes.result import worth_of
from goodoffices.talks.run import run
from goodoffices.talks.tournament.cells import Cell
from goodoffices.talks.tournament.plan import Plan


def played(plan: Plan, folder: Path, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """The results of some cells that :func:`grouped` put together, or of one."""
    if len(cells) == 1:
        return [alone(plan, folder, cells[0])]
    cases = {name: _Sitting(load(folder / name), cells[0]) for name in {c.case for c in cells}}
    tables = [cases[cell.case].seats(cell) for cell in cells]
    rules = PROTOCOLS[cells[0].protocol](cases[cells[0].case].table.setting)
    log = drive_together(rules, tables, plan.seed, range(plan.runs))
    agreed = rules.within(log.final, "agreed")
    found: dict[Cell, dict[str, Any]] = {}
    for name, at in cases.items():
        own = [number for number, cell in enumerate(cells) if cell.case == name]
        lanes = (np.array(own)[:, np.newaxis] * plan.runs + np.arange(plan.runs)).ravel()
        rounds, fine = log.final.round[lanes], agreed[lanes]
        utilities = evaluate(at.table.space, log.final.put[lanes])
        each = worth_of(at.case, at.table.space, utilities, rounds, fine)
        measures = Yardstick(at.table.space).measure(utilities, fine)
        for place, number in enumerate(own):
            runs = slice(place * plan.runs, (place + 1) * plan.runs)
            mean_rounds, means = float(np.mean(rounds[runs] + 1)), measures.of(runs).means()
            found[cells[number]] = _result(cells[number], at.case, mean_rounds, each[runs], means)
    return [found[cell] for cell in cells]


def alone(plan: Plan, folder: Path, cell: Cell) -> dict[str, Any]:
    """The result of one cell, played by itself."""
    case = load(folder / cell.case)
    result = run(
        case,
        cell.protocol,
        runs=plan.runs,
        seed=plan.seed,
        strategy=cell.strategies,
        mediator=cell.mediator,
        sharing=cell.sharing,
    )
    return _result(cell, case, result.mean_rounds, result.each, result.measures)


def _result(
    cell: Cell,
    case: Case,
    mean_rounds: float,
    each: Sequence[tuple[float, ...] | None],
    measures: Mapping[str, float | None],
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
    }


class _Sitting:
    """A case's table: a seat is made once for each place and strategy, and sits at every cell with them.

    The cells are of one protocol, and as many mediators lead in each and share or do not, as in ``like``.
    """

    def __init__(self, case: Case, like: Cell) -> None:
        self.case = case
        self.table: Table = like.table(case, compile(case))
        self.usual: dict[str, list[Seat]] = {}
        self.parties: dict[tuple[int, str], Seat] = {}

    def seats(self, cell: Cell) -> list[Seat]:
        """Who sits at the table of a cell."""
        if cell.mediator not in self.usual:
            players = [strategy_named(name) for name in cell.strategies]
            self.usual[cell.mediator] = self.table.seats(players, *mediators_named(cell.leading))
        usual = self.usual[cell.mediator]
        found = []
        for place, name in enumerate(cell.strategies):
            seat = usual[place]
            assert isinstance(seat, PartySeat)
            if (place, name) not in self.parties:
                self.parties[place, name] = PartySeat(seat.private, strategy_named(name))
            found.append(self.parties[place, name])
        return found + usual[len(cell.strategies) :]
