"""The concepts by matrices, against the slow twin on small random conflicts."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from goodoffices.stability.concepts import CONCEPTS, stable
from goodoffices.stability.graph import sequences
from goodoffices.stability.reference import is_stable, reached


@pytest.mark.parametrize("seed", range(60))
def test_states_are_stable_if_the_slow_twin_says_so(seed: int) -> None:
    """Any moves and any rankings with ties; every coalition and every concept."""
    draws = np.random.Generator(np.random.Philox(seed))
    states, parties = int(draws.integers(2, 7)), int(draws.integers(2, 4))
    own = [draws.random((states, states)) < 0.35 for _ in range(parties)]
    for one in own:
        np.fill_diagonal(one, False)
    ranks = [draws.integers(0, states, states) for _ in range(parties)]
    moves = [{s: set(np.flatnonzero(one[s]).tolist()) for s in range(states)} for one in own]
    plain = [rank.tolist() for rank in ranks]
    for size in range(1, parties + 1):
        for coalition in combinations(range(parties), size):
            found = stable(own, ranks, coalition)
            for concept in CONCEPTS:
                expected = [is_stable(concept, moves, plain, coalition, s) for s in range(states)]
                assert found[concept].tolist() == expected, (concept, coalition)


def test_no_party_moves_twice_in_succession() -> None:
    """0 to 1 to 2 by one party alone is two moves in succession, so 2 is not reached without another."""
    one, other = np.zeros((3, 3), dtype=bool), np.zeros((3, 3), dtype=bool)
    one[0, 1] = one[1, 2] = True
    assert not sequences([one, other])[0, 2]
    other[1, 1] = True
    assert sequences([one, other])[0, 2]
    assert reached([{0: {1}, 1: {2}, 2: set()}, {0: set(), 1: set(), 2: set()}], [0, 1], 0) == {1}


def test_nobody_to_answer_means_no_deterrent() -> None:
    """For the coalition of all parties, every concept is Nash's."""
    draws = np.random.Generator(np.random.Philox(5))
    own = [draws.random((5, 5)) < 0.4 for _ in range(2)]
    ranks = [draws.integers(0, 5, 5) for _ in range(2)]
    found = stable(own, ranks, (0, 1))
    assert all((found[concept] == found["nash"]).all() for concept in CONCEPTS)


def test_a_thousand_states_take_seconds() -> None:
    """1,024 states and 2 parties: a linear number of products of matrices, not of states."""
    draws = np.random.Generator(np.random.Philox(6))
    own = [draws.random((1024, 1024)) < 0.01 for _ in range(2)]
    found = stable(own, [draws.permutation(1024) for _ in range(2)], (0,))
    assert all(mask.shape == (1024,) for mask in found.values())
    assert (found["nash"] <= found["seq"]).all()
    assert (found["smr"] <= found["gmr"]).all()
