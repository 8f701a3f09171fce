"""Random streams, small mediations and texts for tests of beliefs."""

from __future__ import annotations

from itertools import product

import numpy as np
from benchmarks.instances import synthetic

from goodoffices.beliefs import Asks, Learner
from goodoffices.beliefs.layout import Floats, Layout
from goodoffices.testing.rehearsal import Respondent, rehearse

DIMS = (3, 3, 3)
LAYOUT = Layout(DIMS)
TEXTS = [np.array([0, 0, 0]), np.array([1, 2, 0]), np.array([2, 1, 2])]


def draws(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def half_way(seed: int, answers: int, asks: Asks, floor: float = 0.0) -> Learner:
    """Return a learner after some answers of two honest parties."""
    learner = Learner(DIMS, 2, seed, asks=asks, known_floor=floor)
    parties = [Respondent(table, floor) for table in synthetic(seed, 3, 3).tables]
    rehearse(learner, parties, answers, draws(seed))
    return learner


def party(seed: int, **given: object) -> Respondent:
    return Respondent(synthetic(seed, 3, 3).tables[0], 0.0, **given)  # type: ignore[arg-type]


def slow_rise(chances: Floats, gains: Floats) -> list[float]:
    """Every party's every answer to every pair, particle by particle."""
    parties, many, pairs, answers = chances.shape
    texts = gains.shape[2]

    def expected(party: int, text: int) -> float:
        return float(gains[party, :, text].mean())

    now = max(np.prod([expected(p, text) for p in range(parties)]) for text in range(texts))
    found = []
    for pair in range(pairs):
        total = 0.0
        for said in product(range(answers), repeat=parties):
            likely = [
                sum(float(chances[p, s, pair, said[p]]) for s in range(many)) / many
                for p in range(parties)
            ]
            if not all(likely):
                continue
            best = 0.0
            for text in range(texts):
                worth = 1.0
                for p in range(parties):
                    weighed = [chances[p, s, pair, said[p]] * gains[p, s, text] for s in range(many)]
                    worth *= float(sum(weighed)) / many / likely[p]
                best = max(best, worth)
            total += float(np.prod(likely)) * best
        found.append(max(total - float(now), 0.0))
    return found
