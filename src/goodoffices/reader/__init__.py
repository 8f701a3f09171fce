"""A dispatch to proposed entries of the record; a person accepts, edits or rejects them."""

from goodoffices.reader.damage import Damage
from goodoffices.reader.folder import Readings, read_all
from goodoffices.reader.read_text import Reading, read

__all__ = ["Damage", "Reading", "Readings", "read", "read_all"]
