"""The tit-for-tat family: gives as much as it was given, measured by its own utility.

Faratin, Sierra & Jennings (1998), Negotiation decision functions for autonomous agents, Robotics and
Autonomous Systems 24:159-182: the behaviour-dependent tactics, without their random part.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.players import Horizon, strategy
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.parts.bidding import Listener


@strategy("tit-for-tat")
class TitForTat(Listener):
    """Concedes as much as the other side did with its last offer, from its best package on."""

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.level = np.full(horizon.lanes, self.best, dtype=np.int64)

    def take_in(self, turn: PartyTurn, offered: Integers) -> None:
        super().take_in(turn, offered)
        self.level = np.where(turn.live, np.clip(self.lowered(), self.floor, self.best), self.level)

    def aspiration(self, turn: PartyTurn) -> Integers:
        return self.level

    def lowered(self) -> Integers:
        """Return the next aspiration, (lanes,), which may be out of reach or below the reservation value."""
        return np.asarray(self.level - np.maximum(self.heard.back(0) - self.heard.back(1), 0))


@strategy("relative-tit-for-tat")
class RelativeTitForTat(TitForTat):
    """Concedes by the share by which the other side's last offer was better, and never takes it back.

    Shares are of utilities above its own worst package.
    """

    window = 1

    def lowered(self) -> Integers:
        share = sum((self._share(ago) for ago in range(self.window)), np.zeros(len(self.level)))
        worst = int(self.private.worth[0])
        kept = np.minimum(share / self.window, 1.0)
        return worst + np.ceil((self.level - worst) * kept).astype(np.int64)

    def _share(self, ago: int) -> NDArray[np.float64]:
        """Return the offer before over the offer ``ago`` offers back; 1 if there are not two to compare."""
        worst = int(self.private.worth[0])
        before, after = self.heard.back(ago + 1) - worst, self.heard.back(ago) - worst
        known = (before > 0) & (after > 0)
        return np.where(known, before / np.where(known, after, 1), 1.0)


@strategy("averaged-tit-for-tat")
class AveragedTitForTat(RelativeTitForTat):
    """Concedes by the mean share of the last three offers, so that a single step back counts less."""

    window = 3
