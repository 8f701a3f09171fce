"""Solution concepts register here: functions from the zone of agreement to places in the frontier."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.agreements.gains import Zone
from goodoffices.registry import Registry

Concept = Callable[[Zone], tuple[int, ...]]
CONCEPTS: Registry[Concept] = Registry("concept", "concepts", "goodoffices.agreements.solutions")
concept = CONCEPTS.register
