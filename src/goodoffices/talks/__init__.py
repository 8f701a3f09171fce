"""Talks through mediators: protocols are tables, and the same loop plays all players in all sessions."""

from importlib import import_module
from typing import TYPE_CHECKING

from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, mediator, strategy
from goodoffices.talks.engine.protocol import PROTOCOLS, protocol
from goodoffices.talks.engine.session import Log, drive
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.outcomes.result import TalksResult
from goodoffices.talks.outcomes.transcript import Transcript, transcript
from goodoffices.talks.people import Desk, sit
from goodoffices.talks.run import in_lanes, run

if TYPE_CHECKING:
    from goodoffices.talks import tournament

__all__ = [
    "MEDIATORS",
    "PROTOCOLS",
    "STRATEGIES",
    "Desk",
    "Log",
    "TalksResult",
    "Transcript",
    "arrange",
    "drive",
    "in_lanes",
    "mediator",
    "protocol",
    "run",
    "sit",
    "strategy",
    "tournament",
    "transcript",
]


def __getattr__(name: str) -> object:
    if name == "tournament":
        return import_module("goodoffices.talks.tournament")
    raise AttributeError(f"module 'goodoffices.talks' has no attribute {name!r}")
