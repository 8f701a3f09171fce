"""Numbers and lists as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def amount(value: Fraction | float) -> str:
    """A utility: whole numbers whole, others to four significant digits."""
    exact = Fraction(value)
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{float(exact):,.4g}"


def count(number: int, noun: str) -> str:
    """``1 package``, ``2 packages``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listing(words: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
