"""Suggestions for the next text, far apart from each other, each with the reason for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.beliefs.layout import Codes, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """A text that a mediator may put next.

    Attributes:
        text: option codes, shape (issues,).
        gain: the expected improvement on the text in hand, as a share of the largest product of gains.
        learnt: the information that its answers would bring, in nats.
        rises: each party's expected rise in utility (0 to 1) over the text in hand; over its reservation
            value if no text is in hand.
    """

    text: Codes
    gain: float
    learnt: float
    rises: tuple[float, ...]


def far_apart(pool: Codes, score: Floats, most: int) -> list[int]:
    """Return the places of texts with high scores that differ from each other in many issues.

    The first has the highest score. Each next has the highest product of score and distance, the share of
    issues in which it differs from the nearest text chosen before.
    """
    chosen: list[int] = []
    distance: Floats = np.ones(len(pool))
    for _ in range(min(most, len(pool))):
        worth = (score + 1e-9) * distance
        worth[chosen] = -1.0
        chosen.append(int(worth.argmax()))
        differs = (pool != pool[chosen[-1]]).mean(axis=1)
        distance = np.minimum(distance, differs)
    return chosen


def suggestions(
    pool: Codes, chosen: Sequence[int], gain: Floats, learnt: Floats, rises: Floats
) -> tuple[Suggestion, ...]:
    """Return the chosen texts of a pool with their measures; ``rises`` has shape (parties, texts)."""
    return tuple(
        Suggestion(pool[n], float(gain[n]), float(learnt[n]), tuple(map(float, rises[:, n])))
        for n in chosen
    )
