"""The least guarantees and schedules on the grid, compared with a slow search over all schedules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import Phases
from goodoffices.phases import reference
from goodoffices.phases.exposure import Exposures, State
from goodoffices.phases.grid import fewest_steps, least_guarantees, path, path_of_few
from tests.support.homes import delivery

SANDHOLM = Exposures(
    Phases((delivery("people", "A", "B", 30, "2.5", 4), delivery("days", "B", "A", 60, "1.2", 2)))
)
"""ORACLES.md, carrying a deal out (Sandholm & Lesser 1994)."""
AXES = list(SANDHOLM.givers.values())
WORST = np.maximum(np.maximum(SANDHOLM.of("A"), SANDHOLM.of("B")), 0)


@dataclass(frozen=True)
class Small:
    """Exposures of any kind on a small grid: the largest of a party, and the states that may be passed."""

    units: State
    owners: tuple[str, ...]
    exposure: np.ndarray
    allowed: np.ndarray

    @property
    def axes(self) -> list[tuple[int, ...]]:
        parties = sorted(set(self.owners))
        return [tuple(a for a, o in enumerate(self.owners) if o == party) for party in parties]

    def worst(self, state: State) -> int | None:
        return int(self.exposure[state]) if self.allowed[state] else None


@st.composite
def smalls(draw: st.DrawFn) -> Small:
    """One to three deliveries of two or three parties; the start is always allowed."""
    units = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    owners = tuple(draw(st.sampled_from("ABC")) for _ in units)
    shape = [most + 1 for most in units]
    size = int(np.prod(shape))
    numbers = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    allowed = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=size, max_size=size))
    return Small(
        units, owners, np.array(numbers).reshape(shape), np.array([True, *allowed[1:]]).reshape(shape)
    )


@given(small=smalls())
def test_least_guarantees_are_those_of_all_schedules(small: Small) -> None:
    found = list(islice(least_guarantees(small.exposure, small.allowed, small.axes), 4))
    found += [found[-1]] * (4 - len(found))
    for steps, guarantee in enumerate(found, 1):
        assert guarantee == reference.least_guarantee(small.units, small.owners, small.worst, steps)


@given(small=smalls())
def test_a_schedule_keeps_its_guarantee_its_steps_and_its_order(small: Small) -> None:
    found = list(least_guarantees(small.exposure, small.allowed, small.axes))
    best = min((value for value in found if value is not None), default=None)
    if best is None:
        return
    steps = found.index(best) + 1
    safe = small.allowed & (small.exposure <= best)
    first = fewest_steps(safe, small.axes)
    assert first[small.units] == steps

    def summed(low: State, high: State) -> np.ndarray:
        return small.exposure[tuple(slice(a, b + 1) for a, b in zip(low, high, strict=True))]

    least = path(first, small.exposure, small.axes, steps)
    for states in (least, path_of_few(first, summed, small.axes)):
        assert len(states) == steps
        assert states[-1] == small.units
        for before, after in zip([(0,) * len(small.units), *states], states, strict=False):
            moved = {o for o, a, b in zip(small.owners, before, after, strict=True) if a != b}
            assert len(moved) == 1
            assert all(a <= b for a, b in zip(before, after, strict=True))
            assert safe[after]
        assert sum(small.exposure[s] for s in least) <= sum(small.exposure[s] for s in states)


@pytest.mark.parametrize(
    ("guarantee", "steps"), [(0, None), (1, None), (2, 9), (3, 8), (5, 6), (10, 5)]
)
def test_the_fewest_steps_of_thirty_against_sixty(guarantee: int, steps: int | None) -> None:
    """ORACLES.md, carrying a deal out: 0, 1, 2, 3, 5, 10 -> none, none, 9, 8, 6, 5."""
    found = int(fewest_steps(guarantee * SANDHOLM.scale >= WORST, AXES)[-1, -1])
    assert found == (-1 if steps is None else steps)


def test_the_least_guarantees_of_thirty_against_sixty() -> None:
    """UNCERTAIN.md, phases: 2 to 10 steps, and no less however many: the last unit costs its giver 1.2."""
    found = list(least_guarantees(WORST, SANDHOLM.in_order(), AXES))
    units = [None if value is None else SANDHOLM.units_of(value) for value in found]
    wanted = ["72", "28", "14.4", "8", "4.8", "3.2", "2.4", "2", "1.2"]
    assert units == [None, *map(Fraction, wanted)]


@pytest.mark.parametrize(("a", "b"), [("0", "13.6"), ("5", "10"), ("10", "4.4"), ("15", "0")])
def test_unequal_guarantees_in_five_steps(a: str, b: str) -> None:
    """UNCERTAIN.md, phases: (A, least B)."""
    allowed = SANDHOLM.of("A") <= Fraction(a) * SANDHOLM.scale
    found = list(islice(least_guarantees(np.maximum(SANDHOLM.of("B"), 0), allowed, AXES), 5))
    assert found[-1] is not None
    assert SANDHOLM.units_of(found[-1]) == Fraction(b)


def test_the_known_schedule_of_five_steps_is_safe() -> None:
    """ORACLES.md, carrying a deal out: A 14, B 45, A 14, B 15, A 2 with a guarantee of 10."""
    states = [(14, 0), (14, 45), (28, 45), (28, 60), (30, 60)]
    assert max(WORST[state] for state in states) == 10 * SANDHOLM.scale
