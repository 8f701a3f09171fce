"""Solution concepts: each a small function from the zone of agreement to places in the frontier."""

from goodoffices.agreements.solutions.egalitarian import egalitarian
from goodoffices.agreements.solutions.kalai_smorodinsky import kalai_smorodinsky
from goodoffices.agreements.solutions.nash import nash
from goodoffices.agreements.solutions.utilitarian import utilitarian

__all__ = ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]
