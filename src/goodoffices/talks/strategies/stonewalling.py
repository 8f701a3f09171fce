"""Stonewalling: no text is better, it is far from signing each, unless nearly all goes its way, and it has
nothing to confide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.talks.engine.events import Confided, Criticised, Mask, Replied
from goodoffices.talks.engine.players import Act, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.misreporting import BINDING, Misreporting, raised, refusing

SATISFIED = 0.9


@strategy("stonewalling")
class Stonewalling(Misreporting):
    """Has a good word only for texts nine tenths of the way from its reservation value to its best."""

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        return raised(private, SATISFIED)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        acts = super().act(view, phase, live, stream, move)
        if phase == BINDING:
            return acts
        if phase == "confiding":
            return [Act(Confided, live)]
        pleased = self.claimed.value(view.table) >= self.claimed.reservation
        return [self._hardened(act, pleased) for act in refusing(acts, pleased)]

    def _hardened(self, act: Act, pleased: Mask) -> Act:
        if act.event is Replied and act.more is not None:
            said = act.more.copy()
            said[:, 0] = np.where(pleased | (said[:, 0] == 2), said[:, 0], 0)
            said[:, 1] = np.where(pleased, said[:, 1], 0)
            return replace(act, more=said)
        if act.event is Criticised and act.more is not None:
            said = act.more.copy()
            said[:, 2] = np.where(pleased, said[:, 2], 1)
            return replace(act, more=said)
        return act
