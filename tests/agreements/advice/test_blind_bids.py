"""Blind bids: the published shares and gains, and that no side gains by another bid."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from goodoffices.agreements import blind_bids
from goodoffices.errors import UsageError

HALF = Fraction(1, 2)


def test_the_published_numbers() -> None:
    """Chatterjee & Samuelson 1983 (ORACLES.md): P(trade) 9/32, expected gain 9/64, first best 1/6."""
    found = blind_bids()
    assert (found.deal, found.gain, found.best) == (Fraction(9, 32), Fraction(9, 64), Fraction(1, 6))
    assert (found.ask(HALF), found.bid(HALF)) == (Fraction(7, 12), Fraction(5, 12))
    assert (found.fixed_deal, found.fixed_gain) == (Fraction(1, 4), Fraction(1, 8))


def test_they_are_what_pairs_of_limits_bring() -> None:
    found = blind_bids(Fraction(200), Fraction(600))
    steps = [Fraction(200) + Fraction(400 * (2 * k + 1), 240) for k in range(120)]
    pairs = [(c, v, found.price(c, v)) for c in steps for v in steps]
    deals = [(c, v) for c, v, price in pairs if price is not None]
    assert len(deals) / len(pairs) == pytest.approx(float(found.deal), abs=0.01)
    assert float(sum(v - c for c, v in deals)) / len(pairs) == pytest.approx(
        float(found.gain), rel=0.01
    )
    assert all(c <= price <= v for c, v, price in pairs if price is not None)
    fixed = [(c, v) for c, v, _ in pairs if c <= 400 <= v]
    assert float(sum(v - c for c, v in fixed)) / len(pairs) == pytest.approx(
        float(found.fixed_gain), rel=0.01
    )


@pytest.mark.parametrize("cost", [0.0, 0.2, 0.45, 0.7])
def test_no_other_ask_is_better_against_the_equilibrium(cost: float) -> None:
    found = blind_bids()
    values = np.linspace(0, 1, 4001)
    bids = 2 / 3 * values + 1 / 12

    def gain(ask: float) -> float:
        return float(np.where(bids >= ask, (ask + bids) / 2 - cost, 0.0).mean())

    own = gain(float(found.ask(Fraction(cost).limit_denominator(100))))
    assert own >= max(gain(ask) for ask in np.linspace(0, 1, 101)) - 1e-4


def test_what_is_told() -> None:
    """Deal or no deal: the entropy of 9/32."""
    assert blind_bids().told == pytest.approx(0.857, abs=1e-3)
    assert blind_bids(Fraction(3), Fraction(9)).told == blind_bids().told


def test_reversed_numbers_are_refused() -> None:
    with pytest.raises(UsageError, match="the lower number first"):
        blind_bids(Fraction(2), Fraction(1))
