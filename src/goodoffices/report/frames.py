"""Headings, labels and captions of a page in several languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goodoffices.errors import UsageError

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))


@dataclass(frozen=True, slots=True)
class Frame:
    """The headings and labels of one language; a missing text stays English."""

    lang: str
    words: Mapping[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def say(self, english: str) -> str:
        """Return a heading or label in this language."""
        return self.words.get(english, english)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have headings and labels."""
    found = (path.name.partition(".")[0] for path in files("goodoffices.report.words").iterdir())
    return ("en", *sorted(name for name in found if len(name) == 2))


@cache
def frame_of(lang: str) -> Frame:
    """Return the headings and labels of a language.

    Raises:
        UsageError: there are none in that language.
    """
    if lang not in languages():
        raise UsageError(f"lang: expected one of {', '.join(languages())}, found '{lang}'.")
    if lang == "en":
        return Frame(lang, {})
    path = files("goodoffices.report.words") / f"{lang}.json"
    return Frame(lang, json.loads(path.read_text("utf-8")))
