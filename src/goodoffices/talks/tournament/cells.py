"""The cells of a tournament, and which of them can be played together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path

import numpy as np

from goodoffices.errors import UsageError, within
from goodoffices.formats import load
from goodoffices.limits import CELLS
from goodoffices.model import Case
from goodoffices.space import Space, compile
from goodoffices.talks.engine.players import STRATEGIES, in_turn, mediators_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.table import Table, arrange, too_few
from goodoffices.talks.engine.views import ROW_LIMIT
from goodoffices.talks.run import leading
from goodoffices.talks.tournament.plan import Plan, plays

LANES = 4096
"""Maximum number of sessions in a set: its results are written at once, and lost if it is interrupted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A case, a protocol, a mediator or several in turn, and a strategy for each party."""

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
    def leading(self) -> Sequence[str]:
        """The mediators that lead the rounds in turn."""
        return leading(PROTOCOLS[self.protocol], in_turn(self.mediator))

    def table(self, case: Case, space: Space) -> Table:
        """Return the table at which the cell is played.

        Raises:
            UsageError: mediators are needed, and too few reach every party.
        """
        needed = PROTOCOLS[self.protocol].needs_mediator
        return arrange(case, space, needed, len(self.leading), self.sharing)


def cells(plan: Plan, folder: Path) -> list[Cell]:
    """Return the full factorial of a plan, or a random sample of it.

    A mediator or strategy is not combined with a protocol that it does not play; several mediators must
    all play it. A protocol without mediators has a single cell for all mediators of the plan.

    Args:
        plan: the plan.
        folder: the folder that the plan's cases are in.

    Raises:
        UsageError: mediators are needed in cases in which too few reach every party; names all of them. Or
            there are more cells than the limit.
    """
    found, problems, number = list[Cell](), dict[str, None](), 0
    for name in plan.cases:
        case = load(folder / name).exact()
        for protocol in plan.protocols:
            kind = PROTOCOLS[protocol]
            fitting = [
                name for name in plan.strategies if STRATEGIES[name]().offers or not kind.offers()
            ]
            for mediator, sharing in _mediations(plan, protocol):
                leads = len(leading(kind, in_turn(mediator)))
                why = too_few(case, leads) if kind.needs_mediator else None
                problems |= {why: None} if why else {}
                number += len(fitting) ** len(case.parties)
                within("the cells of the plan", number, CELLS)
                for strategies in product(fitting, repeat=len(case.parties)):
                    found.append(Cell(name, protocol, mediator, strategies, sharing))
    if problems:
        raise UsageError("\n".join(problems))
    if plan.sample is not None and plan.sample < len(found):
        draws = np.random.Generator(np.random.Philox(plan.seed))
        drawn = sorted(draws.choice(len(found), plan.sample, replace=False).tolist())
        found = [found[index] for index in drawn]
    return found


def _mediations(plan: Plan, protocol: str) -> Iterator[tuple[str, bool]]:
    """Yield the mediators that can lead a protocol, and whether they share the answers of parties."""
    if not PROTOCOLS[protocol].needs_mediator:
        yield plan.mediators[0], False
        return
    for mediator in plan.mediators:
        if plays(mediator, protocol):
            several = len(in_turn(mediator)) > 1
            yield from ((mediator, sharing) for sharing in (plan.share if several else (False,)))


def grouped(plan: Plan, folder: Path, cells: Sequence[Cell], jobs: int) -> list[list[Cell]]:
    """Return sets of cells that can be played together in lanes; all other cells are alone.

    The cells of a set have the same protocol and setting, and all their players can play lanes. Cells of
    the same case and mediator keep their order. A set holds at most :data:`LANES` sessions, and at most an
    equal share of the cells for each of ``jobs`` processes.
    """
    sets: dict[tuple[str, Setting] | str, list[Cell]] = defaultdict(list)
    settings: dict[tuple[str, str, int, bool], Setting | None] = {}
    for cell in cells:
        table = cell.case, cell.protocol, len(cell.leading), cell.sharing
        if table not in settings:
            settings[table] = _setting(folder, cell)
        setting = settings[table]
        fit = setting is not None and all(strategy_named(name).lanes for name in cell.strategies)
        if (
            setting is not None
            and fit
            and all(player.lanes for player in mediators_named(cell.leading))
        ):
            sets[cell.protocol, setting].append(cell)
        else:
            sets[cell.key].append(cell)
    found = []
    for members in sets.values():
        size = max(min(LANES // plan.runs, -(-len(members) // max(jobs, 1))), 1)
        found += [members[begin : begin + size] for begin in range(0, len(members), size)]
    return found


def _setting(folder: Path, cell: Cell) -> Setting | None:
    """Return a cell's setting; None if it must be played alone.

    A cell that cannot be seated is played alone, too: the error then names this cell.
    """
    case = load(folder / cell.case)
    try:
        space = compile(case)
        table = cell.table(case, space)
    except UsageError:
        return None
    return table.setting if prod(space.dims) <= ROW_LIMIT else None
