"""Tournaments: every case, protocol, mediator and strategy of a plan, in every role."""

from goodoffices.talks.tournament import parquet
from goodoffices.talks.tournament.run import by_mediator, play, read_plan, summary

__all__ = ["by_mediator", "parquet", "play", "read_plan", "summary"]
