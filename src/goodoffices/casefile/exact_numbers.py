"""Numbers exactly as people write them: decimals and fractions to ``Fraction`` and back."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

MOST_DIGITS = 400
"""Digits in either half of a written fraction: more than anybody types, few enough to be quick."""
LARGEST_EXPONENT = 60
"""Powers of ten in a written decimal: '1e999999' would otherwise become a number of a million digits."""
_FRACTION = re.compile(rf"(-?\d{{1,{MOST_DIGITS}}})/(\d{{1,{MOST_DIGITS}}})")


def parse_number(text: str) -> Fraction | None:
    """Return the number a text writes, a decimal or a fraction such as 1/3; None if it writes none."""
    fraction = _FRACTION.fullmatch(text.strip())
    if fraction or "/" in text:
        whole = int(fraction[2]) if fraction else 0
        return Fraction(int(fraction[1]), whole) if fraction and whole else None
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        return None
    if not decimal.is_finite() or abs(decimal.adjusted()) > LARGEST_EXPONENT:
        return None
    return Fraction(decimal)


def number_text(value: Fraction) -> str:
    """Return a number as people write it: a decimal if its digits end, else a fraction; no exponent."""
    rest = value.denominator
    # The digits of a fraction end if its denominator has no prime factors but 2 and 5.
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits, denominator = 0, value.denominator
    while denominator != 1:
        value, digits = value * 10, digits + 1
        denominator = value.denominator
    sign, whole = "-" if value < 0 else "", str(abs(value.numerator)).rjust(digits + 1, "0")
    return sign + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)
