"""Solution concepts: each a small function from the zone of agreement to places in the frontier.

Every module in this folder is imported, and registers its concept by the decorator.
"""

from importlib import import_module
from pkgutil import iter_modules

from goodoffices.agreements.solutions.registry import CONCEPTS, Concept, concept

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = ["CONCEPTS", "Concept", "concept"]
