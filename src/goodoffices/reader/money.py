"""Amounts of money: the signs and codes of currencies before a number, and short forms of millions behind it."""

from __future__ import annotations

import re

from goodoffices.reader.wordlists import word_lists

_SIGNS = {
    "$": "dollars",
    "us$": "dollars",
    "a$": "Australian dollars",
    "au$": "Australian dollars",
    "c$": "Canadian dollars",
    "ca$": "Canadian dollars",
    "nz$": "New Zealand dollars",
    "hk$": "Hong Kong dollars",
    "s$": "Singapore dollars",
    "r$": "reais",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₹": "rupees",
    "₦": "naira",
    "₩": "won",
    "₽": "roubles",
    "₺": "lira",
    "₪": "shekels",
    "rs": "rupees",
    "rs.": "rupees",
    "ksh": "shillings",
    "eur": "euros",
    "usd": "dollars",
    "gbp": "pounds",
    "inr": "rupees",
    "jpy": "yen",
    "ngn": "naira",
}
_CODES = "|".join(sorted(word_lists("names")["currency"]))
MONEY = (
    rf"(?:(?-i:\b(?:US|AU|A|CA|C|NZ|HK|S|R))\$\s?|\$|[€£¥₹₦₩₽₺₪]|(?-i:\b(?:Rs\.?|K[Ss]h|{_CODES}))"
    r"(?=\s?\d)\s?)"
)
"""A pattern of the sign before an amount: '€', 'A$', 'Rs', 'CHF '."""
SHORT = r"(?:mn|bn|tn|[km])\b"
_SHORTS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_COUNTED = re.compile(
    r"\s(?:of\s)?(?:euros?|dollars|pounds|francs|krone[rn]|kron[ou]r|rupees|yen|yuan|won|rand|shillings|naira|pesos|reais|lira|zloty|rou?bles|"
    r"dirhams|dinars|ri[ya]+ls|birr|people|tonnes|tons|barrels|jobs|workers|passengers|pupils|refugees|lit[re]+s|doses|homes|"
    r"customers|members|voters|children)\b",
    re.IGNORECASE,
)
"""Words counted in millions: '40m euros', but not '40m waves'."""


def currency(sign: str) -> str:
    """Return the unit that a sign or code before a number stands for."""
    return _SIGNS.get(sign.strip().casefold(), sign.strip())


def times(short: str | None, money: bool, after: str) -> int:
    """Return the factor for the letters behind a number: 10**6 for the m in '€40m', 1 for '40m high'."""
    letters = (short or "").strip().casefold()
    sure = money or len(letters) == 2 or _COUNTED.match(after)
    return _SHORTS.get(letters, 1) if sure else 1
