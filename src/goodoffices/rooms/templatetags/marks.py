"""Filters of the templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from typing import Protocol

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

register = template.Library()

NAMES = {
    "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u061c": "ALM",
}  # fmt: skip
"""Signs that turn the direction of a text, with their short names."""
APART = ("\u2068", "\u2069")
"""The two signs between which words have a direction of their own."""


@register.filter
def shown(words: object) -> str:
    """Return words with signs that are not seen drawn as marks: a text must be as it looks."""
    text = str(words)
    return text if text.isprintable() else "".join(map(_drawn, text))


@register.filter
def sentence(words: object) -> str:
    """Return a sentence of ours as :func:`shown` does, but with the signs that keep names in it apart.

    Names within it were drawn before; see :func:`goodoffices.rooms.tongue.apart`.
    """
    if not get_language_bidi():
        return shown(words)
    return "".join(sign if sign in APART else shown(sign) for sign in str(words))


@register.filter
def typed(field: BoundField) -> SafeString:
    """Return a field of a form as HTML, with :func:`shown` applied to what was typed into it."""
    return mark_safe(shown(field))


def _drawn(sign: str) -> str:
    if sign in NAMES:
        return f"[{NAMES[sign]}]"
    # line ends and the two joiners of letters are part of ordinary text
    unseen = unicodedata.category(sign) in UNSEEN and sign not in "\n\t\u200c\u200d"
    return f"[U+{ord(sign):04X}]" if unseen or _is_no_sign(ord(sign)) else sign


def _is_no_sign(code: int) -> bool:
    """Return whether a number is set aside by Unicode: no file of a word processor may hold it."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of signs that are not seen: controls, half signs, and ends of lines of another kind."""


class Choice(Protocol):
    """An answer that may be chosen, and its words."""

    @property
    def value(self) -> str: ...

    @property
    def said(self) -> str: ...


@register.simple_tag
def radios(name: str, choices: Iterable[Choice], chosen: str) -> SafeString:
    """Return a round button and its label for each choice.

    A page has dozens of them, and a loop in a template takes ten times as long.
    """
    name = escape(name)
    return mark_safe(
        "".join(
            f'<label><input type="radio" name="{name}" value="{escape(choice.value)}"'
            f"{' checked' if choice.value == chosen else ''}> {escape(choice.said)}</label>"
            for choice in choices
        )
    )


@register.simple_tag
def options(choices: Iterable[Choice], chosen: str) -> SafeString:
    """Return an option of a list for each choice; see :func:`radios`."""
    return mark_safe(
        "".join(
            f'<option value="{escape(choice.value)}"'
            f"{' selected' if choice.value == chosen else ''}>{escape(choice.said)}</option>"
            for choice in choices
        )
    )


@register.filter
def unlocalized(number: float) -> str:
    """Return a number as drawings need it in every language: with a point."""
    return f"{number:g}"


@register.filter
def item(values: Mapping[str, str], name: str) -> str:
    """Return a value by its name; empty if there is none."""
    return values.get(name, "")
