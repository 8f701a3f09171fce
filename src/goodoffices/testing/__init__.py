"""Checks for parts that others write: do they behave as they declare?"""

from goodoffices.registry import forgetting, plug_in
from goodoffices.testing.concepts import check_concept
from goodoffices.testing.formats import check_format
from goodoffices.testing.players import check_mediator, check_strategy
from goodoffices.testing.protocols import check_event, check_protocol
from goodoffices.testing.reachable import Reached, reachable, tiny
from goodoffices.testing.readers import check_reader

__all__ = [
    "Reached",
    "check_concept",
    "check_event",
    "check_format",
    "check_mediator",
    "check_protocol",
    "check_reader",
    "check_strategy",
    "forgetting",
    "plug_in",
    "reachable",
    "tiny",
]
