"""Numbers exactly as people write them: decimals and fractions to ``Fraction`` and back."""

from __future__ import annotations

import re
from fractions import Fraction

from goodoffices.limits import DIGITS, EXPONENT, parsed

_FRACTION = re.compile(rf"(-?\d{{1,{DIGITS.most}}})/(\d{{1,{DIGITS.most}}})")


def parse_number(text: str) -> Fraction | None:
    """Return the number a text writes, a decimal or a fraction such as 1/3; None if it writes none."""
    fraction = _FRACTION.fullmatch(text.strip())
    if fraction or "/" in text:
        whole = int(fraction[2]) if fraction else 0
        number = Fraction(int(fraction[1]), whole) if fraction and whole else None
        # A fraction may be no larger and no closer to zero than a decimal.
        most = 10 ** (EXPONENT.most + 1)
        return number if not number or 1 / Fraction(most) < abs(number) < most else None
    decimal = parsed(text)
    return None if decimal is None else Fraction(decimal)


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
