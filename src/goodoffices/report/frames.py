"""The words of a page that are the program's own, in the languages there are: headings, labels, captions."""

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
    """A language's headings and labels. What it has no word for stays English."""

    lang: str
    words: Mapping[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def say(self, english: str) -> str:
        """A heading or label in this language."""
        return self.words.get(english, english)


@cache
def languages() -> tuple[str, ...]:
    """The languages pages can be framed in."""
    found = (path.name.partition(".")[0] for path in files("goodoffices.report.words").iterdir())
    return ("en", *sorted(name for name in found if len(name) == 2))


@cache
def frame_of(lang: str) -> Frame:
    """The frame in a language.

    Raises:
        UsageError: there is none in it.
    """
    if lang not in languages():
        raise UsageError(f"lang: expected one of {', '.join(languages())}, found '{lang}'.")
    if lang == "en":
        return Frame(lang, {})
    path = files("goodoffices.report.words") / f"{lang}.json"
    return Frame(lang, json.loads(path.read_text("utf-8")))
