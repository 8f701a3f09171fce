"""Sentences as templates with named places, so that whoever shows them can translate them first.

The engine itself says everything in English and knows of no other language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


def gettext_noop(template: str) -> str:
    """Return a template as it is; tools that collect sentences to be translated know it by this name."""
    return template


_ = gettext_noop


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a part of one.

    Attributes:
        template: English words with named places, such as ``{who} accepts the offer.``.
        parts: by place: names and numbers of a case as they are, or parts to be translated themselves.
    """

    template: str
    parts: Mapping[str, Part]

    def __str__(self) -> str:
        return self.in_words(gettext_noop)

    def in_words(self, translate: Callable[[str], str]) -> str:
        """Return the sentence after ``translate`` has translated its templates."""
        filled = {
            name: part.in_words(translate) if isinstance(part, Said) else part
            for name, part in self.parts.items()
        }
        return translate(self.template).format(**filled)


Part = Said | str | int


def say(template: str, /, **parts: Part) -> Said:
    """Return a sentence from its template and a keyword for each place in it."""
    return Said(template, parts)


def together(parts: Iterable[Part], template: str = _("{one} and {other}")) -> Part:
    """Return parts in a row; ``template`` says how one follows another.

    Halves are joined, and halves of halves: parts in parts are then ten deep if there are a thousand.
    """
    row = list(parts)
    if len(row) < 2:
        return row[0] if row else ""
    half = len(row) // 2
    return say(template, one=together(row[:half], template), other=together(row[half:], template))


BESIDE = _("{one}; {other}")
"""How points of a package, or halves of a release, follow each other."""
LISTED = _("{one}, {other}")
"""How numbers follow each other."""
