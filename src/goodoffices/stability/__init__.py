"""Stability: states of a conflict that no party leaves, by several rules of how far parties look ahead.

The graph model for conflict resolution (Kilgour, Hipel & Fang 1987, Automatica 23:41-55). Its concepts are
rules of foresight, no forecasts.

- ``graph``: the moves of each party, and sequences of moves, as boolean matrices.
- ``concepts``: stability of every state for a party or a coalition.
- ``orders``: rankings that are known in part, and how often a state is stable in orders that fit.
- ``analysis``: the answer by name.
"""

from goodoffices.stability.analysis import Stable, stability
from goodoffices.stability.orders import Shares

__all__ = ["Shares", "Stable", "stability"]
