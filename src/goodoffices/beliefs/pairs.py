"""Which two texts to hold side by side where better or worse is all that parties say.

A comparison is worth as much as the product of expected gains may rise once it is answered: the knowledge
gradient (Frazier, P., Powell, W. & Dayanik, S. (2009), The knowledge-gradient policy for correlated normal
beliefs, INFORMS Journal on Computing 21:599-613), here over particles instead of normal beliefs. Both
texts are free, neither need be the one in hand (as in Lin, Z. J., Astudillo, R., Frazier, P. & Bakshy, E.
(2022), Preference exploration for efficient Bayesian optimization with multiple outcomes, AISTATS
151:4235-4258).
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Floats

PAIRED = 28
"""So many texts, the best of those worth a comparison, are paired with each other."""
LEADING, JUDGED = 12, 150
"""So many texts with the largest product of expected gains may be paired, and may turn out to be best."""

Places = NDArray[np.int64]


def promising(gains: Floats, profiles: list[Places]) -> tuple[Places, Places]:
    """The texts to pair and the texts that may turn out to be best, as places among the packages.

    ``gains`` is (parties, particles, packages), ``profiles`` says who goes with whom. Both lists hold the
    best of joint profiles and the best on the average; the first is cut to those best on the average.
    """
    joint = np.stack([gains[party, order] for party, order in enumerate(profiles)]).prod(axis=0)
    best = joint.argmax(axis=1)
    expected = gains.mean(axis=1).prod(axis=0)
    leading = np.argsort(-expected, kind="stable")
    paired = np.union1d(best, leading[:LEADING])
    paired = paired[np.argsort(-expected[paired], kind="stable")][:PAIRED]
    return paired, np.union1d(best, leading[:JUDGED])


def rise(chances: Floats, gains: Floats) -> Floats:
    """How much the largest product of expected gains is expected to rise by the answers to each pair.

    ``chances`` (parties, particles, pairs, answers) is how likely each answer is to a particle, ``gains``
    (parties, particles, texts) what the texts bring it. Parties answer independently of each other.
    """
    many = gains.shape[1]
    shares = [
        [chances[party, :, :, answer].T @ gains[party] / many for answer in range(chances.shape[-1])]
        for party in range(len(gains))
    ]
    after = sum(np.prod(np.stack(answers), axis=0).max(axis=1) for answers in product(*shares))
    return np.asarray(np.maximum(after - gains.mean(axis=1).prod(axis=0).max(), 0.0))
