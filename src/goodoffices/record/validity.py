"""The check of an entry before it enters a ledger: every field has a value that all readers can show.

The same check tells which entries already in a ledger cannot be shown, and which proposals of a reader are
refused.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from goodoffices.errors import shorten
from goodoffices.record.dates import parse, valid
from goodoffices.record.entries import Entry, Figure, Span

DATES = frozenset(("edtf", "announced", "as_of", "published", "retrieved"))
"""Fields of an entry, of its source and of all kinds of body that hold a date (EDTF)."""
NEVER_DRAWN = frozenset(("published", "retrieved"))
"""Dates that may be the first or the last of the calendar: no chart has days beside them."""
LARGEST = 2**63 - 1
"""The largest place in a text: the index of a ledger cannot hold a larger number."""

Check = Callable[[Any], str | None]
"""Returns the words for the values that a field expects if a value is none of them; None if it is."""


def problems(entry: Entry) -> list[str]:
    """Return a sentence for each field of an entry that has no value of its type or range."""
    parts: tuple[Any, ...] = (entry, entry.source, entry.span, entry.body)
    found = [
        f"{name}: expected {expected}, found {shorten(getattr(part, name))}."
        for part in parts
        for name, check in checks(type(part)).items()
        if (expected := check(getattr(part, name))) is not None
    ]
    return found or list(_ranges(entry))


def checks(kind: type) -> dict[str, Check]:
    """Return the check of each field of a dataclass; parts of an entry have checks of their own."""
    return _checks(kind)


@cache
def _checks(kind: Any) -> dict[str, Check]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    if kind is Entry:
        names = [name for name in names if name not in ("body", "source", "span")]
    return {name: _date_check(name) or _check(hints[name]) for name in names}


def _check(hint: Any) -> Check:
    """Return the check of a type."""
    kind, parts = get_origin(hint), get_args(hint)
    if kind in (Union, UnionType):
        inner = [_check(part) for part in parts if part is not type(None)]
        return lambda value: None if value is None else _first(inner, value)
    if kind is Literal:
        return lambda value: (
            None
            if isinstance(value, str) and value in parts
            else f"one of {', '.join(map(str, parts))}"
        )
    if kind is tuple:
        each = _check(parts[0])
        return lambda value: (
            None if isinstance(value, tuple) and not any(map(each, value)) else "a list"
        )
    known: dict[type, Check] = {str: _text, bool: _truth, int: _whole, float: _number, Span: _place}
    return known[hint]


def _place(value: Any) -> str | None:
    """Accept a place in the text whose own fields are right."""
    right = isinstance(value, Span) and not any(
        check(getattr(value, name)) for name, check in checks(Span).items()
    )
    return None if right else "a place in the text"


def _first(checks: list[Check], value: Any) -> str | None:
    """Return the first expectation if a value meets none of several."""
    found = [check(value) for check in checks]
    return None if None in found else found[0]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "text"


def _truth(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _whole(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return None if whole else "a whole number"


def _number(value: Any) -> str | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if number and _finite(value) else "a finite number"


def _date_check(name: str) -> Check | None:
    """Return the check of a field that holds a date; None if it holds something else."""
    if name not in DATES:
        return None
    right = valid if name in NEVER_DRAWN else drawable
    return lambda value: (
        None
        if value is None or (isinstance(value, str) and right(value))
        else "a date such as 2024-05-26"
    )


def drawable(text: str) -> bool:
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


def _ranges(entry: Entry) -> Iterator[str]:
    if not entry.id:
        yield "id: expected a name, found nothing."
    if entry.span.start > entry.span.end:
        yield f"start: expected at most end ({entry.span.end:,}), found {entry.span.start:,}."
    if not 0 <= entry.confidence <= 1:
        yield f"confidence: expected a number from 0 to 1, found {entry.confidence}."
    figure = entry.body
    if not isinstance(figure, Figure) or figure.value is not None:
        return
    if figure.low is None or figure.high is None:
        yield "value: expected a number, or low and high for a figure between them, found nothing."
    elif figure.low > figure.high:
        yield f"low: expected at most high ({figure.high:,}), found {figure.low:,}."
