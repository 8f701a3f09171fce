"""The choice of two texts to compare, if parties only say which is better.

The value of a comparison is the expected rise of the product of expected gains once it is answered: the
knowledge gradient (Frazier, P., Powell, W. & Dayanik, S. (2009), The knowledge-gradient policy for
correlated normal beliefs, INFORMS Journal on Computing 21:599-613), here over particles instead of normal
beliefs. Both texts are chosen; neither has to be the best so far (as in Lin, Z. J., Astudillo, R., Frazier,
P. & Bakshy, E. (2022), Preference exploration for efficient Bayesian optimization with multiple outcomes,
AISTATS 151:4235-4258).
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Floats

PAIRED = 28
"""Maximum number of texts that are paired with each other, which makes 378 pairs to score."""
LEADING, JUDGED = 12, 150
"""Numbers of texts, best product of expected gains first, that may be paired, and that may prove best."""

Indices = NDArray[np.int64]


def promising(gains: Floats, profiles: list[Indices]) -> tuple[Indices, Indices]:
    """Return the texts to pair, and the texts that may prove best, as indices of packages.

    Both hold the best package of each joint profile and the best on average; the first is cut to the
    :data:`PAIRED` best on average.

    Args:
        gains: shape (parties, particles, packages).
        profiles: for each party, the order in which its particles join those of the other parties.
    """
    joint = np.stack([gains[party, order] for party, order in enumerate(profiles)]).prod(axis=0)
    best = joint.argmax(axis=1)
    expected = gains.mean(axis=1).prod(axis=0)
    leading = np.argsort(-expected, kind="stable")
    paired = np.union1d(best, leading[:LEADING])
    paired = paired[np.argsort(-expected[paired], kind="stable")][:PAIRED]
    return paired, np.union1d(best, leading[:JUDGED])


def rise(chances: Floats, gains: Floats) -> Floats:
    """Return the expected rise of the largest product of expected gains, shape (pairs,).

    Parties answer independently of each other.

    Args:
        chances: probability of each answer for each particle, shape (parties, particles, pairs, answers).
        gains: shape (parties, particles, texts).
    """
    particles = gains.shape[1]
    shares = [
        [
            chances[party, :, :, answer].T @ gains[party] / particles
            for answer in range(chances.shape[-1])
        ]
        for party in range(len(gains))
    ]
    after = sum(np.prod(np.stack(answers), axis=0).max(axis=1) for answers in product(*shares))
    return np.asarray(np.maximum(after - gains.mean(axis=1).prod(axis=0).max(), 0.0))
