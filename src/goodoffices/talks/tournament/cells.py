"""The cells of a tournament: what each is, which of them can be played together, and what came of them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.formats import load
from goodoffices.model import Case
from goodoffices.space import Space, compile, evaluate
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import mediators_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat, Seat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import ROW_LIMIT
from goodoffices.talks.outcomes.measures import Yardstick
from goodoffices.talks.run import Table, arrange, leading, run, worth_of

LANES = 4096
"""The most sessions that are driven together, if a cell is not longer: their results are written at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played: lists of names, how many runs a cell, one seed, and how many cells if not all.

    A name among ``mediators`` may be of several that lead the rounds in turn, ``two-issues/one-issue``;
    ``share`` says whether these pass on what they hear, and holds both where either way is to be played.
    """

    cases: tuple[str, ...]
    protocols: tuple[str, ...]
    strategies: tuple[str, ...]
    mediators: tuple[str, ...]
    runs: int
    seed: int
    sample: int | None
    share: tuple[bool, ...] = (False,)

    def digest(self) -> str:
        """A hash of the plan: results of another plan are not mixed in."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cell:
    """One case, protocol and mediator, or several in turn, with a strategy for each party."""

    case: str
    protocol: str
    mediator: str
    strategies: tuple[str, ...]
    sharing: bool = False

    @property
    def key(self) -> str:
        shared = ("sharing",) if self.sharing else ()
        return " ".join((self.case, self.protocol, self.mediator, *shared, *self.strategies))

    @property
    def leading(self) -> tuple[str, ...]:
        """The mediators that lead its rounds in turn."""
        return leading(PROTOCOLS[self.protocol], self.mediator)

    def table(self, case: Case, space: Space) -> Table:
        """Who sits where in it.

        Raises:
            UsageError: mediators are needed, and too few reach every party.
        """
        needed = PROTOCOLS[self.protocol].needs_mediator
        return arrange(case, space, needed, len(self.leading), self.sharing)


def grouped(plan: Plan, folder: Path, cells: Sequence[Cell], jobs: int) -> list[list[Cell]]:
    """Cells that one drive plays: of one protocol and setting, every player fit for lanes; others alone.

    Cells of one case and mediator stay in their order; no set holds more than :data:`LANES` sessions, nor
    more than its share where several are played at a time.
    """
    sets: dict[tuple[str, Setting] | str, list[Cell]] = defaultdict(list)
    settings: dict[tuple[str, str, int, bool], Setting | None] = {}
    for cell in cells:
        where = cell.case, cell.protocol, len(cell.leading), cell.sharing
        if where not in settings:
            settings[where] = _setting(folder, cell)
        setting = settings[where]
        fit = setting is not None and all(strategy_named(name).lanes for name in cell.strategies)
        if setting is not None and fit and all(third.lanes for third in mediators_named(cell.leading)):
            sets[cell.protocol, setting].append(cell)
        else:
            sets[cell.key].append(cell)
    found = []
    for members in sets.values():
        size = max(min(LANES // plan.runs, -(-len(members) // max(jobs, 1))), 1)
        found += [members[begin : begin + size] for begin in range(0, len(members), size)]
    return found


def _setting(folder: Path, cell: Cell) -> Setting | None:
    """What a cell is played with; none where it cannot be, so that playing it alone says why."""
    case = load(folder / cell.case)
    try:
        space = compile(case)
        table = cell.table(case, space)
    except UsageError:
        return None
    return table.setting if prod(space.dims) <= ROW_LIMIT else None


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
