"""Scenario files of other programs as cases; a folder's format is recognised from its files."""

from goodoffices.formats.convert import convert
from goodoffices.formats.load_case import check, ids_in, load, recognise, with_mediator, with_parties
from goodoffices.formats.registry import FORMATS, Format, scenario_format

__all__ = [
    "FORMATS",
    "Format",
    "check",
    "convert",
    "ids_in",
    "load",
    "recognise",
    "scenario_format",
    "with_mediator",
    "with_parties",
]
