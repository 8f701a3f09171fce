"""Sentences in the reader's language: names keep their own direction in them, and rows their own commas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from goodoffices.rooms.templatetags.marks import APART, shown

OPENS, CLOSES = APART
PLACE = re.compile(r"\{\w+\}")


def apart(words: object) -> str:
    """Return words of a case or of people as a sentence holds them, with signs that are not seen drawn.

    In a sentence that is read from the right a name in plain letters, a receipt, or a number with a sign
    would mix with the words beside it.
    """
    return f"{OPENS}{shown(words)}{CLOSES}" if get_language_bidi() else shown(words)


def fill(template: str, **parts: object) -> str:
    """Return a sentence from its translated template; numbers stand in it as they are."""
    return template.format(
        **{name: part if isinstance(part, int) else apart(part) for name, part in parts.items()}
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
