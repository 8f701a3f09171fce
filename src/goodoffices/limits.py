"""Limits of input: the largest quantity, its unit, and the reason for the value.

A limit is checked before the work that it bounds is done. The message of a refusal says the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from goodoffices.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest quantity that is accepted, its unit in words, and the reason for the value."""

    most: int
    unit: str
    reason: str

    def __str__(self) -> str:
        return f"at most {self.most:,} {self.unit}"


DIGITS = Limit(400, "digits", "more than anybody types; exact arithmetic with so many is still instant")
EXPONENT = Limit(60, "powers of ten", "'1e999999' would become a number of a million digits")
SEED = Limit(2**63 - 1, "(a number of 63 bits)", "other programs can hold it as a whole number")
SAMPLE = Limit(
    1_000_000, "cells of a plan", "playing so many takes days; drawing them is still instant"
)
RUNS = Limit(1_000_000, "sessions", "the largest ensemble that fits in the memory of a laptop")


def parsed(text: str) -> Decimal | None:
    """Return the decimal number that a text writes; None if it is no number, or exceeds a limit."""
    # As many underscores and spaces as digits may stand in a number; Decimal skips them.
    if len(text) > 2 * DIGITS.most:
        return None
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        return None
    if not decimal.is_finite() or abs(decimal.adjusted()) > EXPONENT.most:
        return None
    return decimal if len(decimal.as_tuple().digits) <= DIGITS.most else None


def whole(text: str) -> int | Decimal:
    """Return a whole number in JSON; if it has too many digits, a decimal, which ``parsed`` refuses."""
    return int(text) if len(text) <= DIGITS.most else Decimal(text)


def wanted(text: object, kind: str = "a number") -> str:
    """Return what a message expects in place of ``text``: a number, and the limit if ``text`` is long."""
    if isinstance(text, int):
        long = text.bit_length() > 3 * DIGITS.most
    else:
        long = isinstance(text, str | Decimal) and len(str(text)) > DIGITS.most
    return f"{kind} of {DIGITS}" if long else kind


def within(name: str, value: int, limit: Limit) -> None:
    """Check that an argument of a function does not exceed its limit.

    Raises:
        UsageError: the argument exceeds it; the message says the limit.
    """
    if value > limit.most:
        raise UsageError(f"{name}: expected {limit}, found more.")
