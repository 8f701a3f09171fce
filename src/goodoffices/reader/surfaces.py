"""What a reader hands back: its actors in order, every span at its place in the text as it arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Protocol

from goodoffices.reader.damage import Damage
from goodoffices.reader.dates import When
from goodoffices.reader.figures import Number
from goodoffices.reader.repair import Edits
from goodoffices.record.entries import Actor, ActorKind, Entry, Figure, Span, Statement

_SPANNED = frozenset(("span", "body", "speaker", "cue", "content", "mentions"))


class Drafted(Protocol):
    """An actor as a reader collects it: its name and the words that name it, by their places."""

    name: str
    kind: ActorKind
    role: str | None
    spans: dict[tuple[int, int], str]


def in_order(drafts: Mapping[str, Drafted]) -> tuple[Actor, ...]:
    """Return the actors of some drafts in the order in which they first appear."""
    first = sorted(drafts.items(), key=lambda item: min(item[1].spans, default=(10**12, 0)))
    return tuple(
        Actor(
            key,
            draft.name,
            draft.kind,
            draft.role,
            tuple(Span(start, end, words) for (start, end), words in sorted(draft.spans.items())),
        )
        for key, draft in first
    )


def at_surface(text: str, found: Any, edits: Edits) -> Any:
    """Return the same proposals with each span at its place in ``text``, with the words it has there."""
    if isinstance(found, tuple):
        return tuple(at_surface(text, part, edits) for part in found)
    if isinstance(found, Span | Damage | When):
        start, end = edits.back(found.start, found.end)
        return replace(found, start=start, end=end, text=text[start:end])
    if isinstance(found, Entry | Statement | Actor):
        names = (field.name for field in fields(found) if field.name in _SPANNED)
        return replace(found, **{name: at_surface(text, getattr(found, name), edits) for name in names})
    return found


def figure_of(number: Number, before: list[tuple[Number, str]], source: str | None) -> Figure:
    """Return the figure of a number, part of the figure before it if the words say so."""
    whole = before[-1] if number.part_of and before else None
    unit = number.unit
    share = whole is not None and whole[0].unit.startswith("percent")
    if whole and unit.startswith("percent of ") and not share:
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
