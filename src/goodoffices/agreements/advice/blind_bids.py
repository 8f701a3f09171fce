"""Blind bids: each side names a number in private, and they settle half-way if the numbers cross.

Chatterjee, K. & Samuelson, W. (1983), Bargaining under incomplete information, Operations Research
31:835-851. The limits of both sides are uniform between the same two numbers; in the linear equilibrium each
side keeps back a part of what it could concede. Known closed forms, in fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from goodoffices.agreements.units import JSON, number
from goodoffices.beliefs.questions import bits
from goodoffices.errors import UsageError

SLOPE, SELLER, BUYER = Fraction(2, 3), Fraction(1, 4), Fraction(1, 12)
"""The linear equilibrium on [0, 1]: the seller asks 2/3 c + 1/4, the buyer bids 2/3 v + 1/12."""


@dataclass(frozen=True, slots=True)
class BlindBids:
    """What blind bids bring and tell, with limits uniform between ``low`` and ``high``.

    Shares are of pairs of limits; gains are in the unit of the numbers, both sides together.

    Attributes:
        deal: share of pairs in which the bids cross.
        gain: mean gain of both sides.
        best: mean gain if every worthwhile deal were made.
        fixed_deal: share of pairs in which both would take the middle number, put to them double-blind.
        fixed_gain: mean gain of that.
    """

    low: Fraction
    high: Fraction
    deal: Fraction
    gain: Fraction
    best: Fraction
    fixed_deal: Fraction
    fixed_gain: Fraction

    @property
    def told(self) -> float:
        """Bits that everyone learns if only deal or no deal is published."""
        return bits(float(self.deal))

    def ask(self, cost: Fraction) -> Fraction:
        """Return what a seller with this limit asks."""
        return self.low + (self.high - self.low) * (SLOPE * self._unit(cost) + SELLER)

    def bid(self, value: Fraction) -> Fraction:
        """Return what a buyer with this limit bids."""
        return self.low + (self.high - self.low) * (SLOPE * self._unit(value) + BUYER)

    def price(self, cost: Fraction, value: Fraction) -> Fraction | None:
        """Return the number they settle on, or None if the bids do not cross."""
        asked, bid = self.ask(cost), self.bid(value)
        return (asked + bid) / 2 if bid >= asked else None

    def _unit(self, limit: Fraction) -> Fraction:
        return (limit - self.low) / (self.high - self.low)

    def to_json(self) -> JSON:
        names = ("low", "high", "deal", "gain", "best", "fixed_deal", "fixed_gain")
        found: JSON = {name: number(getattr(self, name)) for name in names}
        return found | {"told": self.told}


def blind_bids(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> BlindBids:
    """Return what blind bids bring and tell.

    Raises:
        UsageError: the first number is not below the second.
    """
    if low >= high:
        raise UsageError("blind bids: expected the lower number first, then the higher.")
    reach = high - low
    # Bids cross if v - c >= 1/4, over the unit square: a triangle of side 3/4.
    side = 1 - (SELLER - BUYER) / SLOPE
    deal = side**2 / 2
    # The mean of v - c over that triangle is 1/4 + a third of its side.
    gain = deal * ((1 - side) + side / 3)
    return BlindBids(
        low, high, deal, gain * reach, reach / 6, Fraction(1, 4), Fraction(1, 4) * reach / 2
    )
