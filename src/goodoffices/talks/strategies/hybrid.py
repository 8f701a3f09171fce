"""Hybrid: mixes a time-based and a behaviour-based aspiration; time counts more towards the end.

Keskin, Çakan & Aydoğan (2021), Solver agent: towards emotional and opponent-aware agent for human-robot
negotiation, AAMAS 2021:1557-1559, with the constants of NegoLog's HybridAgent: the aspiration is t² of a
time-based curve and, from the third offer it hears, 1 - t² of a behaviour-based curve. Emotions are left out.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Lanes, Mask, Rows
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Listener

BENDS = 0.75
"""Middle point of the time-based curve, a quadratic Bézier curve from the best package to its end."""
ENDS = ((450, 0.8), (1500, 0.775), (4500, 0.75), (18_000, 0.725), (33_000, 0.7))
"""End of the curve, as a share of the best package's utility, if there are fewer packages than the first
number. It is never below the reservation value."""
LAST_END = 0.675
"""End of the curve if there are more packages."""
RECENT = ((0.75, 0.25), (0.66, 0.22, 0.11), (0.5, 0.3, 0.15, 0.05))
"""Weights of the last gains, the newest first, by the number of gains to look back on."""


@strategy("hybrid")
class Hybrid(Listener):
    """Concedes by time and by the other side's concessions; time counts more towards the end."""

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.times = np.minimum(np.arange(self.end + 2) / self.end, 1.0)
        many = len(private.worth)
        share = next((share for fewer, share in ENDS if many < fewer), LAST_END)
        # the paper's utilities begin at 0; a party's whole numbers may be below it
        zero = min(int(private.worth[0]), 0)
        end = max(share, (self.floor - zero) / max(self.best - zero, 1))
        late = self.times
        curve = (1 - late) ** 2 + 2 * (1 - late) * late * BENDS + end * late**2
        self.by_time = zero + (self.best - zero) * curve
        self.asked = np.full(horizon.lanes, many - 1, dtype=np.int64)

    def aspiration(self, turn: PartyTurn) -> Integers:
        level = self._mixed(self.time(turn))
        self.asked = np.where(turn.live, self._closest(level), self.asked)
        return level

    def accepts(self, turn: PartyTurn, offered: Integers, aspiration: Integers) -> Mask:
        return np.asarray(offered >= np.maximum(aspiration, self.private.reservation))

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        return self.codes[self.asked]

    def _closest(self, level: Integers) -> Lanes:
        """Return the index of the package closest to an aspiration, (lanes,), not below ``floor``."""
        worth = self.private.worth
        above = self.place_of(level)
        below = np.maximum(above - 1, 0)
        lower = (level - worth[below] < worth[above] - level) & (worth[below] >= self.floor)
        return np.asarray(np.where(lower, below, above))

    def _mixed(self, time: Lanes) -> Integers:
        """Return the aspiration, (lanes,), between ``floor`` and ``best``."""
        late = self.times[time]
        gains = np.minimum(self.heard.count - 1, len(RECENT[-1]))
        given = np.zeros(len(time))
        for shares in RECENT:
            last = [self.heard.back(ago) - self.heard.back(ago + 1) for ago in range(len(shares))]
            total = sum((gain * share for gain, share in zip(last, shares, strict=True)), 0 * given)
            given = np.where(gains == len(shares), total, given)
        behaved = self.private.worth[self.asked] - given * (1 + late) / 2
        mixed = (1 - late**2) * behaved + late**2 * self.by_time[time]
        level = np.where(gains < len(RECENT[0]), self.by_time[time], mixed)
        return np.asarray(np.clip(np.rint(level), self.floor, self.best).astype(np.int64))
