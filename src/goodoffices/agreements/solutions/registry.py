"""The registry of solution concepts: functions from a zone to indices of frontier points."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.agreements.gains import Zone
from goodoffices.registry import Registry

Concept = Callable[[Zone], tuple[int, ...]]
CONCEPTS: Registry[Concept] = Registry("concept", "concepts", "goodoffices.agreements.solutions")
concept = CONCEPTS.register
