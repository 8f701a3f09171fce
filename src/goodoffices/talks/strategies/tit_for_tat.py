"""The tit-for-tat family: gives as much as it was given, measured by its own utility.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182: the behaviour-dependent tactics, without their random part.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers
from goodoffices.talks.engine.events import Accept, Mask, Offer
from goodoffices.talks.engine.players import Act, Horizon, Strategy, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.acceptance import Heard
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers


@strategy("tit-for-tat")
class TitForTat(Strategy):
    """Begins at its best package; what an offer improves on the one before it comes off its aspiration."""

    lanes = True
    random = False
    remembers = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private
        self.best = int(private.worth[-1])
        self.aspiration = np.full(horizon.lanes, self.best, dtype=np.int64)
        self.heard = Heard(horizon.lanes, horizon.rounds * horizon.steps + 1)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED:
            return truthful_answers(self.private, view, phase, live)
        if phase == "replying":
            worth = self.private.value(view.table)
            self.heard.note(worth, live)
            lower = np.clip(self._lowered(), min(self.private.reservation, self.best), self.best)
            self.aspiration = np.where(live, lower, self.aspiration)
            good = live & (worth >= self.aspiration)
        else:
            good = np.zeros(len(live), dtype=np.bool_)
        place = np.searchsorted(self.private.worth, self.aspiration)
        package = self.private.codes[np.minimum(place, len(self.private.worth) - 1)]
        return [Act(Accept, good), Act(Offer, live & ~good, package=package)]

    def _lowered(self) -> Integers:
        """The next aspiration, (lanes,), before it is held between the reservation value and the best."""
        given = np.maximum(self.heard.back(0) - self.heard.back(1), 0)
        return np.asarray(self.aspiration - given)


@strategy("relative-tit-for-tat")
class RelativeTitForTat(TitForTat):
    """Lowers its aspiration by the same share by which the last offers grew, never raising it again.

    Shares are of utilities above its own worst package.
    """

    window = 1

    def _lowered(self) -> Integers:
        share = sum((self._share(ago) for ago in range(self.window)), np.zeros(len(self.aspiration)))
        worst = int(self.private.worth[0])
        kept = np.minimum(share / self.window, 1.0)
        return worst + np.ceil((self.aspiration - worst) * kept).astype(np.int64)

    def _share(self, ago: int) -> NDArray[np.float64]:
        """The offer before over the one ``ago`` offers back; 1 where there is nothing to compare."""
        worst = int(self.private.worth[0])
        before, after = self.heard.back(ago + 1) - worst, self.heard.back(ago) - worst
        known = (before > 0) & (after > 0)
        return np.where(known, before / np.where(known, after, 1), 1.0)


@strategy("averaged-tit-for-tat")
class AveragedTitForTat(RelativeTitForTat):
    """As the relative form, by the mean over the last offers: one step back does not count alone."""

    window = 3
