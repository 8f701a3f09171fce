"""The cells of a tournament, and which of them can be played together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.formats import load
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
"""The most sessions that are driven together, if a cell is not longer: their results are written at once."""


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
    def leading(self) -> Sequence[str]:
        """The mediators that lead its rounds in turn."""
        return leading(PROTOCOLS[self.protocol], in_turn(self.mediator))

    def table(self, case: Case, space: Space) -> Table:
        """Who sits where in it.

        Raises:
            UsageError: mediators are needed, and too few reach every party.
        """
        needed = PROTOCOLS[self.protocol].needs_mediator
        return arrange(case, space, needed, len(self.leading), self.sharing)


def cells(plan: Plan, folder: Path) -> list[Cell]:
    """The full factorial of a plan, or so many of its cells drawn once each by its seed.

    A mediator or strategy that does not play a protocol makes no cell with it, nor do several mediators one
    of which does not; where no mediator is needed there is one cell, or where there is nobody to share with.

    Raises:
        UsageError: mediators are to lead in cases in which too few reach every party; all such cases.
    """
    found, problems = list[Cell](), dict[str, None]()
    for name in plan.cases:
        case = load(folder / name).modelled()
        for protocol in plan.protocols:
            kind = PROTOCOLS[protocol]
            fitting = [
                name for name in plan.strategies if STRATEGIES[name]().offers or not kind.offers()
            ]
            for mediator, sharing in _led(plan, protocol):
                why = (
                    too_few(case, len(leading(kind, in_turn(mediator))))
                    if kind.needs_mediator
                    else None
                )
                problems |= {why: None} if why else {}
                for strategies in product(fitting, repeat=len(case.parties)):
                    found.append(Cell(name, protocol, mediator, strategies, sharing))
    if problems:
        raise UsageError("\n".join(problems))
    if plan.sample is not None and plan.sample < len(found):
        draws = np.random.Generator(np.random.Philox(plan.seed))
        places = sorted(draws.choice(len(found), plan.sample, replace=False).tolist())
        found = [found[place] for place in places]
    return found


def _led(plan: Plan, protocol: str) -> Iterator[tuple[str, bool]]:
    """Who may lead a protocol's rounds, and whether they share what they hear."""
    if not PROTOCOLS[protocol].needs_mediator:
        yield plan.mediators[0], False
        return
    for mediator in plan.mediators:
        if plays(mediator, protocol):
            several = len(in_turn(mediator)) > 1
            yield from ((mediator, sharing) for sharing in (plan.share if several else (False,)))


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
