"""The check of an entry before it enters a ledger: every field has a value that all readers can show."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from goodoffices.errors import shorten
from goodoffices.record.dates import parse, valid
from goodoffices.record.entries import Entry, Figure

DATES = frozenset(("edtf", "announced", "as_of", "published", "retrieved"))
"""Fields of an entry, of its source and of all kinds of body that hold a date (EDTF)."""


def problems(entry: Entry) -> list[str]:
    """Return a sentence for each field of an entry that has no value of its type or range."""
    found = [*_fields(entry), *_fields(entry.source), *_fields(entry.span), *_fields(entry.body)]
    if not found and isinstance(entry.body, Figure):
        found += _range(entry.body)
    return found


def _fields(part: Any) -> Iterator[str]:
    hints = get_type_hints(type(part))
    for field in fields(part):
        if field.name in ("body", "source", "span") and isinstance(part, Entry):
            continue
        value = getattr(part, field.name)
        expected = _expected(hints[field.name], value)
        if expected is None and field.name in DATES and value is not None and not _dated(value):
            expected = "a date such as 2024-05-26"
        if expected is not None:
            yield f"{field.name}: expected {expected}, found {shorten(value)}."


def _expected(hint: Any, value: object) -> str | None:
    """Return what a field of a type expects if a value is not of it; None if it is."""
    kind, parts = get_origin(hint), get_args(hint)
    if kind in (Union, UnionType):
        wrong = [_expected(part, value) for part in parts if part is not type(None)]
        return None if value is None or None in wrong else wrong[0]
    if kind is Literal:
        return None if value in parts else f"one of {', '.join(parts)}"
    if kind is tuple:
        fits = isinstance(value, tuple) and all(_expected(parts[0], part) is None for part in value)
        return None if fits else "a list"
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return None if number and _finite(value) else "a finite number"
    if hint is int:
        whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return None if whole else "a whole number"
    return None if isinstance(value, hint) else f"a value of type {hint.__name__}"


def _dated(text: str) -> bool:
    """Return whether a text is EDTF whose days have days before and after them in the calendar."""
    if not valid(text):
        return False
    span = parse(text)
    return all(day is None or 1 < day.year < 9999 for day in (span.first, span.last))


def _finite(value: Any) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _range(figure: Figure) -> Iterator[str]:
    if figure.value is not None:
        return
    if figure.low is None or figure.high is None:
        yield "value: expected a number, or low and high for a figure between them, found nothing."
    elif figure.low > figure.high:
        yield f"low: expected at most high ({figure.high:,}), found {figure.low:,}."
