"""A dispatch to proposed entries of the record; a person accepts, edits or rejects them."""

from goodoffices.reader.damage import Damage
from goodoffices.reader.folder import read_case
from goodoffices.reader.reading import Reading, read

__all__ = ["Damage", "Reading", "read", "read_case"]
