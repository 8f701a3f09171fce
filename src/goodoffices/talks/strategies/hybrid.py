"""Hybrid: what time asks of it and what the other gave, mixed; time counts more towards the end.

Keskin, Çakan & Aydoğan (2021), Solver agent: towards emotional and opponent-aware agent for human-robot
negotiation, AAMAS 2021:1557-1559, with the constants of NegoLog's HybridAgent: the aspiration is t² of a
time-based curve and, from the third offer it hears, 1 - t² of a behaviour-based one. Emotions are left out.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.engine.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.acceptance import NEVER, Constant, Heard, Moment, Next
from goodoffices.talks.strategies.time_dependent import elapsed
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers

BENDS = 0.75
"""The middle point of the time-based curve, a quadratic Bézier curve from the best package to its end."""
ENDS = ((450, 0.8), (1500, 0.775), (4500, 0.75), (18_000, 0.725), (33_000, 0.7))
"""Where the curve ends, a share of the best package's utility, where packages are fewer than ..."""
LAST_END = 0.675
"""... and where there are more. No end is below the reservation value."""
RECENT = ((0.75, 0.25), (0.66, 0.22, 0.11), (0.5, 0.3, 0.15, 0.05))
"""How much the last gains count, the newest first, by how many there are to look back on."""


@strategy("hybrid")
class Hybrid(Strategy):
    """Remembers what it offered last and what it was offered."""

    lanes = True
    random = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private, self.steps = private, horizon.steps
        self.best = int(private.worth[-1])
        self.floor = min(private.reservation, self.best)
        last = max(horizon.rounds * horizon.steps - 1, 1)
        self.times = np.minimum(np.arange(last + 2) / last, 1.0)
        many = len(private.worth)
        share = next((share for fewer, share in ENDS if many < fewer), LAST_END)
        zero = min(int(private.worth[0]), 0)
        end = max(share, (self.floor - zero) / max(self.best - zero, 1))
        late = self.times
        curve = (1 - late) ** 2 + 2 * (1 - late) * late * BENDS + end * late**2
        self.by_time = zero + (self.best - zero) * curve
        self.heard = Heard(horizon.lanes, last + 2)
        self.asked = np.full(horizon.lanes, self.best, dtype=np.int64)
        self.accepts = Next() & Constant(private.reservation)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        offered = self.private.value(view.table)
        time = np.minimum(elapsed(view, self.steps), len(self.times) - 1)
        if phase == "replying":
            self.heard.note(offered, live)
        level = self._level(time)
        place = self._closest(level)
        nothing = np.full(len(live), NEVER)
        good = live & (phase == "replying")
        good &= self.accepts(Moment(offered, level, nothing, nothing, time))
        self.asked = np.where(live, self.private.worth[place], self.asked)
        return [Act(Accept, good), Act(Offer, live & ~good, package=self.private.codes[place])]

    def _closest(self, level: Integers) -> Lanes:
        """The place of the package closest to an aspiration, (lanes,), at or above the reservation value."""
        worth = self.private.worth
        above = np.minimum(np.searchsorted(worth, level), len(worth) - 1)
        below = np.maximum(above - 1, 0)
        lower = (level - worth[below] < worth[above] - level) & (worth[below] >= self.floor)
        return np.asarray(np.where(lower, below, above))

    def _level(self, time: Lanes) -> Integers:
        """The aspiration, (lanes,): never above the best package nor under the reservation value."""
        late = self.times[time]
        gains = np.minimum(self.heard.count - 1, len(RECENT[-1]))
        given = np.zeros(len(time))
        for shares in RECENT:
            last = [self.heard.back(ago) - self.heard.back(ago + 1) for ago in range(len(shares))]
            total = sum((gain * share for gain, share in zip(last, shares, strict=True)), 0 * given)
            given = np.where(gains == len(shares), total, given)
        behaved = self.asked - given * (1 + late) / 2
        mixed = (1 - late**2) * behaved + late**2 * self.by_time[time]
        level = np.where(gains < len(RECENT[0]), self.by_time[time], mixed)
        return np.asarray(np.clip(np.rint(level), self.floor, self.best).astype(np.int64))
