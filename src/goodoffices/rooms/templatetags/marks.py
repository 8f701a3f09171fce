"""Filters of the templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django import template

register = template.Library()

NAMES = {
    "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u061c": "ALM",
}  # fmt: skip
"""Signs that turn the direction of a text, with their short names."""


@register.filter
def shown(words: object) -> str:
    """Return words with signs that are not seen drawn as marks: a text must be as it looks."""
    text = str(words)
    return text if text.isprintable() else "".join(map(_drawn, text))


def _drawn(sign: str) -> str:
    if sign in NAMES:
        return f"[{NAMES[sign]}]"
    # line ends and the two joiners of letters are part of ordinary text
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\n\t\u200c\u200d":
        return f"[U+{ord(sign):04X}]"
    return sign


@register.filter
def unlocalized(number: float) -> str:
    """Return a number as drawings need it in every language: with a point."""
    return f"{number:g}"


@register.filter
def item(values: Mapping[str, str], name: str) -> str:
    """Return a value by its name; empty if there is none."""
    return values.get(name, "")
