"""A party's confidential answers to a mediator: to the opening questions, and to each text."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal, cast

Level = Literal[0, 1, 2, 3, 4, 5, 6, 7, 8]
MUCH = 0.05
"""Difference of utility (0 to 1) from which a text is much better than another, or much worse."""


@dataclass(frozen=True, slots=True)
class Willingness:
    """A level of willingness to sign a text: what a party says, and what it stands for.

    Attributes:
        said: the words, after the name of a party.
        typed: the word to type at a desk; empty if parties no longer choose this level.
        low: the least utility over the reservation value, on a scale from 0 to 1.
        high: the utility over the reservation value from which the next level begins.
    """

    said: str
    typed: str
    low: float
    high: float

    @property
    def signs(self) -> bool:
        """Whether a party that says so would sign the text."""
        return self.low >= 0


LEVELS = (
    Willingness("is far from signing it", "far", -inf, -0.15),
    Willingness("is close to signing it", "close", -0.15, 0.0),
    Willingness("would just about sign it", "", 0.0, 0.15),
    Willingness("would sign it with ease", "", 0.15, inf),
    Willingness("would only just sign it", "just", 0.0, 0.03),
    Willingness("would sign it: it is a little better than no agreement", "little", 0.03, 0.07),
    Willingness("would sign it: it is clearly better than no agreement", "clearly", 0.07, 0.14),
    Willingness("would sign it: it is much better than no agreement", "much", 0.14, 0.25),
    Willingness("would sign it gladly", "gladly", 0.25, inf),
)
"""The levels by their numbers. Records keep the number, so that a new level comes last.

Words that a translator sees are written out once more where they are said: ``talks.engine.event.FAR``, and
``rooms.seen.answer_words``.
"""
ASKED: tuple[Level, ...] = tuple(
    cast(Level, number)
    for number in sorted(range(len(LEVELS)), key=lambda number: LEVELS[number].low)
    if LEVELS[number].typed
)
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
        much: whether a better text is much better; whether a text that is not better is much worse.
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
