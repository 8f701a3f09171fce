"""Solution concepts: each a small function in one file, registered by its decorator."""

from goodoffices.agreements.solutions.registry import CONCEPTS, Concept, concept

__all__ = ["CONCEPTS", "Concept", "concept"]
