"""Talks through mediators: protocols as tables, players behind one interface, one loop for all."""

from goodoffices.talks.drive import Log, drive
from goodoffices.talks.play import TalksResult, arrange, in_lanes, protocols, run
from goodoffices.talks.sitting import Desk, sit
from goodoffices.talks.transcript import Transcript, transcript

__all__ = [
    "Desk",
    "Log",
    "TalksResult",
    "Transcript",
    "arrange",
    "drive",
    "in_lanes",
    "protocols",
    "run",
    "sit",
    "transcript",
]
