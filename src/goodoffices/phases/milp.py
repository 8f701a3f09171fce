"""Schedules of very many units by a mixed-integer program (HiGHS), if no table ties deliveries together.

The units delivered after each step are whole variables; in each step one party delivers. Exposures are
linear, so the largest of them is the guarantee to minimise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.errors import UsageError
from goodoffices.phases.exposure import Exposures, State
from goodoffices.solver import highs, model_of

SECONDS = 60.0
"""Time limit of a program: schedules of six steps take a tenth of a second."""
GAP = 1e-9
"""Relative gap between the guarantee found and the bound at which the program ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """The least guarantee, scaled, and the states after each step; ``proven`` if none can be less."""

    guarantee: int
    states: tuple[State, ...]
    proven: bool


def least_guarantee(exposures: Exposures, fixed: Mapping[str, int], steps: int) -> Found | None:
    """Return the least guarantee of at most ``steps`` steps, or None if no schedule exists.

    Args:
        exposures: the exposures; no table may tie deliveries together.
        fixed: scaled guarantees of some parties; the least is that of the others.
        steps: steps at the most.

    Raises:
        UsageError: HiGHS is not installed, or did not end within a minute.
    """
    library = highs("phases: so many units need HiGHS, or coarser units")
    model = model_of(library)
    model.setOptionValue("mip_rel_gap", GAP)
    model.setOptionValue("time_limit", SECONDS)
    given, guarantee = _program(model, exposures, fixed, steps)
    model.minimize(guarantee)
    status = model.getModelStatus()
    kinds = library.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return None
    if status not in (kinds.kOptimal, kinds.kTimeLimit) or model.getInfo().primal_solution_status != 2:
        raise UsageError("phases: HiGHS found no schedule within a minute. Write coarser units.")
    rows = [tuple(round(model.val(units)) for units in row) for row in given]
    # The guarantee is read off the whole units, not off the solver's decimals.
    states, before = [], rows[0]
    for row in rows[1:]:
        if row != before:
            states.append(row)
        before = row
    worst = [
        max(0, int(exposures.of(party, row, row).flat[0]))
        for row in [rows[0], *states]
        for party in exposures.parties
        if party not in fixed
    ]
    return Found(max(worst, default=0), tuple(states), status == kinds.kOptimal)


def _program(
    model: Any, exposures: Exposures, fixed: Mapping[str, int], steps: int
) -> tuple[list[list[Any]], Any]:
    """Add variables and constraints; return the variables of units, step by step, and the guarantee."""
    deliveries, scale = exposures.phases.deliveries, exposures.scale
    guarantee = model.addVariable(lb=0)
    given = [[model.addIntegral(lb=0, ub=0) for _ in deliveries]]
    for number in range(1, steps + 1):
        last = number == steps
        row = [model.addIntegral(lb=d.units if last else 0, ub=d.units) for d in deliveries]
        turns = {party: model.addBinary() for party in exposures.givers}
        model.addConstr(sum(turns.values()) == 1)
        for before, after, delivery in zip(given[-1], row, deliveries, strict=True):
            model.addConstr(after - before >= 0)
            model.addConstr(after - before <= delivery.units * turns[delivery.by])
        given.append(row)
    for row in given:
        for party in exposures.parties:
            owed = sum(
                float(scale * (d.cost * (d.by == party) - d.worth * (d.to == party)))
                * (d.units - units)
                for d, units in zip(deliveries, row, strict=True)
            )
            # Scaled exposures are whole, so that half a unit is room for the solver's tolerance alone.
            limit = fixed[party] + 0.5 if party in fixed else guarantee
            model.addConstr(owed - limit <= 0)
        _in_order(model, exposures, row)
    return given, guarantee


def _in_order(model: Any, exposures: Exposures, row: list[Any]) -> None:
    """Add the rules of order for the units delivered so far."""
    deliveries = exposures.phases.deliveries
    names = [delivery.id for delivery in deliveries]
    for rule in exposures.phases.before:
        begun = model.addBinary()
        then = names.index(rule.then)
        model.addConstr(row[then] <= deliveries[then].units * begun)
        for name, units in rule.first.items():
            model.addConstr(row[names.index(name)] >= units * begun)
