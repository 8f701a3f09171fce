"""Trades off as the frequency strategy does, with beliefs about the other's ranks and shapes of value."""

from __future__ import annotations

from goodoffices.talks.engine.players import Strategy, strategy
from goodoffices.talks.strategies.frequency import TradesOff
from goodoffices.talks.strategies.parts.opponents import BayesianModel


@strategy("bayesian")
def bayesian() -> Strategy:
    """Weighs hypotheses on the other's preferences by what it offers (Hindriks & Tykhonov 2008)."""
    return TradesOff(BayesianModel)
