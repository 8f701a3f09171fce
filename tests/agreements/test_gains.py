"""Gains in whole numbers and in the parties' units."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.agreements import integer_zone, zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.space import from_tables, frontier
from tests.support.thorough import usually


@settings(max_examples=usually(25, 60), deadline=None)
@given(st.integers(0, 100_000), st.integers(2, 3))
def test_solutions_in_whole_numbers_are_those_in_the_parties_units(seed: int, parties: int) -> None:
    """Few different values and unequal units, so that there are ties and they count."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = [[draws.integers(0, 4, 3).tolist() for _ in range(3)] for _ in range(parties)]
    scale = int(draws.integers(1, 5))
    space = from_tables(tables, scale=scale, reservations=draws.integers(0, 4, parties).tolist())
    front = frontier(space)
    for name in ("nash", "kalai_smorodinsky"):
        assert CONCEPTS[name](integer_zone(space, front)) == CONCEPTS[name](zone(space, front))
