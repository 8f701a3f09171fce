"""Checks for parts that others write: what a strategy or mediator says of itself, held to its behaviour."""

from goodoffices.testing.players import check_mediator, check_strategy

__all__ = ["check_mediator", "check_strategy"]
