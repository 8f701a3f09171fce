"""Solution concepts register themselves here, so that adding one touches one file."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.agreements.gains import Zone

Concept = Callable[[Zone], tuple[int, ...]]
CONCEPTS: dict[str, Concept] = {}


def concept(function: Concept) -> Concept:
    """Register a solution concept by its function's name."""
    CONCEPTS[function.__name__] = function
    return function
