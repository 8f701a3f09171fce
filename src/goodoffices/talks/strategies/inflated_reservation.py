"""Inflated reservation: says that it needs more than it does."""

from __future__ import annotations

from goodoffices.talks.events import Mask
from goodoffices.talks.seats import Act, strategy
from goodoffices.talks.strategies.misreporting import BINDING, Misreporting, raised, refusing
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView

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
