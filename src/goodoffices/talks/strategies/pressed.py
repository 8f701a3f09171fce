"""Pressed: holds out until its constituencies lose patience, then concedes fast.

After the resource-dependent tactics of Faratin, Sierra & Jennings (1998), which concede as a resource runs
out; here the resource is the patience of a constituency, as the case file states it.
"""

from __future__ import annotations

from goodoffices.space import Integers
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.time_dependent import TimeDependent

PATIENT, PRESSED = 0.2, 5.0
"""Exponents of concession, those of ``boulware`` and ``conceder``: before and after the pressure begins."""


@strategy("pressed")
class Pressed(TimeDependent):
    """Holds out until its constituencies lose patience, then concedes fast.

    It concedes as boulware does without pressure; once delay costs more, as a conceder in the time left. It
    asks for no less than its reservation value and the cost of delay so far.
    """

    stacks = True

    def __init__(self) -> None:
        super().__init__(PATIENT)

    def schedule(self, private: PartyPrivate, horizon: Horizon) -> Integers:
        levels = super().schedule(private, horizon)
        begins = next((r for r, cost in enumerate(private.pressure) if cost), None)
        if begins is None:
            return levels
        first, last = begins * horizon.steps, horizon.rounds * horizon.steps - 1
        for step in range(first, len(levels)):
            cost = private.pressure[min(step // horizon.steps, horizon.rounds - 1)]
            floor = min(private.reservation + cost, self.best)
            share = min((step + 1 - first) / (last + 1 - first), 1.0) ** (1.0 / PRESSED)
            levels[step] = floor + round(max(int(levels[first - 1]) - floor, 0) * (1.0 - share))
        return levels
