"""What parties have in common that do not tell their mediator what they think.

They say what would be true of a distorted copy of their preferences. The last yes or no, which binds, and
their own offers (late concessions) follow what they really want.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.talks.events import Mask
from goodoffices.talks.seats import Act, Horizon
from goodoffices.talks.strategies.time_dependent import TimeDependent
from goodoffices.talks.strategies.truthful import ASKED, truthful_answers
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView

BINDING = "closing"


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
    """The same acts with a no in place of each yes to a text that does not please."""
    return [replace(act, yes=act.yes & pleased) if act.yes is not None else act for act in acts]


def raised(private: PartyPrivate, share: float) -> PartyPrivate:
    """A copy whose reservation value is a share of the way from the true one to the best package."""
    headroom = max(int(private.worth[-1]) - private.reservation, 0)
    return replace(private, reservation=private.reservation + round(share * headroom))
