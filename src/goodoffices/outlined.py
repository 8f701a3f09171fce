"""A short ``repr`` for results and data that hold much: what a notebook or a terminal prints by itself."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import fields
from typing import Any

FIELD = 60
"""Characters of a field's value at most: a dozen fields then fit into a kilobyte."""
WHOLE = 1000
"""Characters of the whole at most."""


class Outlined:
    """Base of dataclasses with ``repr=False``: each field is shown if short, else its number of items."""

    __slots__ = ()

    def __repr__(self) -> str:
        known: Any = self  # only dataclasses are outlined
        shown = [f"{field.name}={_outline(getattr(self, field.name))}" for field in fields(known)]
        text = f"{type(self).__name__}({', '.join(shown)})"
        return text if len(text) <= WHOLE else f"{text[: WHOLE - 2]}…)"


def _outline(value: object) -> str:
    """Return a value as Python writes it if that is short, else its beginning or its number of items."""
    if isinstance(value, str):
        return repr(value if len(value) <= FIELD else f"{value[:FIELD]}…")
    if isinstance(value, Sized) and len(value) > FIELD:
        return _number(value)
    text = repr(value)
    if len(text) <= FIELD:
        return text
    return _number(value) if isinstance(value, Sized) else f"<{type(value).__name__}>"


def _number(value: Sized) -> str:
    return f"<{len(value):,} item{'' if len(value) == 1 else 's'}>"
