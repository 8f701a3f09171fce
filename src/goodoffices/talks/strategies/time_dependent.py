"""Time-dependent bidding: aspiration falls from the best package to the reservation value.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream, below
from goodoffices.talks.views import PartyPrivate, PartyView

BAND = 50
"""Offers are drawn among packages up to a fiftieth of the way from the aspiration to the best."""


def best_of(private: PartyPrivate) -> int:
    """The most a package can be worth to a party."""
    return int(private.worth[-1]) if len(private.worth) else private.reservation


def aspirations(private: PartyPrivate, horizon: Horizon, exponent: float) -> Lanes:
    """The utility to ask for at every step, (steps of all rounds + 1,), in whole numbers."""
    best = best_of(private)
    floor = min(private.reservation, best)
    last = max(horizon.rounds * horizon.steps - 1, 1)
    share = [(step / last) ** (1.0 / exponent) for step in range(last + 2)]
    return np.array([best - round((best - floor) * min(part, 1.0)) for part in share], dtype=np.int64)


def elapsed(view: PartyView, steps: int) -> Lanes:
    """How many steps have gone by in all rounds, (lanes,)."""
    return np.asarray(view.round * steps + np.where(view.heard > 0, view.step + 1, 0))


class TimeDependent(Strategy):
    """Concedes with time t in [0, 1] as t**(1/exponent): below 1 late (Boulware), above 1 early."""

    lanes = True
    random = True
    remembers = False

    def __init__(self, exponent: float) -> None:
        self.exponent = exponent

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Rounds the aspiration of every step to whole utilities once, so that lanes compare integers."""
        self.private = private
        best = best_of(private)
        self.steps = horizon.steps
        self.aspiration = self._aspirations(private, horizon)
        levels = self.aspiration.tolist()
        tops = [level + (best - level) // BAND for level in levels]
        self.first = np.searchsorted(private.worth, self.aspiration, side="left").astype(np.int64)
        self.first = np.minimum(self.first, len(private.worth) - 1)
        above = np.searchsorted(private.worth, np.array(tops), side="right").astype(np.int64)
        self.count = np.maximum(above - self.first, 1)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        time = np.minimum(elapsed(view, self.steps), len(self.aspiration) - 1)
        good = live & (phase == "replying")
        if good.any():
            good = good & (self.private.value(view.table) >= self.aspiration[time])
        rest = live & ~good
        place = self.first[time] + below(stream.draws("offer", move), self.count[time])
        return [Act(Accept, good), Act(Offer, rest, package=self.private.codes[place])]

    def _aspirations(self, private: PartyPrivate, horizon: Horizon) -> Lanes:
        return aspirations(private, horizon, self.exponent)


@strategy("boulware")
def boulware() -> Strategy:
    """Holds out, and concedes near the end (exponent 0.2)."""
    return TimeDependent(0.2)


@strategy("linear")
def linear() -> Strategy:
    """Concedes evenly (exponent 1)."""
    return TimeDependent(1.0)


@strategy("conceder")
def conceder() -> Strategy:
    """Concedes at once (exponent 5)."""
    return TimeDependent(5.0)
