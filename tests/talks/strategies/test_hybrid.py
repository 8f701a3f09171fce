"""The hybrid strategy, against its published formulas."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.support.players import asks, private


@given(places=st.lists(st.floats(0, 0.6), min_size=1, max_size=20))
def test_the_hybrid_asks_for_what_its_formulas_say(places: list[float]) -> None:
    """Beside NegoLog's formulas in floats, with the utility of its own last offer as it was."""
    mine = private()
    worth, best = mine.worth, int(mine.worth[-1])
    assert len(worth) < 450
    offers = [int(place * (len(worth) - 1)) for place in places]
    asked = asks("hybrid", [mine.codes[offer].tolist() for offer in offers], mine)
    windows = {2: (0.25, 0.75), 3: (0.11, 0.22, 0.66), 4: (0.05, 0.15, 0.3, 0.5)}
    own = best
    for number, found in enumerate(asked):
        t = (2 * number + 1) / 39
        end = max(0.8 * best, mine.reservation)
        level = best * ((1 - t) ** 2 + 2 * (1 - t) * t * 0.75) + end * t**2
        gains = np.diff(worth[offers[: number + 1]])[-4:]
        if number >= 2:
            behaved = own - (0.5 + 0.5 * t) * float(np.dot(windows[len(gains)], gains))
            level = (1 - t**2) * behaved + t**2 * level
        level = min(max(level, mine.reservation), best)
        if found is None:
            assert worth[offers[number]] >= level - 0.5
            break
        fine = worth[worth >= mine.reservation]
        assert abs(found - level) <= np.abs(fine - level).min() + 1
        own = found
