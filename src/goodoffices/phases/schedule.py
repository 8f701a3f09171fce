"""Delivery schedules of an agreement: the guarantee that each number of steps needs, and the steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from math import floor, prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError, within
from goodoffices.limits import STEPS
from goodoffices.model import Case, Phases, as_case
from goodoffices.outlined import Outlined
from goodoffices.phases.exposure import Exposures, Integers, State
from goodoffices.phases.grid import fewest_steps, least_guarantees, path, path_of_few
from goodoffices.phases.milp import least_guarantee
from goodoffices.wording import did_you_mean

JSON = dict[str, object]
MOST_STATES = 20_000_000
"""States of a grid at the most: about 0.5 GB, and half a second a step."""
WORK = 350_000_000
"""States of all steps and deliveries together at the most, if nobody asked for more: about 5 seconds."""
FEW = 6
"""Steps that are always looked at."""
LAYERS = 1 << 25
"""States of all layers of a path at the most: 256 MB."""
ALONE = 2_000_000
"""States up to which the guarantee of each party alone is looked for as well."""
PROGRAM = 8
"""Steps that a mixed-integer program looks at, if nobody asked for another number."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The least guarantee, the same for each party, with which so many steps are safe."""

    steps: int
    guarantee: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """A step: units that a party delivers.

    Attributes:
        by: the party.
        deliveries: units by delivery.
        exposed: by party, its gain if it stopped after this step; at least 0.
        to_come: by party, the worth to it of all that is still owed, less the cost of what it owes itself.
    """

    by: str
    deliveries: Mapping[str, int]
    exposed: Mapping[str, Fraction]
    to_come: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, repr=False)
class Schedule(Outlined):
    """The phases of an agreement.

    Attributes:
        needed: the least equal guarantee for each number of steps that can do it, fewest steps first.
        settled: whether more steps than the last of ``needed`` need no smaller guarantee.
        steps: the schedule; empty if none is safe with the guarantees given.
        within: by party, the guarantee that the schedule needs or was given.
        least: by party, the least guarantee if the others have those given; None if there is none.
        alone: by party, the guarantee that suffices if no other party has any; None if there is none.
        enough: the fewest steps with the case's own guarantees; None if they are not enough or not given.
        exact: whether guarantees are exact, not those of a mixed-integer program.
    """

    case: str
    case_digest: str
    phases: Phases
    parties: tuple[str, ...]
    needed: tuple[Needed, ...]
    settled: bool
    steps: tuple[Step, ...]
    within: Mapping[str, Fraction]
    least: Mapping[str, Fraction | None]
    alone: Mapping[str, Fraction | None]
    enough: int | None
    exact: bool
    method: str

    def to_json(self) -> JSON:
        known = {delivery.id: delivery for delivery in self.phases.deliveries}
        found: JSON = {
            "case": self.case,
            "needed": [{"steps": n.steps, "guarantee": _number(n.guarantee)} for n in self.needed],
            "schedule": [
                {
                    "by": step.by,
                    "deliveries": dict(step.deliveries),
                    "exposed": _numbers(step.exposed),
                    "to_come": _numbers(step.to_come),
                    "verified_by": {name: known[name].verified_by for name in step.deliveries},
                    "event": {name: known[name].event for name in step.deliveries},
                }
                for step in self.steps
            ],
            "exact": self.exact,
            "settled": self.settled,
            "within": _numbers(self.within),
            "alone": _numbers(self.alone),
            "enough": self.enough,
            "method": self.method,
            "case_digest": self.case_digest,
        }
        return found | ({"least": _numbers(self.least)} if self.least else {})


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _numbers(values: Mapping[str, Fraction | None]) -> dict[str, int | float | None]:
    return {name: None if value is None else _number(value) for name, value in values.items()}


def schedule(
    case: Case, steps: int | None = None, guarantee: Mapping[str, Fraction] | None = None
) -> Schedule:
    """Return the phases of a modelled case: the guarantees that numbers of steps need, and a schedule.

    If ``steps`` is given, the schedule has at most so many steps and needs the least guarantee. If not, it
    has the fewest steps that are safe with the guarantees; with no guarantee, the fewest steps that
    need the least guarantee of all.

    Args:
        case: the case.
        steps: the largest number of steps.
        guarantee: by party, the loss that walking away costs it; the case's guarantees if neither this nor
            ``steps`` is given.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: the case has no phases; a guarantee is of no party or below 0; there are too many
            combinations of units for an exact schedule, or HiGHS is not installed.
    """
    phases = as_case(case).modelled().phases
    if phases is None:
        raise UsageError(
            f"{case.id} has no phases: its case.yaml has no 'phases:' with 'deliveries:' in it."
        )
    within("steps", steps or 1, STEPS)
    exposures = Exposures(phases)
    given = dict(guarantee or {})
    for party, value in given.items():
        if party not in exposures.parties:
            known, near = ", ".join(exposures.parties), did_you_mean(party, exposures.parties)
            raise UsageError(f"guarantee: expected one of {known}, found '{party}'.{near}")
        if value < 0:
            raise UsageError(f"guarantee of {party}: expected at least 0, found {value}.")
    route = _Program(exposures) if exposures.states > MOST_STATES else _Grid(exposures)
    fixed = given if given or steps is not None else dict(phases.guarantee)
    found = _found(case, exposures, route, steps, fixed)
    return replace(found, least=found.least if given else {})


class _Grid:
    """Answers by the exact recursion over all states."""

    exact = True
    method = "every state of the deliveries"

    def __init__(self, exposures: Exposures) -> None:
        self.exposures = exposures
        self.axes = list(exposures.givers.values())
        self.order = exposures.in_order()

    def least(self, fixed: Mapping[str, int], steps: int | None) -> tuple[list[int | None], bool]:
        """Return the least scaled guarantee for 1, 2, … steps, and whether more steps need no less.

        Without ``steps``, for as many steps as change anything, or as there is time for.
        """
        exposure, allowed = self._limits(fixed)
        many = steps or max(FEW, WORK // (self.exposures.states * exposure.ndim))
        found = list(islice(least_guarantees(exposure, allowed, self.axes), many))
        settled = len(found) < many
        # Once nothing changes, every further step needs as much.
        missing = (steps or 0) - len(found)
        return found + [found[-1]] * max(0, missing), settled

    def fewest(self, fixed: Mapping[str, int]) -> int | None:
        """Return the fewest steps if every party has its guarantee."""
        _, allowed = self._limits(fixed)
        steps = int(fewest_steps(allowed, self.axes).flat[-1])
        return None if steps < 0 else steps

    def states(
        self, fixed: Mapping[str, int], least: int, steps: int, worst: int | None
    ) -> list[State]:
        """Return the states of a schedule, given the least guarantee of the parties not fixed.

        Its largest exposure is the least possible, ``worst`` if that is known, and then the sum of its
        exposures.
        """
        exposure, allowed = self._limits(fixed)
        allowed &= exposure <= least
        exposure, _ = self._limits({})
        if worst is None:
            (worst,) = list(islice(least_guarantees(exposure, allowed, self.axes), steps))[-1:]
            assert worst is not None
        allowed &= exposure <= worst
        first = fewest_steps(allowed, self.axes, steps)
        if self.exposures.states * (steps + 1) <= LAYERS:
            everywhere = self._summed((0,) * len(self.exposures.units), self.exposures.units)
            return path(first, everywhere, self.axes, steps)
        return path_of_few(first, self._summed, self.axes)

    def _summed(self, first: State, last: State) -> Integers:
        """Return the sum of the parties' exposures in a box of states; an exposure below 0 counts 0."""
        parties = self.exposures.parties
        return sum(
            (np.maximum(self.exposures.of(party, first, last), 0) for party in parties[1:]),
            np.maximum(self.exposures.of(parties[0], first, last), 0),
        )

    def _limits(self, fixed: Mapping[str, int]) -> tuple[Integers, NDArray[np.bool_]]:
        """Return the largest exposure of a party not fixed, at least 0, and the states that may be passed."""
        exposure = np.zeros(self.exposures.shape, dtype=self.exposures.number_type)
        allowed = self.order.copy()
        for party, own in self.exposures.all.items():
            if party in fixed:
                allowed &= own <= fixed[party]
            else:
                np.maximum(exposure, own, out=exposure)
        return exposure, allowed


class _Program:
    """Answers by a mixed-integer program for each number of steps."""

    exact = False
    method = "a mixed-integer program for each number of steps (HiGHS)"

    def __init__(self, exposures: Exposures) -> None:
        if exposures.phases.tables:
            raise UsageError(_too_many(exposures))
        self.exposures = exposures

    def least(self, fixed: Mapping[str, int], steps: int | None) -> tuple[list[int | None], bool]:
        """Return the least scaled guarantee for 1, 2, … steps; more steps may need less."""
        found = [
            least_guarantee(self.exposures, fixed, number)
            for number in range(1, (steps or PROGRAM) + 1)
        ]
        return [None if each is None else each.guarantee for each in found], False

    def fewest(self, fixed: Mapping[str, int]) -> int | None:
        """Return the fewest steps if every party has its guarantee, of the numbers that are looked at."""
        values, _ = self.least(fixed, None)
        return next((number for number, value in enumerate(values, 1) if value is not None), None)

    def states(
        self, fixed: Mapping[str, int], least: int, steps: int, worst: int | None
    ) -> list[State]:
        """Return the states of a schedule with the least guarantee; for every party, if that is known."""
        found = least_guarantee(self.exposures, {} if worst is not None else fixed, steps)
        return [] if found is None else list(found.states)


def _too_many(exposures: Exposures) -> str:
    """Return why tables over so many units are refused, and units that would do."""
    factor = 2
    while prod(units // factor + 1 for units in exposures.units) > MOST_STATES:
        factor += 1
    coarser = ", ".join(f"{d.id} {max(1, d.units // factor):,}" for d in exposures.phases.deliveries)
    return (
        f"phases: {exposures.states:,} combinations of units, and a table ties deliveries together: an exact "
        f"schedule goes through at most {MOST_STATES:,}. Write coarser units, such as {coarser}."
    )


def _found(
    case: Case,
    exposures: Exposures,
    route: _Grid | _Program,
    steps: int | None,
    fixed: Mapping[str, Fraction],
) -> Schedule:
    """Return everything about a case's phases; ``fixed`` are the guarantees that the schedule has."""

    def scaled(values: Mapping[str, Fraction]) -> dict[str, int]:
        return {party: floor(value * exposures.scale) for party, value in values.items()}

    def units(value: int | None) -> Fraction | None:
        return None if value is None else exposures.units_of(value)

    equal, settled = route.least({}, steps)
    free = [party for party in exposures.parties if party not in fixed]
    fewest = route.fewest(scaled(fixed)) if not free else None
    many, least = steps, None
    states: list[State] = []
    if not free:
        many = steps or fewest
        if many is not None and fewest is not None and fewest <= many:
            # The least equal guarantee, if it is known and no party's own is smaller, is the best bound.
            bound = equal[many - 1] if many <= len(equal) else None
            tight = bound is None or any(bound > value for value in scaled(fixed).values())
            states = route.states(scaled(fixed), 0, many, None if tight else bound)
    else:
        values = equal if not fixed else route.least(scaled(fixed), steps)[0]
        known = [value for value in values if value is not None]
        if many is None and known:
            many = values.index(min(known)) + 1
        least = values[many - 1] if many is not None else None
        if least is not None and many is not None:
            states = route.states(scaled(fixed), least, many, None if fixed else least)
    own = case.phases.guarantee if case.phases else {}
    covered = bool(own) and all(party in own for party in exposures.parties)
    return Schedule(
        case=case.id,
        case_digest=case.digest(),
        phases=exposures.phases,
        parties=exposures.parties,
        needed=tuple(
            Needed(number, exposures.units_of(value))
            for number, value in enumerate(equal, 1)
            if value is not None
        ),
        settled=settled,
        steps=tuple(_steps(exposures, states)),
        within=dict(fixed) | {p: exposures.units_of(least) for p in free if least is not None},
        least={party: units(least) for party in free} if fixed else {},
        alone=_alone(exposures, route, many),
        enough=fewest if covered and own == fixed else route.fewest(scaled(own)) if covered else None,
        exact=route.exact,
        method=route.method,
    )


def _alone(
    exposures: Exposures, route: _Grid | _Program, steps: int | None
) -> dict[str, Fraction | None]:
    """Return the guarantee that each party alone needs, if the others have none; nothing if it takes long."""
    if steps is None or exposures.states > ALONE:
        return {}
    found = {}
    for party in exposures.parties:
        others = dict.fromkeys((other for other in exposures.parties if other != party), 0)
        value = route.least(others, steps)[0][steps - 1]
        found[party] = None if value is None else exposures.units_of(value)
    return found


def _steps(exposures: Exposures, states: list[State]) -> Iterator[Step]:
    """Yield the steps that lead from state to state."""
    before: State = (0,) * len(exposures.units)
    deliveries = exposures.phases.deliveries
    for state in states:
        given = {
            delivery.id: after - units
            for delivery, units, after in zip(deliveries, before, state, strict=True)
            if after > units
        }
        rest = {
            party: -exposures.units_of(int(exposures.of(party, state, state).flat[0]))
            for party in exposures.parties
        }
        yield Step(
            by=next(delivery.by for delivery in deliveries if delivery.id in given),
            deliveries=given,
            exposed={party: max(Fraction(0), -value) for party, value in rest.items()},
            to_come=rest,
        )
        before = state
