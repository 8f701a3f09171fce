"""Utilities in the parties' own units, and as JSON numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from goodoffices.space import Integers, Space

JSON = dict[str, object]


def by_party(space: Space, utilities: Integers | Sequence[int]) -> dict[str, Fraction]:
    """Return integer utilities, shape (parties,), by party and in each party's own units."""
    return {party: space.units(p, utilities[p]) for p, party in enumerate(space.parties)}


def number(value: Fraction) -> int | float:
    """Return a fraction as a JSON number: an int if it is whole."""
    return value.numerator if value.denominator == 1 else float(value)


def numbers(values: Mapping[str, Fraction]) -> dict[str, int | float]:
    """Return fractions by name as JSON numbers."""
    return {name: number(value) for name, value in values.items()}
