"""A language that nobody speaks: each letter of a translated string is another sign of the same letter.

So a word in plain letters on a page is a word that did not go through gettext, or that people wrote. Tests
write content in Greek, so that only the first is left.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest

GREEK = """
goodoffices: 1
title: Η λίμνη
kind: record-only
fictional: true
about: Δύο πόλεις.
parties:
  N: {name: Βορράς}
  S: {name: Νότος}
mediators:
  ferry: {name: Ο βαρκάρης}
  priest: {name: Ο ιερέας}
channels:
  - {between: [ferry, N], means: βάρκα}
  - {between: [ferry, S], means: βάρκα}
  - {between: [priest, N], means: βάρκα}
  - {between: [priest, ferry], means: βάρκα}
issues:
  fish: {name: Ψάρια, options: [100, 200, 300], unit: κιλά}
  boats: {name: Βάρκες, options: [10, 20, 30]}
"""
MODELLED = (
    GREEK.replace("record-only", "modelled\nbasis: invented")
    + """
preferences:
  N:
    reservation: 10
    values: {fish: {100: 0, 200: 20, 300: 40}, boats: {10: 0, 20: 5, 30: 9}}
  S:
    reservation: 10
    values: {fish: {100: 40, 200: 20, 300: 0}, boats: {10: 0, 20: 9, 30: 20}}
"""
)
"""The same with numbers."""

KEPT = re.compile(r"(\{[^{}]*\}|%\([^)]*\)[sd]|%[sd%]|<[^>]*>|&\w+;)")
"""Places, marks of HTML and entities in a string, which no translator changes."""
WORD = re.compile(r"[A-Za-z]+")
HEAD = re.compile(r"(?:[0-9a-f]{4} ){3,7}[0-9a-f]{4}|[0-9a-f]{64}")
"""A head, a receipt or a hash within a sentence."""
SEEN = ("alt", "aria-label", "placeholder", "title", "summary")
"""Attributes whose values people see or hear."""
SILENT = ("code", "pre", "script", "style")
"""Elements without words: addresses, heads and commands stand in ``code`` and ``pre``."""
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(33, 127)) if letter.isalpha()}


@cache
def pseudo(template: str) -> str:
    """Return a string as that language has it."""
    parts = KEPT.split(template.rpartition("\x04")[2])
    return "".join(part if place % 2 else part.translate(WIDE) for place, part in enumerate(parts))


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every string that goes through gettext come back in that language."""
    from django.template import engines
    from django.utils.translation.trans_real import DjangoTranslation

    from goodoffices.rooms import tongue

    def one(self: object, words: str) -> str:
        return pseudo(words)

    def several(self: object, single: str, plural: str, number: int) -> str:
        return pseudo(single if number == 1 else plural)

    monkeypatch.setattr(DjangoTranslation, "gettext", one)
    monkeypatch.setattr(DjangoTranslation, "ngettext", several)
    # words that were kept are of other languages, and those of this language are not to stay
    monkeypatch.setattr(tongue, "KEPT", {})
    for loader in engines["django"].engine.template_loaders:
        monkeypatch.setattr(loader, "get_template_cache", {})


class Words(HTMLParser):
    """The text of a page and of attributes that are seen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.found += [value for name, value in attrs if name in SEEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated(page: str, allowed: frozenset[str]) -> set[str]:
    """Return the texts of a page that have a word in plain letters which is not ``allowed``."""
    texts = (HEAD.sub("#", " ".join(text.split())) for text in Words(page).found)
    return {text for text in texts if set(WORD.findall(text)) - allowed}
