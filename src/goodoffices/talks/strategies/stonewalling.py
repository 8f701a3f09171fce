"""Stonewalling: calls no text better and none near signing, unless nearly all goes its way; confides nothing.

The stone wall of Ury (1991), Getting Past No: a refusal to budge from its own position.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Rows
from goodoffices.talks.engine.players import Act, strategy
from goodoffices.talks.engine.release_events import Confided
from goodoffices.talks.engine.shuttle_events import ALONE, LITTLE_WORSE
from goodoffices.talks.strategies.parts.misreporting import Refusing


@strategy("stonewalling")
class Stonewalling(Refusing):
    """Calls a text good only if it is nine tenths of the way from its reservation value to its best."""

    share = 0.9

    def hearing(self, turn: PartyTurn) -> Rows:
        reply, pleased = super().hearing(turn), self.pleased(turn)
        reply[:, 0] = np.where(pleased | (reply[:, 0] == ALONE), reply[:, 0], LITTLE_WORSE)
        reply[:, 1] = np.where(pleased, reply[:, 1], 0)
        return reply

    def criticising(self, turn: PartyTurn) -> Rows:
        critique = super().criticising(turn)
        critique[:, 2] = np.where(self.pleased(turn), critique[:, 2], 1)
        return critique

    def confiding(self, turn: PartyTurn) -> Act:
        return Act(Confided, turn.live)
