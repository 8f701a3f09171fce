"""What parties have in common that do not tell their mediator what they think.

They say what would be true of a distorted copy of their preferences. The last yes or no, which binds, and
their own offers (late concessions) follow what they really want.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.talks.engine.events import FEEDBACK, VOTES, Compared, Mask, Voted
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.time_dependent import TimeDependent
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers

BINDING = "closing"
WEAK_NO, WORSE = VOTES.index("weak no"), FEEDBACK.index("worse")


class Misreporting(TimeDependent):
    """Answers by :meth:`claims`, and makes the offers of the boulware strategy."""

    def __init__(self) -> None:
        super().__init__(0.2)

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.claimed = self.claims(private)

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        """The preferences it answers from."""
        raise NotImplementedError

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in ASKED and phase != BINDING:
            return truthful_answers(self.claimed, view, phase, live)
        return super().act(view, phase, live, stream, move)


def refusing(acts: list[Act], pleased: Mask) -> list[Act]:
    """The same acts with a no to each text that does not please: no for yes, a weak no for a vote for it,
    worse for as good or better."""
    return [_refusing(act, pleased) for act in acts]


def _refusing(act: Act, pleased: Mask) -> Act:
    if act.yes is not None:
        return replace(act, yes=act.yes & pleased)
    if act.more is None or act.event not in (Voted, Compared):
        return act
    said = act.more.copy()
    if act.event is Voted:
        said[:, 0] = np.where(pleased, said[:, 0], np.minimum(said[:, 0], WEAK_NO))
    else:
        said[:, 0] = np.where(pleased, said[:, 0], WORSE)
    return replace(act, more=said)


def raised(private: PartyPrivate, share: float) -> PartyPrivate:
    """A copy whose reservation value is a share of the way from the true one to the best package."""
    headroom = max(int(private.worth[-1]) - private.reservation, 0)
    return replace(private, reservation=private.reservation + round(share * headroom))
