"""Talks through mediators: protocols as tables, players behind one interface, one loop for all."""

from importlib import import_module
from typing import TYPE_CHECKING

from goodoffices.talks.drive import Log, drive
from goodoffices.talks.play import TalksResult, arrange, in_lanes, protocols, run
from goodoffices.talks.sitting import Desk, sit
from goodoffices.talks.transcript import Transcript, transcript

if TYPE_CHECKING:
    from goodoffices.talks import parquet, tournament

__all__ = [
    "Desk",
    "Log",
    "TalksResult",
    "Transcript",
    "arrange",
    "drive",
    "in_lanes",
    "parquet",
    "protocols",
    "run",
    "sit",
    "tournament",
    "transcript",
]


def __getattr__(name: str) -> object:
    if name in ("parquet", "tournament"):
        return import_module(f"goodoffices.talks.{name}")
    raise AttributeError(f"module 'goodoffices.talks' has no attribute {name!r}")
