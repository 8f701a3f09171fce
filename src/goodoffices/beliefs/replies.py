"""A party's confidential answers to a mediator: to the opening questions, and to each text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal[0, 1, 2, 3]
LEVELS = ("far from signing", "close to signing", "would just about sign", "would comfortably sign")
"""Names of the four levels of willingness to sign a text; the last two mean yes."""
SIGNS: Level = 2
"""The lowest level that means yes."""


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
