"""What a party may be asked in confidence, and what it may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal[0, 1, 2, 3]
LEVELS = ("far from signing", "close to signing", "would just about sign", "would comfortably sign")
"""How far a party is from signing a text, in four words: the last two are a yes."""
SIGNS: Level = 2
"""The first level that is a yes."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A party's two opening answers: its issues from the most to the least important, its best options.

    ``ranking`` holds places of issues, ``best`` the place of an option for each issue. Either may be left
    out.
    """

    ranking: tuple[int, ...] | None = None
    best: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party says to one text: all in one answer, each part only if it was asked and is given.

    ``better`` compares the text with the reference text; ``much`` that it is much better. ``level`` is
    how far the party is from signing it; ``worst`` the issue it would change first, ``wanted`` what it
    would have there instead. ``order`` ranks three texts, the best first: 0 is the text, 1 the reference
    text, 2 the third one; it says ``better`` as well.
    """

    better: bool | None = None
    much: bool | None = None
    level: Level | None = None
    worst: int | None = None
    wanted: int | None = None
    order: tuple[int, ...] | None = None
