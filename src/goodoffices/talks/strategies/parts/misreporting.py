"""Misreporting: the base of parties that do not tell their mediator the truth.

They answer from a distorted copy of their preferences. The last yes or no, which binds, and their own offers
(those of the boulware strategy) follow their true preferences.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import FEEDBACK, VOTES, Lanes, Mask
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.time_dependent import TimeDependent

WEAK_NO, WORSE = VOTES.index("weak no"), FEEDBACK.index("worse")


class Misreporting(TimeDependent):
    """Answers by :meth:`claims`, which a strategy overrides."""

    def __init__(self) -> None:
        super().__init__(0.2)


class Refusing(Misreporting):
    """Claims a higher reservation value, and says no to each text below it.

    A yes to such a text, because it is better than the standing text, would give the claim away.
    """

    share: float
    """How far the claimed reservation value is on the way from its own to its best package, 0 to 1."""

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        headroom = max(int(private.worth[-1]) - private.reservation, 0)
        return replace(private, reservation=private.reservation + round(self.share * headroom))

    def pleased(self, turn: PartyTurn) -> Mask:
        """Return True for the lanes (lanes,) whose text is worth the claimed reservation value or more."""
        return np.asarray(self.claimed.value(turn.view.table) >= self.claimed.reservation)

    def improving(self, turn: PartyTurn) -> Mask:
        return super().improving(turn) & self.pleased(turn)

    def polling(self, turn: PartyTurn) -> Mask:
        return super().polling(turn) & self.pleased(turn)

    def voting(self, turn: PartyTurn) -> Lanes:
        vote = super().voting(turn)
        return np.where(self.pleased(turn), vote, np.minimum(vote, WEAK_NO))

    def comparing(self, turn: PartyTurn) -> Lanes:
        return np.where(self.pleased(turn), super().comparing(turn), WORSE)

    def confiding(self, turn: PartyTurn) -> Act:
        act = super().confiding(turn)
        return act if act.yes is None else replace(act, yes=act.yes & self.pleased(turn))
