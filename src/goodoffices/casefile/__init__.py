"""The case folder on disk and the model: every problem at once, each with its line."""

from goodoffices.casefile.edit import edit
from goodoffices.casefile.folder import CaseFolder, Source, is_text, load, locate, schema
from goodoffices.casefile.starter import new

__all__ = ["CaseFolder", "Source", "edit", "is_text", "load", "locate", "new", "schema"]
