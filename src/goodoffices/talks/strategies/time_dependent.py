"""Time-dependent bidding: aspiration falls from the best package to the reservation value.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers
from goodoffices.talks.engine.players import Horizon, Strategy, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Scheduled

BAND = 50
"""Offers are drawn among packages up to a fiftieth of the way from the aspiration to the best."""


def conceding(best: int, floor: int, end: int, exponent: float) -> Integers:
    """Return the utility to ask for at each step, (end + 2,), in whole numbers.

    The share conceded at time t in [0, 1] is t**(1/exponent): late below 1 (Boulware), early above 1.
    """
    return np.asarray(best - np.rint((best - floor) * _shares(end, exponent)).astype(np.int64))


@cache
def _shares(end: int, exponent: float) -> NDArray[np.float64]:
    """Return the share conceded at each step up to the last, and at the step after it."""
    shares = [min((step / end) ** (1.0 / exponent), 1.0) for step in range(end + 2)]
    return np.array(shares, dtype=np.float64)


class TimeDependent(Scheduled):
    """Concedes by the clock alone."""

    stacks = True

    def __init__(self, exponent: float) -> None:
        self.exponent = exponent

    def schedule(self, private: PartyPrivate, horizon: Horizon) -> Integers:
        return conceding(self.best, self.floor, self.end, self.exponent)

    def top(self, levels: Integers) -> Integers:
        return np.asarray(levels + (self.best - levels) // BAND)


@strategy("boulware")
def boulware() -> Strategy:
    """Hold out, and concede near the end (exponent 0.2)."""
    return TimeDependent(0.2)


@strategy("linear")
def linear() -> Strategy:
    """Concede evenly (exponent 1)."""
    return TimeDependent(1.0)


@strategy("conceder")
def conceder() -> Strategy:
    """Concede early (exponent 5)."""
    return TimeDependent(5.0)
