"""Time-dependent bidding: aspiration falls from the best package to the reservation value.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.talks.engine.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.stacked import Stacked
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers

Floats = NDArray[np.float64]
BAND = 50
"""Offers are drawn among packages up to a fiftieth of the way from the aspiration to the best."""


def best_of(private: PartyPrivate) -> int:
    """The most a package can be worth to a party."""
    return int(private.worth[-1]) if len(private.worth) else private.reservation


def aspirations(private: PartyPrivate, horizon: Horizon, exponent: float) -> Lanes:
    """The utility to ask for at every step, (steps of all rounds + 1,), in whole numbers."""
    best = best_of(private)
    floor = min(private.reservation, best)
    shares = _shares(max(horizon.rounds * horizon.steps - 1, 1), exponent)
    return np.asarray(best - np.rint((best - floor) * shares).astype(np.int64))


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
        tops = self.aspiration + (best - self.aspiration) // BAND
        self.first = np.searchsorted(private.worth, self.aspiration, side="left").astype(np.int64)
        self.first = np.minimum(self.first, len(private.worth) - 1)
        above = np.searchsorted(private.worth, tops, side="right").astype(np.int64)
        self.count = np.maximum(above - self.first, 1)
        self.value, self.codes, self.last = private.value, private.codes, len(self.aspiration) - 1
        self.row: Lanes | int = 0

    @classmethod
    def stack(cls, players: Sequence[TimeDependent], which: Lanes) -> TimeDependent:
        """Each player's steps laid end to end; ``row`` (lanes,) is where a lane's own begin."""
        whole, private = cls(players[0].exponent), Stacked([one.private for one in players], which)
        whole.value, whole.codes = private.value, private.codes
        whole.steps, whole.last = players[0].steps, players[0].last
        whole.row = which * (whole.last + 1)
        whole.aspiration = np.concatenate([one.aspiration for one in players])
        begins = zip(players, private.begins, strict=True)
        whole.first = np.concatenate([one.first + begin for one, begin in begins])
        whole.count = np.concatenate([one.count for one in players])
        return whole

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        time = self.row + np.minimum(elapsed(view, self.steps), self.last)
        good = live & (phase == "replying")
        if good.any():
            good = good & (self.value(view.table) >= self.aspiration.take(time))
        rest = live & ~good
        place = below(stream.draws("offer", move), self.count.take(time))
        place += self.first.take(time)
        return [Act(Accept, good), Act(Offer, rest, package=self.codes.take(place, axis=0))]

    def _aspirations(self, private: PartyPrivate, horizon: Horizon) -> Lanes:
        return aspirations(private, horizon, self.exponent)


@cache
def _shares(last: int, exponent: float) -> Floats:
    """How much of the way is conceded at each step up to the last, and at the one after it."""
    shares = [min((step / last) ** (1.0 / exponent), 1.0) for step in range(last + 2)]
    return np.array(shares, dtype=np.float64)


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
