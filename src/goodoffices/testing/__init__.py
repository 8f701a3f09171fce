"""Checks for parts that others write: what they say of themselves, held to what they do."""

from goodoffices.testing.players import check_mediator, check_strategy
from goodoffices.testing.reachable import Reached, reachable, tiny

__all__ = ["Reached", "check_mediator", "check_strategy", "reachable", "tiny"]
