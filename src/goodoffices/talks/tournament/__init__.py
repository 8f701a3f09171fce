"""Tournaments: every case, protocol, mediator and strategy of a plan, in every role."""

from goodoffices.talks.tournament import parquet
from goodoffices.talks.tournament.plan import read_plan
from goodoffices.talks.tournament.results import Results
from goodoffices.talks.tournament.run import play
from goodoffices.talks.tournament.summary import by_mediator, summary

__all__ = ["Results", "by_mediator", "parquet", "play", "read_plan", "summary"]
