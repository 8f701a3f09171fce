"""Inflated reservation: answers as if its reservation value were higher than it is.

The commitment to a higher price of Schelling (1960), The Strategy of Conflict, ch. 2, told to a mediator.
"""

from __future__ import annotations

from goodoffices.talks.engine.players import strategy
from goodoffices.talks.strategies.parts.misreporting import Refusing


@strategy("inflated-reservation")
class InflatedReservation(Refusing):
    """Claims a reservation value 40% of the way from its own to its best package."""

    share = 0.4
