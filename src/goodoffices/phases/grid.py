"""The exact schedules on the grid of all states: the least guarantee for each number of steps, and a path.

In a step one party delivers any units of its deliveries. Let E_k(s) be the least guarantee with which
state s is reached in at most k steps. E_0 is the exposure at the start, and infinite elsewhere;

    E_k(s) = max(exposure(s), min over parties of the least E_(k-1) from which the party can deliver to s),

so the step of a party is a running minimum along its own axes. Exposures may be any numbers at all:
nothing is assumed of how the worth of a unit depends on the others. The idea of safe steps is Sandholm
and Lesser's (1994); a proof that a guarantee is needed is the recursion itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.phases.exposure import Integers, State

Axes = Sequence[tuple[int, ...]]
"""The axes along which each party delivers."""
Mask = NDArray[np.bool_]
InBox = Callable[[State, State], Integers]
"""Returns a number for each state of a box, given its first and its last state."""


def least_guarantees(exposure: Integers, allowed: Mask, axes: Axes) -> Iterator[int | None]:
    """Yield the least guarantee with which everything is delivered in at most 1, 2, 3, … steps.

    Args:
        exposure: (*states), the largest exposure of a party in each state, at least 0.
        allowed: (*states), the states that a schedule may pass.
        axes: the axes of each party that gives.

    Yields:
        A number, or None if so few steps cannot do it. Ends when further steps change nothing.
    """
    most = int(exposure.max(where=allowed, initial=0))
    never = most + 1
    kind = next(t for t in (np.int16, np.int32, np.int64) if never <= np.iinfo(t).max)
    floor = np.where(allowed, exposure, never).astype(kind)
    least = np.full_like(floor, never)
    start = (0,) * floor.ndim
    least[start] = floor[start]
    for number in count(1):
        before = least
        least = np.maximum(_step(before, axes, np.minimum), floor)
        if number > 1 and np.array_equal(before, least):
            return
        goal = int(least.flat[-1])
        yield None if goal == never else goal


def _step(layer: NDArray[Any], axes: Axes, smaller: np.ufunc) -> NDArray[Any]:
    """Return the best of a layer from which one party can deliver to each state, or that is the state."""
    found = None
    for own in axes:
        moved = layer
        for number, axis in enumerate(own):
            moved = smaller.accumulate(moved, axis=axis, out=moved if number else None)
        found = moved if found is None else smaller(found, moved, out=found)
    assert found is not None
    return found


def fewest_steps(allowed: Mask, axes: Axes, most: int | None = None) -> NDArray[np.int32]:
    """Return the fewest steps to each state through allowed states, (*states); -1 if there is no way.

    The search ends at the last state, or after ``most`` steps.
    """
    found = np.full(allowed.shape, -1, dtype=np.int32)
    start = (0,) * allowed.ndim
    if not allowed[start]:
        return found
    reached = np.zeros(allowed.shape, dtype=np.bool_)
    reached[start] = True
    found[start] = 0
    for number in count(1):
        if most is not None and number > most:
            break
        following = _step(reached, axes, np.logical_or) & allowed
        fresh = following & ~reached
        if not fresh.any():
            break
        found[fresh] = number
        reached = following
        if found.flat[-1] >= 0:
            break
    return found


def path(steps: NDArray[np.int32], summed: Integers, axes: Axes, most: int) -> list[State]:
    """Return the states of a schedule of at most ``most`` steps with the least sum of exposures.

    Args:
        steps: (*states), as from :func:`fewest_steps`; the last state must be reached.
        summed: (*states), sum of the parties' exposures in each state.
        axes: the axes of each party that gives.
        most: the largest number of steps.

    Returns:
        The states after each step, without the start.
    """
    never = np.iinfo(np.int64).max // 2
    layers = [np.full(steps.shape, never, dtype=np.int64)]
    layers[0][(0,) * steps.ndim] = 0
    for number in range(1, most + 1):
        within = (steps >= 0) & (steps <= number)
        best = _step(layers[-1], axes, np.minimum)
        layers.append(np.where(within, np.minimum(best + summed, never), never))
        # A state is left for good only with a step: staying is free.
        layers[-1] = np.minimum(layers[-1], layers[-2])
    state = tuple(size - 1 for size in steps.shape)
    states = []
    for number in range(most, 0, -1):
        if int(layers[number - 1][state]) == int(layers[number][state]):
            continue
        states.append(state)
        layer = layers[number - 1]

        def worth(first: State, last: State, layer: Integers = layer) -> Integers:
            return layer[tuple(slice(a, b + 1) for a, b in zip(first, last, strict=True))]

        state = _before(worth, state, axes)
    return states[::-1]


def path_of_few(steps: NDArray[np.int32], summed: InBox, axes: Axes) -> list[State]:
    """Return the states of a schedule of the fewest steps, each from the best state before it.

    It needs no layers in memory; the sum of exposures is small, and need not be the least.

    Args:
        steps: (*states), as from :func:`fewest_steps`; the last state must be reached.
        summed: returns the sum of the parties' exposures in the states of a box, both ends included.
        axes: the axes of each party that gives.
    """
    never = np.int64(np.iinfo(np.int64).max)
    state = tuple(size - 1 for size in steps.shape)
    states = []
    while any(state):
        states.append(state)
        few = steps[state]

        def worth(first: State, last: State, few: int = few) -> Integers:
            box = tuple(slice(a, b + 1) for a, b in zip(first, last, strict=True))
            sooner = (steps[box] >= 0) & (steps[box] < few)
            return np.where(sooner, summed(first, last), never)

        state = _before(worth, state, axes)
    return states[::-1]


def _before(worth: InBox, state: State, axes: Axes) -> State:
    """Return the state with the least worth from which one party can deliver to a state."""
    choices: list[tuple[int, State]] = []
    for own in axes:
        first = tuple(0 if axis in own else at for axis, at in enumerate(state))
        part = worth(first, state)
        place = np.unravel_index(int(part.argmin()), part.shape)
        found = tuple(int(a) + b for a, b in zip(place, first, strict=True))
        choices.append((int(part[place]), found))
    return min(choices, key=lambda choice: choice[0])[1]
