"""How work grows with its input: in processor time, measured robustly, or in calls."""

from __future__ import annotations

import cProfile
import gc
import time
from collections.abc import Callable
from math import log2

from tests.support.thorough import usually

LARGEST_RATIO = 2.6
"""Time at twice the size, as a multiple of the time: 2 if it is linear, 4 if it is quadratic."""
LEAST = usually(0.015, 0.03)
"""Seconds below which a measurement says nothing."""


def ratio(
    work: Callable[[int], object], size: int, largest: int = 1 << 22, least: float = LEAST
) -> float:
    """Return the least ratio of the time at ``2 * size`` to the times at ``size`` before and after it.

    The size is doubled until the work takes long enough to be measured, or the input is as large as it may
    become: then the work is so quick that its growth does not matter. ``least`` is how long is long enough,
    in seconds: longer if the work has a part that does not grow, which would hide the growth of the rest.
    The two sizes are measured in turn, so that a machine that becomes slower does so for both. Each longer
    time is held against the shorter of the two beside it: so a single slow reading hides nothing. A ratio
    that is too large is measured again, nine times at most.
    """
    before = _seconds(work, size)
    while before < least and 2 * size < largest:
        # at once to the size that should do, rounded down to a doubling: the first time is often the longest
        times = min(least / max(before, least / 64), (largest - 1) / size)
        size *= 2 ** max(int(log2(times)), 1)
        before = _seconds(work, size)
    smallest = float("inf")
    for _ in range(10):
        twice, after = _seconds(work, 2 * size), _seconds(work, size)
        smallest = min(smallest, twice / max(min(before, after), LEAST))
        if smallest <= LARGEST_RATIO:
            break
        before = after
    return smallest


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
