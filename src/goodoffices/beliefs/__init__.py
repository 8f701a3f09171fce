"""Beliefs about preferences, learned from private answers, and the question worth asking next."""

from goodoffices.beliefs.learner import Asks, Learner, Put
from goodoffices.beliefs.replies import LEVELS, SIGNS, Opening, Reply

__all__ = ["LEVELS", "SIGNS", "Asks", "Learner", "Opening", "Put", "Reply"]
