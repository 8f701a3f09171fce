"""Bayesian: trades off as the frequency strategy does, by beliefs about the other side's preferences.

Hindriks & Tykhonov (2008), Opponent modelling in automated multi-issue negotiation using Bayesian learning,
AAMAS 2008:331-338; see ``parts/opponents``.
"""

from __future__ import annotations

from goodoffices.talks.engine.players import Strategy, strategy
from goodoffices.talks.strategies.frequency import TradesOff
from goodoffices.talks.strategies.parts.opponents import BayesianModel


@strategy("bayesian")
def bayesian() -> Strategy:
    """Offer the other side's likely favourite among packages alike to itself, by Bayesian beliefs."""
    return TradesOff(BayesianModel)
