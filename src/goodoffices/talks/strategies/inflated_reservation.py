"""Inflated reservation: says that it needs more than it does."""

from __future__ import annotations

from goodoffices.talks.engine.events import Mask
from goodoffices.talks.engine.players import Act, strategy
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.strategies.parts.misreporting import BINDING, Misreporting, raised, refusing

INFLATED = 0.4


@strategy("inflated-reservation")
class InflatedReservation(Misreporting):
    """Says what it would of a reservation value 40 % of the way to its best package higher.

    A yes to a text under it would give it away, so there is none.
    """

    def claims(self, private: PartyPrivate) -> PartyPrivate:
        return raised(private, INFLATED)

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        acts = super().act(view, phase, live, stream, move)
        if phase == BINDING:
            return acts
        return refusing(acts, self.claimed.value(view.table) >= self.claimed.reservation)
