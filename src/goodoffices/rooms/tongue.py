"""Sentences in the reader's language: names keep their own direction in them, and rows their own commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from string import Formatter
from typing import Any, TypeVar

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from goodoffices.rooms.templatetags.marks import APART, shown

OPENS, CLOSES = APART
PLACE = re.compile(r"\{\w+\}")
KEPT: dict[tuple[Callable[[], Any], str | None], Any] = {}
"""Words of ours by their function and language, see :func:`once_a_language`."""
Words = TypeVar("Words")


def once_a_language(say: Callable[[], Words]) -> Callable[[], Words]:
    """Let a function that says words of ours do so once in each language.

    It is told nothing, so that nothing of a room or a visitor can be in what is kept.
    """

    @wraps(say)
    def said() -> Words:
        key = (say, get_language())
        if key not in KEPT:
            KEPT[key] = say()
        found: Words = KEPT[key]
        return found

    return said


def apart(words: object) -> str:
    """Return words of a case or of people as a sentence holds them, with signs that are not seen drawn.

    In a sentence that is read from the right a name in plain letters, a receipt, or a number with a sign
    would mix with the words beside it.
    """
    return _apart(words, get_language_bidi())


def _apart(words: object, bidi: bool) -> str:
    return f"{OPENS}{shown(words)}{CLOSES}" if bidi else shown(words)


@lru_cache(maxsize=1024)
def _names(template: str) -> frozenset[str]:
    """Return the names of the places in a template, which is ours or a translation of it."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def fill(template: str, **parts: object) -> str:
    """Return a sentence from its translated template; numbers stand in it as they are."""
    names, bidi = _names(template), get_language_bidi()
    return template.format(
        **{
            name: part if isinstance(part, int) else _apart(part, bidi)
            for name, part in parts.items()
            if name in names
        }
    )


def places(template: str) -> str:
    """Return the translation of a template of the engine, whose parts will have their own direction."""
    words = _(template)
    return PLACE.sub(rf"{OPENS}\g<0>{CLOSES}", words) if get_language_bidi() else words


def row(words: Iterable[str]) -> str:
    """Return words in a row, with the commas of the reader's language."""
    found = ""
    for number, name in enumerate(words):
        found = _("{names}, {name}").format(names=found, name=name) if number else name
    return found


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {name}").format(names=row(names[:-1]), name=names[-1])
