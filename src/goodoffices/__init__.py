"""Good Offices: the record, the case, the agreements and the talks of a mediated negotiation.

A lazy facade: nothing heavy is imported until it is used. ``load read deals brief run convert`` are
functions; ``talks`` and ``report`` are the packages of those names, reached as ``go.talks.run(...)``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices import (
        agreements,
        casefile,
        charts,
        formats,
        model,
        reader,
        record,
        report,
        review_page,
        space,
        talks,
    )
    from goodoffices.agreements import deals
    from goodoffices.casefile import new, schema
    from goodoffices.formats import check, convert, load
    from goodoffices.reader import read
    from goodoffices.report import brief, run

__version__ = "0.1.0"

_FUNCTIONS = {
    "brief": "goodoffices.report",
    "check": "goodoffices.formats",
    "convert": "goodoffices.formats",
    "deals": "goodoffices.agreements",
    "load": "goodoffices.formats",
    "new": "goodoffices.casefile",
    "read": "goodoffices.reader",
    "run": "goodoffices.report",
    "schema": "goodoffices.casefile",
}
_PACKAGES = (
    "agreements",
    "casefile",
    "charts",
    "formats",
    "model",
    "reader",
    "record",
    "report",
    "review_page",
    "space",
    "talks",
)

__all__ = [
    "agreements",
    "brief",
    "casefile",
    "charts",
    "check",
    "convert",
    "deals",
    "formats",
    "load",
    "model",
    "new",
    "read",
    "reader",
    "record",
    "report",
    "review_page",
    "run",
    "schema",
    "space",
    "talks",
]


def __getattr__(name: str) -> object:
    if name in _FUNCTIONS:
        return getattr(import_module(_FUNCTIONS[name]), name)
    if name in _PACKAGES:
        return import_module(f"goodoffices.{name}")
    raise AttributeError(f"module 'goodoffices' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
