"""Pressed: holds out until its constituencies lose patience, then concedes fast.

After Faratin, Sierra & Jennings (1998), whose resource-dependent tactics concede as what is left runs
out; here what runs out is the patience of a constituency, as the case file writes it.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import Lanes
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.time_dependent import TimeDependent, aspirations, best_of

PATIENT, PRESSED = 0.2, 5.0


@strategy("pressed")
class Pressed(TimeDependent):
    """Boulware where nothing presses it. Once delay costs more, it falls as a conceder in the time left.

    It asks for no less than no agreement is worth and what delay has cost it by then.
    """

    def __init__(self) -> None:
        super().__init__(PATIENT)

    def _aspirations(self, private: PartyPrivate, horizon: Horizon) -> Lanes:
        levels = aspirations(private, horizon, PATIENT)
        begins = next((r for r, cost in enumerate(private.pressure) if cost), None)
        if begins is None:
            return levels
        first, last, best = begins * horizon.steps, horizon.rounds * horizon.steps - 1, best_of(private)
        for step in range(first, len(levels)):
            cost = private.pressure[min(step // horizon.steps, horizon.rounds - 1)]
            floor = min(private.reservation + cost, best)
            share = min((step + 1 - first) / (last + 1 - first), 1.0) ** (1.0 / PRESSED)
            levels[step] = floor + round(max(int(levels[first - 1]) - floor, 0) * (1.0 - share))
        return np.asarray(levels)
