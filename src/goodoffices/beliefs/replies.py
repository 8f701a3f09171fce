"""A party's confidential answers to a mediator: to the opening questions, and to each text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal[0, 1, 2, 3, 4, 5, 6, 7, 8]
LEVELS = (
    "far from signing",
    "close to signing",
    "would just about sign",
    "would comfortably sign",
    "would only just sign",
    "would sign: it is a little better than no agreement",
    "would sign: it is clearly better than no agreement",
    "would sign: it is much better than no agreement",
    "would sign gladly",
)
"""Names of the levels of willingness to sign a text. They are kept by number, so that new ones come last."""
SIGNS: Level = 2
"""The lowest number of a level that means yes."""
ASKED: tuple[Level, ...] = (0, 1, 4, 5, 6, 7, 8)
"""Levels that a party may choose, the least willing first; the others are in older records only."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A party's answers to the two opening questions; None if a question was not answered.

    Attributes:
        ranking: issue indices, from the most to the least important.
        best: the index of the party's best option for each issue.
    """

    ranking: tuple[int, ...] | None = None
    best: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A party's answer to a text; a part is None if it was not asked or not answered.

    Attributes:
        better: whether the text is better than the reference text.
        much: whether a better text is much better.
        level: willingness to sign the text, an index into :data:`LEVELS`.
        worst: index of the issue the party would change first.
        wanted: index of the option the party wants in the issue ``worst``.
        order: ranking of three texts, best first: 0 the text, 1 the reference text, 2 the third text.
            It implies ``better``.
    """

    better: bool | None = None
    much: bool | None = None
    level: Level | None = None
    worst: int | None = None
    wanted: int | None = None
    order: tuple[int, ...] | None = None
