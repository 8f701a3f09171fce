"""From private answers to what is known of preferences, and which question is worth asking next."""

from goodoffices.beliefs.learner import Asks, Learner, Put
from goodoffices.beliefs.rehearsal import Respondent, rehearse
from goodoffices.beliefs.replies import LEVELS, SIGNS, Opening, Reply

__all__ = ["LEVELS", "SIGNS", "Asks", "Learner", "Opening", "Put", "Reply", "Respondent", "rehearse"]
