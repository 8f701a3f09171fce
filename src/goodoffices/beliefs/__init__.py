"""Beliefs about preferences, learned from private answers, and the question worth asking next."""

from goodoffices.beliefs.arrays import from_arrays, to_arrays
from goodoffices.beliefs.learner import Asks, Learner
from goodoffices.beliefs.puts import Put
from goodoffices.beliefs.replies import LEVELS, Opening, Reply
from goodoffices.beliefs.suggestions import Suggestion

__all__ = [
    "LEVELS",
    "Asks",
    "Learner",
    "Opening",
    "Put",
    "Reply",
    "Suggestion",
    "from_arrays",
    "to_arrays",
]
