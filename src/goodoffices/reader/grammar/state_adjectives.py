"""Adjectives of states that no list knows: 'Odran' is of the Odra of the same text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

_ADJECTIVE = frozenset(
    ("an", "n", "ian", "i", "ese", "ish", "ean", "ani", "ans", "ians", "is", "er", "ers", "ic")
)
"""Endings with which an adjective is made from a name."""


def stems(names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the names that an adjective may be made from by their stems, each with its place."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, name in enumerate(names):
        stem = name.rstrip("aeoy") if len(name) > 4 else name
        if len(stem) > 2:
            found.setdefault(stem, []).append((place, name))
    return found


def state_of(
    text: str, stems: Mapping[str, list[tuple[int, str]]], names: Container[str]
) -> str | None:
    """Return the name that an adjective is made from: 'Odran' is of 'Odra', 'Belkandi' of 'Belkand'."""
    known = [
        (place, name)
        for ending in _ADJECTIVE
        if text.endswith(ending)
        for place, name in stems.get(text.removesuffix(ending), ())
        if name != text and name in names
    ]
    return min(known)[1] if known else None
