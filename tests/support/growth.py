"""How work grows with its input: in processor time, measured robustly, or in calls."""

from __future__ import annotations

import cProfile
import gc
import time
from collections.abc import Callable

LARGEST_RATIO = 2.6
"""Time at twice the size, as a multiple of the time: 2 if it is linear, 4 if it is quadratic."""
LEAST = 0.03
"""Seconds below which a measurement says nothing."""


def ratio(work: Callable[[int], object], size: int, largest: int = 1 << 22) -> float:
    """Return the ratio of the time at ``2 * size`` to the time at ``size``, of the shortest times measured.

    The size is doubled until the work takes long enough to be measured, or the input is as large as it may
    become: then the work is so quick that its growth does not matter. Something else may take the processor,
    which only ever makes a time longer: a ratio that is too large is measured again, three times at most.
    """
    once = _seconds(work, size)
    while once < LEAST and 2 * size < largest:
        size *= 2
        once = _seconds(work, size)
    twice = float("inf")
    for _ in range(4):
        once = min(once, _seconds(work, size))
        twice = min(twice, _seconds(work, 2 * size))
        if twice / max(once, LEAST) <= LARGEST_RATIO:
            break
    return twice / max(once, LEAST)


def _seconds(work: Callable[[int], object], size: int) -> float:
    # The collector of garbage looks through all objects again and again, and would be measured too.
    gc.disable()
    try:
        begin = time.process_time()
        work(size)
        return time.process_time() - begin
    finally:
        gc.enable()


def calls(work: Callable[[int], object], size: int) -> int:
    """Return how many calls the work makes, those of generators too: the same on every machine."""
    counted = cProfile.Profile()
    counted.runcall(work, size)
    counted.create_stats()
    return sum(stat[1] for stat in counted.stats.values())


def growth_of_calls(work: Callable[[int], object], size: int) -> float:
    """Return the calls at twice a size, as a multiple of those at the size."""
    work(2 * size)  # what is kept for later is made now
    return calls(work, 2 * size) / calls(work, size)
