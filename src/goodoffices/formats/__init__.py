"""Peers' scenario files as cases, recognised by what is in them; every module here registers a format."""

from importlib import import_module
from pkgutil import iter_modules

from goodoffices.formats.registry import FORMATS, Format

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

from goodoffices.formats.convert import convert  # noqa: E402  after the formats have registered
from goodoffices.formats.load_case import check, load, recognise  # noqa: E402

__all__ = ["FORMATS", "Format", "check", "convert", "load", "recognise"]
