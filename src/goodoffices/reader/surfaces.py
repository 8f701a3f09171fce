"""Proposals read from a repaired text, with every span back at its place in the text as it arrived."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from goodoffices.reader.damage import Damage
from goodoffices.reader.dates import When
from goodoffices.reader.figures import Number
from goodoffices.reader.repair import Edits
from goodoffices.record.entries import Actor, Entry, Figure, Span, Statement

_SPANNED = frozenset(("span", "body", "speaker", "cue", "content", "mentions"))


def at_surface(text: str, found: Any, edits: Edits) -> Any:
    """Return the same proposals with each span at its place in ``text``, with the words it has there."""
    if isinstance(found, tuple):
        return tuple(at_surface(text, part, edits) for part in found)
    if isinstance(found, Span | Damage | When):
        start, end = edits.back(found.start, found.end)
        return replace(found, start=start, end=end, text=text[start:end])
    if isinstance(found, Entry | Statement | Actor):
        parts = {f.name: getattr(found, f.name) for f in fields(found)}
        return replace(
            found, **{n: at_surface(text, v, edits) for n, v in parts.items() if n in _SPANNED}
        )
    return found


def figure_of(number: Number, before: list[tuple[Number, str]], source: str | None) -> Figure:
    """Return the figure of a number, part of the figure before it if the words say so."""
    whole = before[-1] if number.part_of and before else None
    unit = number.unit
    if whole and unit.startswith("percent of "):
        unit = f"percent of {whole[0].unit} ({unit.removeprefix('percent of ')})"
    return Figure(
        number.text,
        number.value,
        number.low,
        number.high,
        number.qualifier,
        unit,
        whole[1] if whole else None,
        source,
    )
