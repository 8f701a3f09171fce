"""A slow, obvious search for schedules, to check by eye; tests compare the grid with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from goodoffices.phases.exposure import State

Worst = Callable[[State], int | None]
"""Returns the largest exposure of a party in a state; None if a schedule may not pass the state."""


def least_guarantee(
    units: State, owners: tuple[str, ...], worst: Worst, steps: int, state: State | None = None
) -> int | None:
    """Return the least guarantee of all schedules of at most ``steps`` steps; None if there is none.

    Args:
        units: units of each delivery.
        owners: the party that gives each delivery.
        worst: exposure of each state.
        steps: steps at the most.
        state: units delivered so far.
    """
    state = state or (0,) * len(units)
    here = worst(state)
    if here is None:
        return None
    if state == units:
        return here
    if steps == 0:
        return None
    rest = [
        least_guarantee(units, owners, worst, steps - 1, following)
        for following in _following(units, owners, state)
    ]
    found = [guarantee for guarantee in rest if guarantee is not None]
    return max(here, min(found)) if found else None


def _following(units: State, owners: tuple[str, ...], state: State) -> Iterator[State]:
    """Yield the states after one step of any party."""
    for party in sorted(set(owners)):
        ranges = [
            range(at, most + 1) if owner == party else range(at, at + 1)
            for at, most, owner in zip(state, units, owners, strict=True)
        ]
        for following in product(*ranges):
            if following != state:
                yield following
