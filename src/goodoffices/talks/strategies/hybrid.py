"""Hybrid: what time asks of it and what the other gave, mixed; time counts more towards the end.

Keskin, Çakan & Aydoğan (2021), Solver agent: towards emotional and opponent-aware agent for human-robot
negotiation, AAMAS 2021:1557-1559: the aspiration is t² of a time-based curve and 1 - t² of a
behaviour-based one. Emotions are left out.
"""

from __future__ import annotations

import numpy as np

from goodoffices.space import Integers
from goodoffices.talks.acceptance import NEVER, Constant, Heard, Moment, Next
from goodoffices.talks.events import Accept, Lanes, Mask, Offer
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.strategies.time_dependent import elapsed
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView

BENDS = 0.75
"""The middle point of the time-based curve, a quadratic Bézier curve from the best to the reservation."""
RECENT = ((100,), (75, 25), (66, 22, 12), (50, 30, 15, 5))
"""How much the last gains count, the newest first, per cent, by how many there are to look back on."""


@strategy("hybrid")
class Hybrid(Strategy):
    """Remembers its last aspiration and what it was offered."""

    lanes = True
    random = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Rounds the curve and the mix of every step to whole numbers once."""
        self.private, self.steps = private, horizon.steps
        self.best = int(private.worth[-1])
        self.floor = min(private.reservation, self.best)
        last = max(horizon.rounds * horizon.steps - 1, 1)
        times = [min(step / last, 1.0) for step in range(last + 2)]
        curve = [(1 - t) ** 2 + 2 * (1 - t) * t * BENDS for t in times]
        span = self.best - self.floor
        self.by_time = np.array([self.floor + round(span * share) for share in curve], dtype=np.int64)
        self.mix = np.array([round(1000 * t**2) for t in times], dtype=np.int64)
        self.returned = np.array([round(500 * (1 + t)) for t in times], dtype=np.int64)
        self.heard = Heard(horizon.lanes, last + 2)
        self.asked = np.full(horizon.lanes, self.best, dtype=np.int64)
        self.accepts = Next() & Constant(private.reservation)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        offered = self.private.value(view.table)
        time = np.minimum(elapsed(view, self.steps), len(self.mix) - 1)
        if phase == "replying":
            self.heard.note(offered, live)
        level = self._level(time)
        place = np.minimum(np.searchsorted(self.private.worth, level), len(self.private.worth) - 1)
        planned = self.private.worth[place]
        nothing = np.full(len(live), NEVER)
        good = live & (phase == "replying")
        good &= self.accepts(Moment(offered, planned, nothing, nothing, time))
        self.asked = np.where(live, level, self.asked)
        return [Act(Accept, good), Act(Offer, live & ~good, package=self.private.codes[place])]

    def _level(self, time: Lanes) -> Integers:
        """The aspiration, (lanes,): never above the last one's mix, nor under the reservation value."""
        given = np.zeros(len(time), dtype=np.int64)
        for many, shares in enumerate(RECENT, 1):
            full = np.minimum(np.maximum(self.heard.count - 1, 0), len(RECENT)) == many
            gains = [self.heard.back(ago) - self.heard.back(ago + 1) for ago in range(many)]
            total = sum((gain * share for gain, share in zip(gains, shares, strict=True)), 0 * given)
            given = np.where(full, total // 100, given)
        behaved = np.clip(self.asked - given * self.returned[time] // 1000, self.floor, self.best)
        mixed = behaved + (self.by_time[time] - behaved) * self.mix[time] // 1000
        return np.asarray(np.clip(mixed, self.floor, self.best))
